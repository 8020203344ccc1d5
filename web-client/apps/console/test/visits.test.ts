import type { CallView, ConsultationView } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { type DeskEvent, reduce, STALE_DESK_MS } from '../src/desk/reduce.ts';
import { type DeskState, emptyDesk, ringing, takesPart } from '../src/desk/state.ts';
import { deskWith, invitation, luca, marta, own } from './views.ts';

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
const idsOf = (state: DeskState) => state.conversations.map(({ view }) => view.id);
const noticesOf = (state: DeskState) => state.notices.map(({ notice }) => notice);

const media = { microphone: 'OFF', camera: false, screen: false, onHold: false, away: false } as const;
const call = (...people: (typeof marta)[]): CallView => ({
  id: 'call-a',
  version: 1,
  mode: 'TALK',
  state: 'RUNNING',
  provider: 'PEERS',
  proposedBy: { kind: 'CITIZEN' },
  proposedAt: '2026-03-01T09:00:00.000Z',
  members: people.map(({ id, firstName }) => ({
    member: `m-${id}`,
    role: id === luca.id ? 'OPERATOR' : 'COLLEAGUE',
    author: { kind: 'OPERATOR', name: firstName, operator: id },
    ...media,
  })),
});
const lucas = (...people: (typeof marta)[]) => own('a', { operator: luca, call: call(...people) });
const attended: DeskEvent = { type: 'attended', consultation: 'a' };

describe('calls of colleagues', () => {
  test('an invitation rings until it is answered; its consultation is not on the desk before', () => {
    const asked = after([desk({ callInvitations: [invitation('a')] })]);
    expect(ringing(asked)).toEqual(['a']);
    expect(idsOf(after([changed(lucas(luca, marta))], asked))).toEqual([]);
    expect(ringing(after([attended], asked))).toEqual([]);
    expect(ringing(after([desk({})], asked))).toEqual([]);
  });

  test('gone into, the consultation stands on the desk, also when a desk written before comes late', () => {
    const visiting = after([desk({ callInvitations: [invitation('a')] }), attended, changed(lucas(luca, marta))]);
    expect(idsOf(visiting)).toEqual(['a']);
    expect(visiting.attending).toEqual(['a']);
    const late = after([desk({ callInvitations: [invitation('a')] }, 100_000 + 2 * STALE_DESK_MS)], visiting);
    expect(idsOf(late)).toEqual(['a']);
    expect(ringing(late)).toEqual([]);
    expect(takesPart(late, lucas(luca, marta))).toBe(true);
  });

  test('after a reload the desk says that this person is in it', () => {
    const state = after([desk({ callInvitations: [invitation('a', { joined: true })] }), changed(lucas(luca, marta))]);
    expect(idsOf(state)).toEqual(['a']);
    expect(state.attending).toEqual([]);
  });

  test.each([
    ['left, or taken out', desk({})],
    ['the call is over', changed(own('a', { operator: luca }))],
    ['the consultation is over', changed(own('a', { operator: luca, state: 'CLOSED' }))],
  ])('%s: it leaves the desk, and that is said once', (_why, end) => {
    const visiting = after([desk({ callInvitations: [invitation('a')] }), attended, changed(lucas(luca, marta))]);
    const over = after([end, desk({}, 100_000 + STALE_DESK_MS)], visiting);
    expect(idsOf(over)).toEqual([]);
    expect(over.attending).toEqual([]);
    expect(noticesOf(over)).toEqual([{ type: 'callLeft', reference: 'R-a' }]);
  });

  test('who left is not brought back by a desk written before, and may be asked again', () => {
    const visiting = after([desk({ callInvitations: [invitation('a')] }), attended, changed(lucas(luca, marta))]);
    const left = after([desk({}), desk({ callInvitations: [invitation('a', { joined: true })] })], visiting);
    expect(takesPart(left, lucas(luca, marta))).toBe(false);
    const again = invitation('a', { at: '2026-03-01T09:05:00.000Z' });
    expect(ringing(after([desk({ callInvitations: [again] }, 100_500)], left))).toEqual(['a']);
  });
});
