import { cloneElement, render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Part as After } from '../src/panel/live/After.tsx';
import { Consulting } from '../src/panel/live/Consulting.tsx';
import type { LiveKit } from '../src/panel/live/kit.ts';
import { refusalOf } from '../src/panel/live/uploads.ts';
import { asking as askingFor } from '../src/panel/moves.ts';
import { Parts } from '../src/panel/Parts.ts';
import { Asking } from '../src/panel/ready/Asking.tsx';
import { Choosing } from '../src/panel/ready/Choosing.tsx';
import type { Kit } from '../src/panel/ready/kit.ts';
import { Panel } from '../src/panel/ready/Panel.tsx';
import { stepTo } from '../src/panel/ready/TopicPicker.tsx';
import type { AskingStage, ConsultingStage, State } from '../src/panel/state.ts';
import { loadWords, w } from '../src/words/words.ts';
import { message, nobodyThere, openState, snapshot, view } from './fixtures.ts';

let place: HTMLElement;
/** What was drawn last; drawn again when a part or the later words have come. */
let drawn: VNode | undefined;
const { bring } = new Parts({
  wear: () => undefined,
  changed: () => act(() => drawn && render(cloneElement(drawn), place)),
  missing: () => expect.unreachable('a part is missing'),
});
const say = await loadWords('it', bring);
// the words from the start on come with the first of them
await vi.waitFor(() => expect(say(w.messages)).not.toBe(''));
const intents = {
  chooseMode: vi.fn(),
  chooseTopic: vi.fn(),
  close: vi.fn(),
  fill: vi.fn(),
  leaveMessage: vi.fn(),
  retryLoading: vi.fn(),
  setLocale: vi.fn(),
  start: vi.fn(),
};
const wire = {
  about: vi.fn(async () => true),
  discard: vi.fn(),
  forget: vi.fn(),
  leave: vi.fn(async () => undefined),
  ports: {} as LiveKit['wire']['ports'],
  request: vi.fn(),
  retry: vi.fn(),
  seen: vi.fn(),
  send: vi.fn(),
  startOver: vi.fn(),
  token: undefined,
  turn: vi.fn(),
  type: vi.fn(),
};
const files = {
  send: vi.fn(async () => undefined),
  forget: vi.fn(),
  read: vi.fn(async () => undefined),
  photo: vi.fn(async () => undefined),
  download: vi.fn(async () => true),
  transcript: vi.fn(async () => true),
};

const kit = (state: State): Kit => ({ say, state, intents, bring, live: undefined, shape: 'window' });
const liveKit = (state: State): LiveKit => ({ ...kit(state), wire, files: async () => files });
/** Does it and lets everything that follows from it be drawn. */
const perform = (doing: () => unknown) => act(() => void doing());
const draw = (screen: VNode) => {
  drawn = screen;
  perform(() => render(screen, place));
};
const all = (selector: string) => [...place.querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = place.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`not drawn: ${selector}`);
  return found;
};
const button = (text: string) => all('button').find((each) => each.textContent?.includes(text));

const asking = (change: Partial<AskingStage> = {}): AskingStage => ({ ...askingFor('WRITE', undefined), ...change });
const consulting = (change: Partial<ConsultingStage> = {}): ConsultingStage => ({
  at: 'consulting',
  snapshot: snapshot(),
  uploads: [],
  confirming: undefined,
  goesOnAfter: 0,
  rating: 'none',
  problem: undefined,
  ...change,
});

