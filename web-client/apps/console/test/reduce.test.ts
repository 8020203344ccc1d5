import type { ConsultationSnapshot } from '@indiretta/connection';
import type { ConsultationView } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { MAX_NOTICES } from '../src/desk/notices.ts';
import { type DeskEvent, reduce, STALE_DESK_MS } from '../src/desk/reduce.ts';
import { canTake, type DeskState, emptyDesk, ringing, unreadOf } from '../src/desk/state.ts';
import { deskWith, luca, marta, own, waiting } from './views.ts';

const after = (events: readonly DeskEvent[], from: DeskState = emptyDesk(marta.id)): DeskState =>
  events.reduce(reduce, from);
const desk = (view: Parameters<typeof deskWith>[0], now = 100_000): DeskEvent => ({
  type: 'desk',
  desk: deskWith(view),
  now,
});
const changed = (consultation: ConsultationView, now = 100_000): DeskEvent => ({
  type: 'push',
  push: { type: 'consultationChanged', consultation },
  now,
});
const noticesOf = (state: DeskState) => state.notices.map(({ notice }) => notice);
const idsOf = (state: DeskState) => state.conversations.map(({ view }) => view.id);

describe('own consultations', () => {
  test('keep the order in which they came, whatever order the server lists', () => {
    const state = after([desk({ own: [own('a'), own('b')] }), desk({ own: [own('c'), own('b'), own('a')] })]);
    expect(idsOf(state)).toEqual(['a', 'b', 'c']);
  });

  test('a desk written before a consultation was taken does not take it away', () => {
    const taken = after([desk({}), changed(own('a'), 100_000)]);
    expect(idsOf(after([desk({}, 100_000 + STALE_DESK_MS - 1)], taken))).toEqual(['a']);
    expect(idsOf(after([desk({}, 100_000 + STALE_DESK_MS)], taken))).toEqual([]);
  });

  test('handed over again a moment after it was taken back: it is here at once, the one before is not', () => {
    const asked = (at: string) => own('a', { operator: luca, handOver: { from: luca, to: marta, offeredAt: at } });
    const [first, second] = [asked('2026-03-01T09:00:00.000Z'), asked('2026-03-01T09:00:02.000Z')];
    const takenBack = after([desk({ own: [first] }), changed(own('a', { operator: luca }), 101_000)]);
    expect(idsOf(takenBack)).toEqual([]);
    expect(idsOf(after([desk({ own: [first] }, 101_500)], takenBack))).toEqual([]);
    expect(idsOf(after([desk({ own: [second] }, 101_500)], takenBack))).toEqual(['a']);
  });

  test('an older view never takes back what was read', () => {
    const state = after([desk({ own: [own('a', { readByCitizen: 7, lastSeq: 9 })] }), desk({ own: [own('a')] })]);
    expect(state.conversations[0]?.view).toMatchObject({ readByCitizen: 7, lastSeq: 9 });
  });

  test('unread counts messages and files of the citizen after the last one seen', () => {
    const view = own('a', { readByStaff: 2 });
    const entry = (seq: number, kind: 'CITIZEN' | 'OPERATOR', type: 'message' | 'withheld') => ({
      seq,
      at: view.startedAt,
      author: { kind },
      body: type === 'message' ? { type, text: 'x' } : { type },
    });
    const snapshot: ConsultationSnapshot = {
      sync: { type: 'caughtUp' },
      view,
      entries: [
        entry(1, 'CITIZEN', 'message'),
        entry(2, 'CITIZEN', 'message'),
        entry(3, 'OPERATOR', 'message'),
        entry(4, 'CITIZEN', 'message'),
        entry(5, 'CITIZEN', 'withheld'),
      ],
      outgoing: [],
      typing: undefined,
      draft: '',
    };
    const state = after([desk({ own: [view] }), { type: 'snapshot', snapshot, now: 1 }]);
    const [conversation] = state.conversations;
    expect(conversation && unreadOf(conversation)).toBe(1);
  });

  test('that the citizen ended leaves with a notice', () => {
    const state = after([
      desk({ own: [own('a')] }),
      changed(own('a', { state: 'CLOSED', outcome: 'ENDED_BY_CITIZEN' })),
    ]);
    expect(idsOf(state)).toEqual([]);
    expect(noticesOf(state)).toEqual([{ type: 'endedByCitizen', reference: 'R-a' }]);
  });

  test('that this person ended leaves without one', () => {
    const state = after([desk({ own: [own('a')] }), changed(own('a', { state: 'CLOSED', outcome: 'RESOLVED' }))]);
    expect(idsOf(state)).toEqual([]);
    expect(noticesOf(state)).toEqual([]);
  });
});

