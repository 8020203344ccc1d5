import type { Keep, Link, LinkListener } from '@indiretta/connection';
import { FakeClock, settled } from '@indiretta/connection/testing';
import type { Command, ConsultationView, Outbound } from '@indiretta/protocol';
import { beforeEach, expect, test } from 'vitest';
import type { Api } from '../src/panel/Api.ts';
import { Kept } from '../src/panel/Kept.ts';
import { erase, startNew } from '../src/panel/live/afterwards.ts';
import type { OtherTabChange } from '../src/panel/live/otherTabs.ts';
import { Wire } from '../src/panel/live/Wire.ts';
import { asking, opened, siteCame } from '../src/panel/moves.ts';
import { firstState } from '../src/panel/state.ts';
import { Store } from '../src/panel/store.ts';
import type { Portal } from '../src/portal.ts';
import { w } from '../src/words/words.ts';
import { everybodyThere, message, nobodyThere, site, view } from './fixtures.ts';

const TOKEN = 'A'.repeat(43);
const starting = {
  topic: 'passport',
  mode: 'WRITE',
  language: 'it',
  question: 'Quanto costa?',
  page: 'https://p/x',
} as const;

/** A server at the other end of an in-memory link: says to each command what the test decides. */
class ServerEnd {
  readonly heard: Command[] = [];
  #listener: LinkListener | undefined;
  consultations: ConsultationView[] = [];
  refuseStart = false;
  /** Tokens that are not good. */
  dead: string[] = [];
  down = false;

  readonly openLink = (_kind: unknown, listener: LinkListener): Link => {
    this.#listener = listener;
    queueMicrotask(() => (this.down ? listener.closed(1006) : listener.opened()));
    return {
      send: (text) => this.#hear(JSON.parse(text) as Command),
      close: () => undefined,
    };
  };

  push(outbound: Outbound): void {
    this.#listener?.received(JSON.stringify(outbound));
  }

  cut(): void {
    this.#listener?.closed(1006);
  }

  types(): string[] {
    return this.heard.map(({ type }) => type);
  }

  #hear(command: Command): void {
    this.heard.push(command);
    queueMicrotask(() => this.push(this.#reply(command)));
  }

  #reply(command: Command): Outbound {
    const { id } = command;
    switch (command.type) {
      case 'hello':
        if (this.dead.includes(command.credential.value)) {
          return { type: 'refused', id, code: 'UNAUTHENTICATED', detail: '' };
        }
        return { type: 'welcome', id, protocol: 1, at: '', pingEveryMs: 20_000, consultations: this.consultations };
      case 'watchAvailability':
        return { type: 'availability', id, availability: everybodyThere };
      case 'startConsultation':
        if (this.refuseStart) return { type: 'refused', id, code: 'NOBODY_THERE', detail: '' };
        this.consultations = [view()];
        return { type: 'started', id, consultation: view() };
      case 'resume':
        return {
          type: 'resumed',
          id,
          consultation: this.consultations[0] ?? view(),
          entries: [],
          erased: [],
          caughtUp: true,
        };
      default:
        return { type: 'done', id };
    }
  }
}

const keep: Keep = { get: () => undefined, set: () => undefined, remove: () => undefined, keys: () => [] };
let told: string[] = [];
let clock: FakeClock;
let otherTab: (change: OtherTabChange) => void = () => undefined;

function newWire(server: ServerEnd) {
  const store = new Store(firstState('it', ['WRITE']));
  store.change(siteCame(store.state, site));
  store.change(opened(store.state, { mode: 'WRITE', topic: 'passport' }));
  const stage = asking('WRITE', 'passport');
  store.inStage('asking', { form: { ...stage.form, question: starting.question } });
  const kept = new Kept('indiretta:ch', () => 0);
  const portal = {
    site: 'ch',
    tell: (name: string) => told.push(name),
    underWay: (unread: number | null) => told.push(`underWay ${unread}`),
  } as unknown as Portal;
  const wire = new Wire(
    {
      portal,
      store,
      kept,
      keep,
      api: {
        readAvailability: async () => everybodyThere,
        json: async (path: string) => (path === 'citizens' ? { token: TOKEN } : undefined),
        fetch: async (path: string, { method, headers }: RequestInit) =>
          void told.push(`${method} ${path} ${JSON.stringify(headers).includes(`Bearer ${TOKEN}`)}`),
      } as unknown as Api,
      page: () => 'https://p/x',
      pageLocale: 'it',
      isOnline: () => true,
      isSeen: () => true,
      onOtherTab: (call) => {
        otherTab = call;
      },
      openLink: server.openLink,
      watchWakes: () => () => undefined,
      random: () => 0,
      clock,
    },
    undefined,
  );
  return { wire, store, kept };
}

