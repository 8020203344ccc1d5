import type { ConsultationSnapshot } from '@indiretta/connection';
import type { ConsultationView } from '@indiretta/protocol';
import { withNotice } from './notices.ts';
import { type Conversation, type DeskState, isHandOverTo, isJoined, isOpen, isVisited } from './state.ts';
import { withVisitsOver } from './visits.ts';

/* How consultations come to a desk, change on it and leave it. */

/** What is known of a consultation by its own entries. */
export function withSnapshot(state: DeskState, snapshot: ConsultationSnapshot, now: number): DeskState {
  const { view } = snapshot;
  if (!view) return state;
  const next = withView(state, view, now);
  return {
    ...next,
    conversations: next.conversations.map((it) => (it.view.id === view.id ? { ...it, snapshot } : it)),
  };
}

/** Puts a consultation in its place; one that is neither mine nor offered to me leaves. */
export function withView(state: DeskState, view: ConsultationView, now: number): DeskState {
  const known = state.conversations.find((it) => it.view.id === view.id);
  const visits = isVisited(state, view) && view.call?.state === 'RUNNING';
  const belongs =
    isHandOverTo(state.me, view) ||
    (isOpen(view) && (view.operator?.id === state.me || visits || isJoined(state, view)));
  if (!belongs) return known ? withLeft(state, known.view, view, now) : state;
  if (!known) return withCome(state, { view, since: now });
  const newer: ConsultationView = {
    ...view,
    lastSeq: Math.max(known.view.lastSeq, view.lastSeq),
    readByCitizen: Math.max(known.view.readByCitizen, view.readByCitizen),
    readByStaff: Math.max(known.view.readByStaff, view.readByStaff),
  };
  const conversations = state.conversations.map((it) => (it === known ? { ...it, view: newer } : it));
  const declined = known.view.handOver?.from.id === state.me && view.handOver === undefined;
  const next = { ...state, conversations };
  return declined
    ? withNotice(next, {
        type: 'handOverDeclined',
        reference: view.reference,
        by: known.view.handOver?.to?.firstName ?? '',
      })
    : next;
}

/** It is on this desk now: it neither waits nor is offered any more, also before the desk comes again. */
function withCome(state: DeskState, conversation: Conversation): DeskState {
  const { id } = conversation.view;
  return {
    ...state,
    conversations: [...state.conversations, conversation],
    waiting: state.waiting.filter((it) => it.id !== id),
    offers: state.offers.filter(({ waiting }) => waiting.id !== id),
  };
}

/** It left this desk; says why when it was mine and somebody else did it. */
function withLeft(state: DeskState, before: ConsultationView, after: ConsultationView, now: number): DeskState {
  const rest: DeskState = {
    ...withVisitsOver(
      state,
      state.conversations.filter(({ view }) => view.id === after.id),
    ),
    callInvitations: state.callInvitations.filter(({ consultation, joined }) => !joined || consultation !== after.id),
    conversations: state.conversations.filter(({ view }) => view.id !== after.id),
    left: [...state.left, { id: after.id, at: now, handOver: before.handOver?.offeredAt }],
  };
  if (before.operator?.id !== state.me) return rest;
  const { reference } = after;
  if (after.outcome === 'ENDED_BY_CITIZEN') return withNotice(rest, { type: 'endedByCitizen', reference });
  if (isOpen(after) && after.operator && state.awayMs === 0) {
    return withNotice(rest, { type: 'handedOver', reference, by: after.operator.firstName });
  }
  if (state.awayMs > 0 && before.state === 'ACTIVE') {
    const name = after.operator?.firstName;
    const elsewhere = name === undefined ? ({ type: 'waiting' } as const) : ({ type: 'elsewhere', name } as const);
    return withNotice(rest, {
      type: 'lostWhileAway',
      consultation: after.id,
      reference,
      awayMs: state.awayMs,
      now: elsewhere,
    });
  }
  return rest;
}
