import type { ConsultationSnapshot } from '@indiretta/connection';
import {
  assertNever,
  type BoardView,
  type ConsultationId,
  type ConsultationView,
  type DeskView,
  type Instant,
  type OperatorId,
  type Push,
} from '@indiretta/protocol';
import { withSnapshot, withView } from './coming.ts';
import { withJoined, withLeftOpenly } from './joined.ts';
import { withNotice } from './notices.ts';
import {
  type Conversation,
  conversationOf,
  type DeskLink,
  type DeskState,
  type GivenCode,
  isHandOverTo,
  isOpen,
  isVisited,
  type Left,
  type Notice,
} from './state.ts';
import { invitationsIn, withAttended, withVisitsOver } from './visits.ts';

/** A desk written before a consultation came or left may come after it; so long it neither takes it away nor back. */
export const STALE_DESK_MS = 3_000;

/** Everything that can happen to the desk. `now` in ms of the desk's clock. */
export type DeskEvent =
  | { readonly type: 'link'; readonly link: DeskLink; readonly now: number }
  | { readonly type: 'greeted'; readonly at: Instant; readonly wallClock: number }
  | { readonly type: 'desk'; readonly desk: DeskView; readonly now: number }
  | { readonly type: 'snapshot'; readonly snapshot: ConsultationSnapshot; readonly now: number }
  | { readonly type: 'push'; readonly push: Push; readonly now: number }
  | { readonly type: 'seen'; readonly consultation: ConsultationId; readonly seq: number }
  /** This person went into the call they were asked into, from this page. */
  | { readonly type: 'attended'; readonly consultation: ConsultationId }
  | { readonly type: 'board'; readonly board: BoardView }
  /** This person joined it openly, or left it again, from this page. */
  | { readonly type: 'joinedOpenly'; readonly consultation: ConsultationId }
  | { readonly type: 'leftOpenly'; readonly consultation: ConsultationId; readonly now: number }
  /** This person opened it. */
  | { readonly type: 'opened'; readonly consultation: ConsultationId }
  | { readonly type: 'handOverTakenBack'; readonly consultation: ConsultationId }
  /** Who has what was lost while away: a colleague by first name, or this person again. */
  | { readonly type: 'lostFound'; readonly consultation: ConsultationId; readonly by: string | undefined }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'noticePutAway'; readonly number: number }
  /** A return code was given, and is shown until it is put away. */
  | { readonly type: 'codeGiven'; readonly given: Omit<GivenCode, 'reference'> }
  | { readonly type: 'codePutAway' }
  /** The person said so: the sign-in goes on. */
  | { readonly type: 'stayed' };

/** The desk after an event; pure. */
export function reduce(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'link':
      return withLink(state, event.link, event.now);
    case 'greeted':
      return { ...state, serverAheadMs: Date.parse(event.at) - event.wallClock, signInEnds: undefined };
    case 'desk':
      return withDesk(state, event.desk, event.now);
    case 'snapshot':
      return withSnapshot(state, event.snapshot, event.now);
    case 'push':
      return withPush(state, event.push, event.now);
    case 'seen':
      return withSeen(state, event.consultation, event.seq);
    case 'attended':
      return withAttended(state, event.consultation);
    case 'board':
      return { ...state, board: event.board };
    case 'joinedOpenly':
      return withJoined(state, event.consultation);
    case 'leftOpenly':
      return withLeftOpenly(state, event.consultation, event.now);
    case 'opened':
      return withOpened(state, event.consultation);
    case 'handOverTakenBack':
      return {
        ...state,
        conversations: state.conversations.map((it) =>
          it.view.id === event.consultation ? { ...it, view: withoutHandOver(it.view) } : it,
        ),
      };
    case 'lostFound':
      return withLostFound(state, event.consultation, event.by);
    case 'notice':
      return withNotice(state, event.notice);
    case 'noticePutAway':
      return { ...state, notices: state.notices.filter(({ number }) => number !== event.number) };
    case 'codeGiven': {
      const reference = conversationOf(state, event.given.consultation)?.view.reference ?? '';
      return { ...state, given: { ...event.given, reference } };
    }
    case 'codePutAway':
      return { ...state, given: undefined };
    case 'stayed':
      return { ...state, signInEnds: undefined };
    default:
      return assertNever(event);
  }
}

function withLink(state: DeskState, link: DeskLink, now: number): DeskState {
  const since = state.link.type === 'reconnecting' ? state.link.since : undefined;
  if (link.type === 'online') return { ...state, link, awayMs: since === undefined ? state.awayMs : now - since };
  // The first loss counts: a try that fails does not start the time anew.
  if (link.type === 'reconnecting' && since !== undefined) return state;
  return { ...state, link };
}

function withDesk(state: DeskState, desk: DeskView, now: number): DeskState {
  const left = state.left.filter(({ at }) => now - at < STALE_DESK_MS);
  const own = desk.own
    .filter((view) => isOpen(view) || isHandOverTo(state.me, view))
    .filter((view) => !left.some((it) => it.id === view.id && !isAskedAnew(state.me, view, it)));
  const callInvitations = invitationsIn(state, desk, left);
  const stays = ({ view, since }: Conversation) =>
    own.some(({ id }) => id === view.id) ||
    (isVisited(state, view) ? isVisited({ callInvitations }, view) : now - since < STALE_DESK_MS);
  const gone = state.conversations.filter((it) => !stays(it));
  const compared: DeskState = {
    ...withVisitsOver(state, gone),
    loaded: true,
    presence: desk.me,
    waiting: desk.waiting,
    waitingInAll: desk.waitingInAll,
    colleagues: desk.colleagues,
    callInvitations,
    joined: (desk.joined ?? []).filter((id) => !left.some((it) => it.id === id)),
    conversations: state.conversations.filter(stays),
    offers: offersIn(state, desk),
    left: [...left, ...gone.filter(({ view }) => isVisited(state, view)).map(({ view: { id } }) => ({ id, at: now }))],
    awayMs: 0,
  };
  const upToDate = own.reduce((next, view) => withView(next, view, now), compared);
  if (state.awayMs === 0) return upToDate;
  return gone
    .filter(({ view }) => view.state === 'ACTIVE' && view.operator?.id === state.me)
    .reduce((next, { view }) => withNotice(next, lostWhileAway(view, desk, state.awayMs)), upToDate);
}