beforeEach(() => {
  vi.clearAllMocks();
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => {
  render(null, place);
  place.remove();
});

test('only offered modes are drawn', async () => {
  draw(<Choosing kit={kit(openState({ served: ['SHOW', 'TALK', 'WRITE'] }))} />);
  await vi.waitFor(() => expect(all('.card b').map((name) => name.textContent)).toEqual(['Mostrare', 'Scrivere']));
});

test('the topic is found and chosen with the keyboard alone', () => {
  draw(<Asking kit={kit(openState())} stage={asking()} />);
  const search = one('input[role=combobox]') as HTMLInputElement;
  const press = (key: string) =>
    perform(() => search.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
  press('ArrowDown');
  expect(one(`#${search.getAttribute('aria-activedescendant')}`).textContent).toContain('Arrivo, partenza');
  act(() => {
    search.value = 'passaporto';
    search.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(one('[role=status].sr').textContent).toBe('Temi trovati: 2');
  press('Enter');
  expect(intents.chooseTopic).toHaveBeenCalledWith('passport');
});

test('arrows go round and stay where there is nothing', () => {
  expect(stepTo('ArrowUp', 0, 3)).toBe(2);
  expect(stepTo('ArrowDown', 2, 3)).toBe(0);
  expect(stepTo('ArrowDown', -1, 0)).toBeUndefined();
});

test('nobody there is said before a field to write in is drawn', () => {
  draw(<Asking kit={kit(openState({ availability: nobodyThere }))} stage={asking()} />);
  expect(one('.note').textContent).toContain('non c’è nessuno');
  expect(all('textarea')).toHaveLength(0);
});

test('nobody there for the topic: other ways and a message', async () => {
  draw(<Asking kit={kit(openState({ availability: nobodyThere }))} stage={asking({ topic: 'passport' })} />);
  await vi.waitFor(() => expect(one('.ways').textContent).toContain('+41 91 000 11 11'));
  expect(all('textarea')).toHaveLength(1);
  perform(() => one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(intents.leaveMessage).toHaveBeenCalledOnce();
});

test('a telephone number that cannot be one is marked, and the note says what is expected', async () => {
  const form = { question: 'Quanto costa?', name: '', email: 'anna@example.org', telephone: 'la sera' };
  const stage = asking({ topic: 'passport', form, problem: w.leave_reach_wrong });
  draw(<Asking kit={kit(openState({ availability: nobodyThere }))} stage={stage} />);
  await vi.waitFor(() => expect(all('fieldset input')).toHaveLength(2));
  const [email, telephone] = all('fieldset input');
  expect(email?.getAttribute('aria-invalid')).toBe('false');
  expect(telephone?.getAttribute('aria-invalid')).toBe('true');
  // its words come when they are drawn
  const note = () => one(`#${telephone?.getAttribute('aria-describedby')}`).textContent;
  await vi.waitFor(() => expect(note()).toContain('da 5 a 30 cifre'));
});

test('the privacy notice and the emergency numbers stand beside the start', () => {
  draw(<Asking kit={kit(openState())} stage={asking({ topic: 'passport', problem: w.question_missing })} />);
  expect(one('form').textContent).toContain('180 giorni');
  expect(one('.emergency a').getAttribute('href')).toBe('tel:112');
  const question = one('textarea');
  expect(question.getAttribute('aria-invalid')).toBe('true');
  expect(one(`#${question.getAttribute('aria-describedby')}`).textContent).toContain('Scriva la Sua domanda');
});

test('waiting says how many are before and what to have ready; the reference stays in view', () => {
  draw(<Panel kit={kit(openState({ stage: consulting() }))} />);
  expect(one('.header').textContent).toContain('K7-4F2');
  draw(<Consulting kit={liveKit(openState())} stage={consulting()} />);
  expect(one('.waiting').textContent).toContain('In attesa – prima di Lei:\u00a02');
  expect(one('.ready').textContent).toContain('Fotografia recente');
});

test('each own message says how far it is, and keeps its element from sending to sent', () => {
  const outgoing = {
    clientMessageId: 'm-1',
    body: { type: 'message', text: 'Buongiorno' },
    state: { type: 'underWay' },
  } as const;
  const state = openState();
  const before = snapshot({ view: view({ state: 'ACTIVE' }), outgoing: [outgoing] });
  draw(<Consulting kit={liveKit(state)} stage={consulting({ snapshot: before })} />);
  expect(one('.own .delivery').textContent).toBe('in invio');
  const element = one('.own');
  const entry = { ...message(1, 'CITIZEN', 'Buongiorno'), clientMessageId: 'm-1' };
  const sent = snapshot({ view: view({ state: 'ACTIVE' }), entries: [entry] });
  draw(<Consulting kit={liveKit(state)} stage={consulting({ snapshot: sent })} />);
  expect(one('.own .delivery').textContent).toBe('inviato');
  const read = snapshot({ view: view({ state: 'ACTIVE', readByStaff: 1 }), entries: [entry] });
  draw(<Consulting kit={liveKit(state)} stage={consulting({ snapshot: read })} />);
  expect(one('.own .delivery').textContent).toBe('letto');
  expect(all('.own')).toHaveLength(1);
  expect(element.querySelector('.text')?.textContent).toBe('Buongiorno');
});

test('a refused message can be retried or discarded', () => {
  const outgoing = {
    clientMessageId: 'm-1',
    body: { type: 'message', text: 'x' },
    state: { type: 'refused', code: 'TOO_MANY' },
  } as const;
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: snapshot({ outgoing: [outgoing] }) })} />);
  act(() => button('Riprova')?.click());
  act(() => button('Elimina')?.click());
  expect(wire.retry).toHaveBeenCalledWith('m-1');
  expect(wire.discard).toHaveBeenCalledWith('m-1');
});

test('the log is read out only once what was already there stands in it', async () => {
  vi.useFakeTimers();
  draw(<Consulting kit={liveKit(openState())} stage={consulting()} />);
  expect(one('[role=log]').getAttribute('aria-live')).toBe('off');
  await act(async () => void (await vi.advanceTimersByTimeAsync(600)));
  vi.useRealTimers();
  expect(one('[role=log]').getAttribute('aria-live')).toBe('polite');
});

test('a withheld entry shows nothing, an erased one that something was withdrawn, links are links, markup is text', () => {
  const entries = [
    message(1, 'OPERATOR', 'Vedi https://rivalago.example/a. <b>Grazie</b>'),
    { ...message(2, 'OPERATOR', ''), body: { type: 'withheld' as const } },
    { ...message(3, 'OPERATOR', ''), body: { type: 'erased' as const } },
  ];
  const active = snapshot({ view: view({ state: 'ACTIVE' }), entries });
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: active })} />);
  expect(all('.bubble')).toHaveLength(2);
  expect(one('.text a').getAttribute('href')).toBe('https://rivalago.example/a');
  expect(one('.text').textContent).toContain('<b>Grazie</b>');
  expect(all('.bubble')[1]?.textContent).toContain('Contenuto ritirato');
});

