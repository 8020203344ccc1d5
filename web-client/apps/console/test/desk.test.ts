import type { Answer, Clock, ConnectionState, Keep } from '@indiretta/connection';
import type { Ask, DeskView, Push } from '@indiretta/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { Desk } from '../src/desk/Desk.ts';
import { endsSoon, owned } from '../src/desk/state.ts';
import { deskWith, luca, marta, own, waiting } from './views.ts';

/** A connection whose other end is the test. */
class ScriptedConnection {
  state: ConnectionState = { type: 'closed' };
  readonly asked: Ask[] = [];
  desk: DeskView = deskWith();
  /** What the next commands of a type are answered with, instead of `done`. */
  readonly answers = new Map<Ask['type'], Answer<Ask['type']>>();
  readonly #states = new Set<(state: ConnectionState) => void>();
  readonly #pushes = new Set<(push: Push) => void>();

  onState = (call: (state: ConnectionState) => void) => {
    this.#states.add(call);
    return () => this.#states.delete(call);
  };
  onPush = (call: (push: Push) => void) => {
    this.#pushes.add(call);
    return () => this.#pushes.delete(call);
  };
  onPositions = () => () => {};
  open = () => this.become({ type: 'connecting' });
  close = () => this.become({ type: 'closed' });
  request = async <A extends Ask>(ask: A): Promise<Answer<A['type']>> => {
    this.asked.push(ask);
    const scripted = this.answers.get(ask.type);
    if (scripted) return scripted as Answer<A['type']>;
    if (ask.type === 'watchQueue') return { type: 'desk', id: '1', desk: this.desk } as unknown as Answer<A['type']>;
    if (ask.type === 'resume') {
      const consultation = this.desk.own.find(({ id }) => id === ask.consultation) ?? own(ask.consultation);
      return { type: 'resumed', id: '1', consultation, entries: [], erased: [], caughtUp: true } as unknown as Answer<
        A['type']
      >;
    }
    return { type: 'done', id: '1' } as Answer<A['type']>;
  };