beforeEach(() => {
  localStorage.clear();
  told = [];
  clock = new FakeClock();
});

test('before the start it only watches who is there, and nothing is stored', async () => {
  const server = new ServerEnd();
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  expect(server.types()).toEqual(['watchAvailability']);
  expect(store.state.availability).toEqual(everybodyThere);
  expect(localStorage.length).toBe(0);
});

test('who is there changes while the panel is open: it shows it without a reload', async () => {
  const server = new ServerEnd();
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  expect(store.state.availability).toEqual(everybodyThere);
  server.push({ type: 'availabilityChanged', availability: nobodyThere });
  expect(store.state.availability).toEqual(nobodyThere);
  expect(server.types()).toEqual(['watchAvailability']);
});

test('the start gets a token, greets with it and begins the consultation', async () => {
  const server = new ServerEnd();
  const { wire, store, kept } = newWire(server);
  wire.open();
  await settled();
  await wire.start(starting);
  await settled();
  expect(server.types()).toEqual(['watchAvailability', 'hello', 'startConsultation', 'resume']);
  expect(store.state.stage).toMatchObject({ at: 'consulting', snapshot: { view: { reference: 'K7-4F2' } } });
  expect(kept.read()).toMatchObject({ token: TOKEN, consultation: 'c-1' });
  expect(kept.read()?.starting).toBeUndefined();
  expect(told).toContain('start');
});

test('a reload between pressing start and the answer begins it all the same, once', async () => {
  const server = new ServerEnd();
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, starting, open: true });
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  server.cut();
  await clock.advance(200);
  expect(server.types().filter((type) => type === 'startConsultation')).toHaveLength(1);
  expect(store.state.stage.at).toBe('consulting');
});

test('a refused start leaves nothing on the device and the text on the screen', async () => {
  const server = new ServerEnd();
  server.refuseStart = true;
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  await wire.start(starting);
  await settled();
  expect(localStorage.length).toBe(0);
  expect(store.state.stage).toMatchObject({ at: 'asking', form: { question: starting.question } });
});

test('on a new page the consultation goes on, and the server learns the page', async () => {
  const server = new ServerEnd();
  server.consultations = [view({ state: 'ACTIVE' })];
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: true });
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  expect(store.state.stage.at).toBe('consulting');
  expect(server.heard).toContainEqual(
    expect.objectContaining({ type: 'changePage', consultation: 'c-1', page: 'https://p/x' }),
  );
  expect(told).not.toContain('start');
});

test('a consultation the server no longer shows is forgotten, and the person is told', async () => {
  const server = new ServerEnd();
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: true });
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  expect(store.state.notice).toBe(w.token_gone);
  expect(localStorage.length).toBe(0);
});

test('a lost link is said after a moment, not at once, and taken back', async () => {
  const server = new ServerEnd();
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  server.cut();
  await settled();
  await clock.advance(200); // the next try succeeds
  expect(store.state.link).toBe('good');
  server.down = true;
  server.cut();
  await settled();
  expect(store.state.link).toBe('good');
  for (let second = 0; second < 20; second++) await clock.advance(1_000);
  expect(store.state.link).toBe('reconnecting');
  server.down = false;
  for (let second = 0; second < 40; second++) await clock.advance(1_000);
  expect(store.state.link).toBe('good');
});