describe('a hand-over', () => {
  const handOver = { from: marta, to: luca, offeredAt: '2026-03-01T09:10:00.000Z' };

  test('that a colleague accepted says who has it', () => {
    const state = after([desk({ own: [own('a', { handOver })] }), changed(own('a', { operator: luca }))]);
    expect(idsOf(state)).toEqual([]);
    expect(noticesOf(state)).toEqual([{ type: 'handedOver', reference: 'R-a', by: 'Luca' }]);
  });

  test('that a colleague accepted does not come back with a desk written before', () => {
    const gone = after([desk({ own: [own('a', { handOver })] }), changed(own('a', { operator: luca }))]);
    const stale = desk({ own: [own('a', { handOver })] }, 100_000 + STALE_DESK_MS - 1);
    const state = after([stale, changed(own('a', { operator: luca }))], gone);
    expect(idsOf(state)).toEqual([]);
    expect(noticesOf(state)).toHaveLength(1);
  });

  test('that a colleague declined stays, and says so', () => {
    const state = after([desk({ own: [own('a', { handOver })] }), changed(own('a'))]);
    expect(idsOf(state)).toEqual(['a']);
    expect(noticesOf(state)).toEqual([{ type: 'handOverDeclined', reference: 'R-a', by: 'Luca' }]);
  });

  test('that this person took back does not read as declined', () => {
    const state = after([
      desk({ own: [own('a', { handOver })] }),
      { type: 'handOverTakenBack', consultation: 'a' },
      changed(own('a')),
    ]);
    expect(noticesOf(state)).toEqual([]);
  });

  test('to this person is on the desk and rings, and goes without a notice', () => {
    const offered = own('a', { operator: luca, handOver: { ...handOver, from: luca, to: marta } });
    const state = after([desk({ own: [offered] })]);
    expect(ringing(state)).toEqual(['a']);
    const gone = after([changed(own('a', { operator: luca }))], state);
    expect(idsOf(gone)).toEqual([]);
    expect(noticesOf(gone)).toEqual([]);
  });
});

describe('offers', () => {
  const offered = waiting('a', { offeredTo: marta.id });
  const made: DeskEvent = {
    type: 'push',
    push: { type: 'offerMade', waiting: offered, expiresAt: '2026-03-01T09:00:20.000Z' },
    now: 1,
  };
  const ended = (ending: 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN'): DeskEvent => ({
    type: 'push',
    push: { type: 'offerEnded', consultation: 'a', ending },
    now: 2,
  });

  test('whose push was missed are found on the desk, without a countdown when there is none', () => {
    expect(after([desk({ waiting: [offered] })]).offers).toEqual([{ waiting: offered }]);
  });

  test('do not stand in the waiting list as well, and once taken nowhere, before the desk comes again', () => {
    const before = after([desk({ waiting: [waiting('a'), waiting('b')] }), made]);
    expect(before.waiting.map(({ id, offeredTo }) => [id, offeredTo])).toEqual([
      ['a', marta.id],
      ['b', undefined],
    ]);
    const taken = after([changed(own('a'))], before);
    expect(taken.offers).toEqual([]);
    expect(ringing(taken)).toEqual(['b']);
  });

  test('keep their countdown when the desk comes again', () => {
    const state = after([made, desk({ waiting: [offered] })]);
    expect(state.offers[0]?.expiresAt).toBe('2026-03-01T09:00:20.000Z');
  });

  test.each([
    ['ACCEPTED', []],
    ['DECLINED', []],
    ['EXPIRED', ['offerExpired']],
    ['WITHDRAWN', ['offerWithdrawn']],
  ] as const)('that end as %s leave the notices %s', (ending, notices) => {
    const state = after([made, ended(ending)]);
    expect(state.offers).toEqual([]);
    expect(noticesOf(state).map(({ type }) => type)).toEqual(notices);
  });
});

describe('the link', () => {
  const lost: DeskEvent = { type: 'link', link: { type: 'reconnecting', since: 10_000 }, now: 10_000 };
  const lostAgain: DeskEvent = { type: 'link', link: { type: 'reconnecting', since: 30_000 }, now: 30_000 };
  const online: DeskEvent = { type: 'link', link: { type: 'online' }, now: 55_000 };

  test('away 45 s: what is waiting again is said, with how long, from the first loss on', () => {
    const state = after([
      desk({ own: [own('a')] }, 1),
      lost,
      lostAgain,
      online,
      desk({ waiting: [waiting('a')] }, 55_000),
    ]);
    expect(noticesOf(state)).toEqual([
      { type: 'lostWhileAway', consultation: 'a', reference: 'R-a', awayMs: 45_000, now: { type: 'waiting' } },
    ]);
  });

  test('away 45 s: Marta has it now', () => {
    const state = after([
      desk({ own: [own('a')] }, 1),
      lost,
      online,
      changed(own('a', { operator: luca }), 55_001),
      desk({}, 55_002),
    ]);
    expect(noticesOf(state)).toEqual([
      {
        type: 'lostWhileAway',
        consultation: 'a',
        reference: 'R-a',
        awayMs: 45_000,
        now: { type: 'elsewhere', name: 'Luca' },
      },
    ]);
  });

  test('a short loss that cost nothing says nothing', () => {
    const state = after([desk({ own: [own('a')] }, 1), lost, online, desk({ own: [own('a')] }, 55_000)]);
    expect(noticesOf(state)).toEqual([]);
    expect(state.awayMs).toBe(0);
  });
});

test('who waits: served, free or mine; others neither ring nor can be taken', () => {
  const state = after([
    desk({
      waiting: [
        waiting('free'),
        waiting('foreign', { serves: false }),
        waiting('offered', { offeredTo: luca.id }),
        waiting('held', { heldFor: luca.id }),
        waiting('mine', { heldFor: marta.id }),
      ],
    }),
  ]);
  expect(ringing(state)).toEqual(['free', 'mine']);
  expect(state.waiting.filter((it) => canTake(marta.id, it)).map(({ id }) => id)).toEqual(['free', 'mine']);
});

test('notices are bounded, the oldest goes; each is put away by its number', () => {
  const many = Array.from(
    { length: MAX_NOTICES + 2 },
    (): DeskEvent => ({
      type: 'notice',
      notice: { type: 'unanswered' },
    }),
  );
  const state = after(many);
  expect(state.notices.map(({ number }) => number)).toEqual([3, 4, 5, 6]);
  expect(after([{ type: 'noticePutAway', number: 4 }], state).notices.map(({ number }) => number)).toEqual([3, 5, 6]);
});