  become(state: ConnectionState): void {
    this.state = state;
    for (const call of [...this.#states]) call(state);
  }
  greet(): void {
    this.become({
      type: 'online',
      greeted: {
        type: 'welcome',
        id: '1',
        protocol: 1,
        at: '2026-03-01T09:00:00.000Z',
        pingEveryMs: 15_000,
        consultations: [],
      },
    });
  }
  push(push: Push): void {
    for (const call of [...this.#pushes]) call(push);
  }
  of<T extends Ask['type']>(type: T): Extract<Ask, { type: T }>[] {
    return this.asked.filter((ask): ask is Extract<Ask, { type: T }> => ask.type === type);
  }
}

class FakeClock implements Clock {
  time = 0;
  now = () => this.time;
  after = () => () => {};
}

class FakeKeep implements Keep {
  readonly kept = new Map<string, string>();
  get = (key: string) => this.kept.get(key);
  set = (key: string, value: string) => void this.kept.set(key, value);
  remove = (key: string) => void this.kept.delete(key);
  keys = (prefix: string) => [...this.kept.keys()].filter((key) => key.startsWith(prefix));
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

let connection: ScriptedConnection;
let clock: FakeClock;
let keep: FakeKeep;
let desk: Desk;

beforeEach(async () => {
  connection = new ScriptedConnection();
  clock = new FakeClock();
  keep = new FakeKeep();
  let number = 0;
  desk = new Desk({
    connection,
    clock,
    wallClock: () => Date.parse('2026-03-01T08:59:30.000Z'),
    keep,
    newClientMessageId: () => `m${++number}`,
    me: marta,
  });
  desk.open();
});

async function online(view: Partial<DeskView> = {}): Promise<void> {
  connection.desk = deskWith(view);
  connection.greet();
  await settled();
}

test('online: the desk is asked for, and a wrong clock of this computer is made good', async () => {
  await online({ waiting: [waiting('a')] });
  expect(desk.state.loaded).toBe(true);
  expect(desk.state.waiting.map(({ id }) => id)).toEqual(['a']);
  expect(desk.state.serverAheadMs).toBe(30_000);
});

test('every own consultation is followed, so that unread marks are alive', async () => {
  await online({ own: [own('a'), own('b')] });
  expect(connection.of('resume').map(({ consultation }) => consultation)).toEqual(['a', 'b']);
});

describe('taking', () => {
  test('follows at once, before the desk comes again', async () => {
    await online({ waiting: [waiting('a')] });
    expect(await desk.take('a')).toBe(true);
    await settled();
    expect(desk.state.conversations.map(({ view }) => view.id)).toEqual(['a']);
  });

  test('what a colleague has says who', async () => {
    await online({ waiting: [waiting('a')] });
    connection.answers.set('takeConsultation', { type: 'refused', id: '1', code: 'TAKEN', detail: '', by: 'Luca' });
    expect(await desk.take('a')).toBe(false);
    expect(desk.state.notices.map(({ notice }) => notice)).toEqual([{ type: 'taken', by: 'Luca' }]);
    expect(desk.state.conversations).toEqual([]);
  });

  test('without an answer says so', async () => {
    await online();
    connection.answers.set('takeConsultation', { type: 'unanswered', why: 'TIMEOUT' });
    expect(await desk.take('a')).toBe(false);
    expect(desk.state.notices.map(({ notice }) => notice)).toEqual([{ type: 'unanswered' }]);
  });
});

describe('the link lost for 45 s', () => {
  async function lostAndBack(view: Partial<DeskView>): Promise<void> {
    await online({ own: [own('a')] });
    clock.time = 10_000;
    connection.become({ type: 'waiting', retryAt: 11_000 });
    expect(desk.state.link).toEqual({ type: 'reconnecting', since: 10_000 });
    clock.time = 55_000;
    connection.become({ type: 'connecting' });
    await online(view);
  }

  test('a colleague has it now: the notice says who', async () => {
    connection.answers.set('takeConsultation', { type: 'refused', id: '1', code: 'TAKEN', detail: '', by: 'Luca' });
    await lostAndBack({});
    expect(desk.state.notices.map(({ notice }) => notice)).toEqual([
      {
        type: 'lostWhileAway',
        consultation: 'a',
        reference: 'R-a',
        awayMs: 45_000,
        now: { type: 'elsewhere', name: luca.firstName },
      },
    ]);
  });

  test('it waits again: nobody is asked, the notice says so', async () => {
    await lostAndBack({ waiting: [waiting('a')] });
    expect(connection.of('takeConsultation')).toEqual([]);
    expect(desk.state.notices.map(({ notice }) => notice)).toMatchObject([{ now: { type: 'waiting' } }]);
  });

  test('it is still here: nothing is said', async () => {
    await lostAndBack({ own: [own('a')] });
    expect(desk.state.notices).toEqual([]);
  });
});

describe('what is typed', () => {
  test('is kept per consultation and kind, and the note apart from the message', async () => {
    await online({ own: [own('a'), own('b')] });
    desk.live('a')?.setDraft('Buongiorno');
    desk.setNoteDraft('a', 'da richiamare');
    expect([...keep.kept]).toEqual([
      ['draft:a', 'Buongiorno'],
      ['note:a', 'da richiamare'],
    ]);
    expect(desk.noteDraft('b')).toBe('');
  });

  test('stays while a consultation waits again, so that whoever takes it back has it', async () => {
    await online({ own: [own('a')] });
    desk.live('a')?.setDraft('Buongiorno');
    clock.time = 60_000;
    connection.push({ type: 'deskChanged', desk: deskWith({ waiting: [waiting('a')] }) });
    expect(desk.live('a')).toBeUndefined();
    expect(keep.get('draft:a')).toBe('Buongiorno');
  });

  test('is erased at sign-out', async () => {
    await online({ own: [own('a')] });
    desk.live('a')?.setDraft('Buongiorno');
    desk.setNoteDraft('a', 'da richiamare');
    desk.eraseKept();
    expect(keep.kept.size).toBe(0);
  });
});

test('what this person saw is no longer unread here, and the server is told', async () => {
  await online({ own: [own('a')] });
  desk.read('a', 7);
  connection.push({ type: 'deskChanged', desk: deskWith({ own: [own('a')] }) });
  expect(desk.state.conversations[0]?.view.readByStaff).toBe(7);
  expect(connection.of('markRead')).toEqual([{ type: 'markRead', consultation: 'a', seq: 7 }]);
});

test('a written note goes as addNote, a message as sendMessage', async () => {
  await online({ own: [own('a')] });
  await settled();
  desk.write('a', { type: 'note', text: 'interno' });
  await settled();
  expect(connection.of('addNote')).toMatchObject([{ consultation: 'a', clientMessageId: 'm1', text: 'interno' }]);
  expect(connection.of('sendMessage')).toEqual([]);
});

test('what a colleague took over leaves once, with one notice, though its transcript was still followed', async () => {
  const handOver = { from: marta, to: luca, offeredAt: '2026-03-01T09:00:00.000Z' };
  await online({ own: [own('a', { handOver })] });
  connection.push({ type: 'consultationChanged', consultation: own('a', { operator: luca }) });
  expect(desk.state.conversations).toEqual([]);
  expect(desk.live('a')).toBeUndefined();
  expect(desk.state.notices.map(({ notice }) => notice)).toEqual([
    { type: 'handedOver', reference: 'R-a', by: 'Luca' },
  ]);
});

test('a hand-over taken back is not announced as declined', async () => {
  const handOver = { from: marta, to: luca, offeredAt: '2026-03-01T09:00:00.000Z' };
  await online({ own: [own('a', { handOver })] });
  const done = desk.cancelHandOver('a');
  connection.push({ type: 'consultationChanged', consultation: own('a') });
  await done;
  expect(desk.state.notices).toEqual([]);
});

describe('a sign-in that ends', () => {
  const soon = { type: 'signInEnds', at: '2026-03-01T09:02:00.000Z', why: 'IDLE' } as const;
  const wallClock = Date.parse('2026-03-01T08:59:30.000Z');

  test('w13_isCountedDownInServerTimeAndTakenBackByALaterEnd', async () => {
    await online();
    expect(endsSoon(desk.state, wallClock)).toBeUndefined();
    connection.push(soon);
    expect(endsSoon(desk.state, wallClock)).toBe(120_000);
    expect(endsSoon(desk.state, wallClock + 300_000)).toBe(0);
    connection.push({ ...soon, at: '2026-03-01T11:00:00.000Z' });
    expect(endsSoon(desk.state, wallClock)).toBeUndefined();
  });

  test('w13_whileThePersonIsAskedOnlyTheAnswerCounts', async () => {
    await online();
    expect(await desk.stillHere()).toBe(true);
    connection.push(soon);
    expect(await desk.stillHere()).toBe(false);
    expect(connection.of('stillHere')).toHaveLength(1);
    expect(await desk.stay()).toBe(true);
    expect(connection.of('stillHere')).toHaveLength(2);
    expect(endsSoon(desk.state, wallClock)).toBeUndefined();
  });

  test('w13_anAnswerThatDidNotArriveLeavesTheQuestion', async () => {
    await online();
    connection.push(soon);
    connection.answers.set('stillHere', { type: 'unanswered', why: 'OFFLINE' });
    expect(await desk.stay()).toBe(false);
    expect(endsSoon(desk.state, wallClock)).toBe(120_000);
    expect(desk.state.notices.map(({ notice }) => notice)).toEqual([{ type: 'unanswered' }]);
  });

  test('w13_theDeskKnowsWhy', async () => {
    await online();
    connection.become({ type: 'stopped', next: 'signIn', why: 'IDLE' });
    expect(desk.state.link).toEqual({ type: 'signedOut', why: 'IDLE' });
  });
});

describe('being there', () => {
  test('rt40_aPauseEndsInServerTime', async () => {
    await online();
    await desk.pause('LUNCH', 30);
    await desk.pause('MEETING');
    expect(connection.of('setPresence')).toEqual([
      { type: 'setPresence', state: 'AWAY', reason: 'LUNCH', until: '2026-03-01T09:30:00.000Z' },
      { type: 'setPresence', state: 'AWAY', reason: 'MEETING' },
    ]);
  });

  test('rt41_whileThePersonIsAskedOnlyTheAnswerCounts', async () => {
    const me = { state: 'AVAILABLE', since: '2026-03-01T08:00:00.000Z' } as const;
    await online({ me: { ...me, stillThere: '2026-03-01T09:01:00.000Z' } });
    expect(await desk.stillHere()).toBe(false);
    expect(connection.of('stillHere')).toHaveLength(0);
    expect(await desk.answerStillThere()).toBe(true);
    expect(connection.of('stillHere')).toHaveLength(1);
  });

  test('rt44_whatIsTheirOwnAndActiveIsToBeSettled', async () => {
    const handOver = { from: luca, to: marta, offeredAt: '2026-03-01T09:00:00.000Z' };
    await online({ own: [own('a'), own('b', { state: 'WRAP_UP' }), own('c', { operator: luca, handOver })] });
    expect(owned(desk.state).map(({ view }) => view.id)).toEqual(['a']);
    connection.answers.set('handBack', { type: 'refused', id: '1', code: 'UNAVAILABLE', detail: '' });
    expect(await desk.handBack(), 'then nobody is signed out').toBe(false);
    expect(desk.state.notices.map(({ notice }) => notice)).toEqual([{ type: 'refused', code: 'UNAVAILABLE' }]);
  });
});

test('signed out elsewhere: the desk says so and never asks again', async () => {
  await online();
  connection.become({ type: 'stopped', next: 'signIn' });
  expect(desk.state.link).toEqual({ type: 'signedOut' });
  const asked = connection.asked.length;
  desk.close();
  desk.close();
  expect(connection.asked).toHaveLength(asked);
});