/** Handed over again a moment after it was taken back. */
const isAskedAnew = (me: OperatorId, view: ConsultationView, left: Left): boolean =>
  isHandOverTo(me, view) && left.handOver !== undefined && view.handOver?.offeredAt !== left.handOver;

function lostWhileAway({ id, reference }: ConsultationView, desk: DeskView, awayMs: number): Notice {
  const waits = desk.waiting.some((waiting) => waiting.id === id);
  return {
    type: 'lostWhileAway',
    consultation: id,
    reference,
    awayMs,
    now: waits ? { type: 'waiting' } : { type: 'elsewhere' },
  };
}

/** Offers that are for me: those of the waiting list, also when the push was missed, and those beyond its end. */
function offersIn({ me, offers }: DeskState, desk: DeskView): DeskState['offers'] {
  const listed = desk.waiting.filter(({ offeredTo }) => offeredTo === me);
  const beyond = offers
    .map(({ waiting }) => waiting)
    .filter(({ id }) => !listed.some((it) => it.id === id))
    .filter(({ id }) => desk.own.some((view) => view.id === id && view.state === 'OFFERED'));
  return [...listed, ...beyond].map((waiting) => {
    const expiresAt = waiting.offerExpiresAt ?? offers.find((offer) => offer.waiting.id === waiting.id)?.expiresAt;
    return expiresAt === undefined ? { waiting } : { waiting, expiresAt };
  });
}

function withPush(state: DeskState, push: Push, now: number): DeskState {
  switch (push.type) {
    case 'consultationChanged':
      return withView(state, push.consultation, now);
    case 'offerMade': {
      const { waiting, expiresAt } = push;
      const others = state.offers.filter((offer) => offer.waiting.id !== waiting.id);
      return {
        ...state,
        waiting: state.waiting.map((it) => (it.id === waiting.id ? waiting : it)),
        offers: [...others, expiresAt === undefined ? { waiting } : { waiting, expiresAt }],
      };
    }
    case 'offerEnded':
      return withOfferEnded(state, push.consultation, push.ending);
    case 'boardChanged':
      return { ...state, board: push.board };
    case 'assigned': {
      const { consultation, reference, by } = push;
      return withNotice(state, { type: 'assigned', consultation, reference, by });
    }
    case 'pauseEnded':
      return withNotice(state, { type: 'pauseEnded', by: push.by });
    case 'deskChanged':
      return withDesk(state, push.desk, now);
    case 'entryAdded':
    case 'entryErased':
    case 'typing':
    case 'readUpTo':
      // LiveConsultation takes these and tells a new snapshot.
      return state;
    case 'callChanged':
    case 'signalled':
    case 'liveText':
    case 'liveTextSet':
    case 'pointed':
    case 'stillAsked':
    case 'shareEnded':
      // The call of the conversation takes these.
      return state;
    case 'signInEnds':
      return { ...state, signInEnds: { at: push.at, why: push.why } };
    case 'availabilityChanged':
    case 'returnCode':
    case 'disconnect':
      return state;
    default:
      return assertNever(push);
  }
}

function withOfferEnded(
  state: DeskState,
  consultation: ConsultationId,
  ending: 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN',
): DeskState {
  const offer = state.offers.find(({ waiting }) => waiting.id === consultation);
  if (!offer) return state;
  const rest = { ...state, offers: state.offers.filter((it) => it !== offer) };
  if (ending === 'ACCEPTED' || ending === 'DECLINED') return rest;
  const { reference } = offer.waiting;
  return withNotice(rest, { type: ending === 'EXPIRED' ? 'offerExpired' : 'offerWithdrawn', reference });
}

/** The server tells what was read to the other side and to other tabs, not to the one that said so. */
function withSeen(state: DeskState, consultation: ConsultationId, seq: number): DeskState {
  const known = state.conversations.find(({ view }) => view.id === consultation);
  if (!known || known.view.readByStaff >= seq) return state;
  const seen = { ...known, view: { ...known.view, readByStaff: seq } };
  return { ...state, conversations: state.conversations.map((it) => (it === known ? seen : it)) };
}

/** What was given to this person rings no longer once they look at it. */
function withOpened(state: DeskState, consultation: ConsultationId): DeskState {
  const notices = state.notices.filter(
    ({ notice }) => notice.type !== 'assigned' || notice.consultation !== consultation,
  );
  return notices.length === state.notices.length ? state : { ...state, notices };
}

function withLostFound(state: DeskState, consultation: ConsultationId, by: string | undefined): DeskState {
  const notices = state.notices.flatMap((placed) => {
    const { notice } = placed;
    if (notice.type !== 'lostWhileAway' || notice.consultation !== consultation) return [placed];
    return by === undefined
      ? []
      : [{ ...placed, notice: { ...notice, now: { type: 'elsewhere' as const, name: by } } }];
  });
  return { ...state, notices };
}

function withoutHandOver({ handOver: _gone, ...view }: ConsultationView): ConsultationView {
  return view;
}