test('anything else? waits for an answer until something is written', async () => {
  const asks = { ...message(3, 'OPERATOR', ''), body: { type: 'event' as const, event: 'ANYTHING_ELSE' as const } };
  const active = snapshot({ view: view({ state: 'ACTIVE' }), entries: [message(1, 'CITIZEN', 'a'), asks] });
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: active })} />);
  await vi.waitFor(() => expect(button('No, grazie')).toBeDefined());
  act(() => button('No, grazie')?.click());
  expect(wire.leave).toHaveBeenCalledOnce();
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: active, goesOnAfter: 3 })} />);
  expect(button('No, grazie')).toBeUndefined();
});

test('the rating is given in words', async () => {
  const ended = view({ state: 'CLOSED', readableUntil: '2099-01-01T00:00:00.000Z' });
  draw(<After kit={liveKit(openState())} stage={consulting({ snapshot: snapshot({ view: ended }) })} />);
  await vi.waitFor(() =>
    expect(all('.rating label').map((label) => label.textContent)).toEqual([
      'Insufficiente',
      'Scarsa',
      'Soddisfacente',
      'Buona',
      'Eccellente',
    ]),
  );
  const fourth = all('.rating input')[3] as HTMLInputElement;
  perform(() => fourth.dispatchEvent(new Event('change', { bubbles: true })));
  perform(() => one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(wire.about).toHaveBeenCalledWith({ type: 'rateConsultation', score: 4 });
});

test('reopening is offered only in its time', async () => {
  const at = (reopenUntil: string) => view({ state: 'CLOSED', reopenUntil });
  draw(
    <After
      kit={liveKit(openState())}
      stage={consulting({ snapshot: snapshot({ view: at('2099-01-01T00:00:00Z') }) })}
    />,
  );
  await vi.waitFor(() => expect(button('Riapri')).toBeDefined());
  draw(
    <After
      kit={liveKit(openState())}
      stage={consulting({ snapshot: snapshot({ view: at('2020-01-01T00:00:00Z') }) })}
    />,
  );
  expect(button('Riapri')).toBeUndefined();
});

test('Esc closes the dialog, but in the search field it first empties the search', () => {
  const state = openState({ stage: asking() });
  draw(<Panel kit={kit(state)} />);
  const search = one('input[role=combobox]') as HTMLInputElement;
  const escapeKey = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  act(() => {
    search.value = 'pass';
    search.dispatchEvent(new Event('input', { bubbles: true }));
  });
  perform(() => search.dispatchEvent(escapeKey()));
  expect(intents.close).not.toHaveBeenCalled();
  perform(() => search.dispatchEvent(escapeKey()));
  expect(intents.close).toHaveBeenCalledOnce();
});

test('a file is judged before a byte is sent', () => {
  expect(refusalOf({ type: 'image/svg+xml', size: 10 })).toBe('type');
  expect(refusalOf({ type: 'application/pdf', size: 10_000_001 })).toBe('size');
  expect(refusalOf({ type: 'image/jpeg', size: 10_000_000 })).toBeUndefined();
});