test('what an operator writes while the panel is closed is counted, not marked as read', async () => {
  const server = new ServerEnd();
  server.consultations = [view({ state: 'ACTIVE' })];
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: false });
  const { wire, store } = newWire(server);
  store.change({ open: false });
  wire.open();
  await settled();
  server.push({ type: 'entryAdded', consultation: 'c-1', entry: message(1, 'OPERATOR', 'Buongiorno') });
  await settled();
  expect(told.slice(-2)).toEqual(['underWay 1', 'unread']);
  expect(server.types()).not.toContain('markRead');
  store.change(opened(store.state, {}));
  wire.seen();
  await settled();
  expect(server.heard.at(-1)).toMatchObject({ type: 'markRead', seq: 1 });
  expect(told.slice(-2)).toEqual(['underWay 0', 'unread']);
});

test('from the end on the device knows until when; a new question uses the same token', async () => {
  const server = new ServerEnd();
  server.consultations = [view({ state: 'ACTIVE' })];
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: true });
  const { wire, store, kept } = newWire(server);
  wire.open();
  await settled();
  const ended = view({ state: 'CLOSED', readableUntil: '2099-01-02T00:00:00.000Z' });
  server.push({ type: 'consultationChanged', consultation: ended });
  await settled();
  expect(kept.read()?.until).toBe(Date.parse('2099-01-02T00:00:00.000Z'));
  expect(told.slice(-2)).toEqual(['underWay null', 'end']);
  await startNew(wire);
  server.consultations = [ended];
  await wire.start(starting);
  await settled();
  expect(kept.read()?.token).toBe(TOKEN);
  expect(store.state.stage.at).toBe('consulting');
});

test('erased: the device keeps nothing and the server forgets the token', async () => {
  const server = new ServerEnd();
  server.consultations = [view({ state: 'CLOSED' })];
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: true });
  const { wire, store } = newWire(server);
  wire.open();
  await settled();
  erase(wire);
  await settled();
  expect(told).toContain('DELETE citizens/me true');
  expect(localStorage.length).toBe(0);
  expect(store.state.stage.at).toBe('asking');
  expect(server.types().at(-1)).toBe('watchAvailability');
});

test('what is no secret is not kept, and the person is told', () => {
  const { wire, store } = newWire(new ServerEnd());
  wire.resume('something else');
  expect(store.state.notice).toBe(w.link_used);
  expect(localStorage.length).toBe(0);
});

test('a link that is not good takes nothing away: what was kept goes on, and the person is told', async () => {
  const server = new ServerEnd();
  const dead = 'B'.repeat(43);
  server.dead = [dead];
  server.consultations = [view({ state: 'ACTIVE' })];
  localStorage.setItem('indiretta:ch:draft:c-1', 'typed');
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: true });
  const { wire, store, kept } = newWire(server);
  wire.open();
  await settled();
  wire.resume(dead);
  await settled();
  expect(kept.read()).toMatchObject({ token: TOKEN, consultation: 'c-1' });
  expect(store.state.stage).toMatchObject({ at: 'consulting', problem: w.token_gone });
  expect(localStorage.getItem('indiretta:ch:draft:c-1')).toBe('typed');
});

test('a good link takes the place of what was kept, drafts and all', async () => {
  const server = new ServerEnd();
  const given = 'B'.repeat(43);
  server.consultations = [view({ state: 'ACTIVE' })];
  localStorage.setItem('indiretta:ch:draft:c-0', 'typed');
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-0', open: true });
  const { wire, store, kept } = newWire(server);
  wire.resume(given);
  await settled();
  expect(kept.read()).toMatchObject({ token: given, consultation: 'c-1' });
  expect(store.state.stage).toMatchObject({ at: 'consulting', problem: undefined });
  expect(localStorage.getItem('indiretta:ch:draft:c-0')).toBeNull();
});

test('another tab erased: this one forgets too', async () => {
  const server = new ServerEnd();
  server.consultations = [view({ state: 'ACTIVE' })];
  new Kept('indiretta:ch', () => 0).write({ token: TOKEN, consultation: 'c-1', open: true });
  const { wire, store, kept } = newWire(server);
  wire.open();
  await settled();
  kept.erase();
  otherTab({ key: '', value: null });
  await settled();
  expect(store.state.stage.at).toBe('asking');
});
