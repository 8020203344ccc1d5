import type { ConsultationSnapshot } from '@indiretta/connection';
import type {
  BoardView,
  CallInvitation,
  Colleague,
  ConsultationId,
  ConsultationView,
  ErrorCode,
  Instant,
  OperatorId,
  Presence,
  SignInEnding,
  Waiting,
} from '@indiretta/protocol';

/** The desk's link to the server, as a person needs to know it. Times in ms of the desk's clock. */
export type DeskLink =
  | { readonly type: 'connecting' }
  | { readonly type: 'online' }
  | { readonly type: 'reconnecting'; readonly since: number }
  /** `why` where the server said how the sign-in ended. */
  | { readonly type: 'signedOut'; readonly why?: SignInEnding }
  | { readonly type: 'reloadNeeded' };

/** A consultation of one's own, or one a colleague wants to hand over. */
export interface Conversation {
  readonly view: ConsultationView;
  /** Its transcript as far as it was read; absent until the first answer. */
  readonly snapshot?: ConsultationSnapshot;
  /** When it came to this desk, in ms of the desk's clock. */
  readonly since: number;
}

/** An offer made to this person; without `expiresAt` there is no countdown. */
export interface Offer {
  readonly waiting: Waiting;
  readonly expiresAt?: Instant;
}

/** What a person must be told once; shown until put away. */
export type Notice =
  | {
      readonly type: 'lostWhileAway';
      readonly consultation: ConsultationId;
      readonly reference: string;
      /** How long the link was away, in ms. */
      readonly awayMs: number;
      /** `waiting`: nobody has it yet. `name`: first name of who has it now, where that is known. */
      readonly now: { readonly type: 'waiting' } | { readonly type: 'elsewhere'; readonly name?: string };
    }
  | { readonly type: 'taken'; readonly by?: string }
  | { readonly type: 'offerExpired'; readonly reference: string }
  | { readonly type: 'offerWithdrawn'; readonly reference: string }
  | { readonly type: 'handedOver'; readonly reference: string; readonly by: string }
  | { readonly type: 'handOverDeclined'; readonly reference: string; readonly by: string }
  | { readonly type: 'endedByCitizen'; readonly reference: string }
  /** This person is no longer in the call of a colleague's consultation. */
  | { readonly type: 'callLeft'; readonly reference: string }
  /** A supervisor gave this person a consultation; rings until it is opened or put away. */
  | {
      readonly type: 'assigned';
      readonly consultation: ConsultationId;
      readonly reference: string;
      readonly by: string;
    }
  /** A supervisor ended this person's pause. */
  | { readonly type: 'pauseEnded'; readonly by: string }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly retryAfterMs?: number }
  | { readonly type: 'unanswered' }
  | { readonly type: 'tooMuchUnsent' };

export interface PlacedNotice {
  readonly number: number;
  readonly notice: Notice;
}

export interface SignInEnds {
  /** Server time. */
  readonly at: Instant;
  readonly why: SignInEnding;
}

/** A return code that was given a moment ago. */
export interface GivenCode {
  readonly consultation: ConsultationId;
  readonly reference: string;
  readonly code: string;
  readonly expiresAt: Instant;
}

/** What left the desk at that time; of a hand-over, which one it was: a later one comes at once. */
export interface Left {
  readonly id: ConsultationId;
  readonly at: number;
  readonly handOver?: Instant | undefined;
}

export interface DeskState {
  /** Shown until it is put away; void when the end is taken back. */
  readonly given?: GivenCode | undefined;
  readonly link: DeskLink;
  /** When and why the sign-in ends if nobody does anything; told when that is near, or moved away again. */
  readonly signInEnds?: SignInEnds | undefined;
  readonly me: OperatorId;
  readonly presence?: Presence;
  /** Server time minus browser time in ms, so that countdowns are right on a computer with a wrong clock. */
  readonly serverAheadMs: number;
  /** False until the first desk came. */
  readonly loaded: boolean;
  readonly waiting: readonly Waiting[];
  readonly waitingInAll: number;
  readonly offers: readonly Offer[];
  /** In the order in which they came. */
  readonly conversations: readonly Conversation[];
  /** What left this desk a short while ago, and when in ms of the desk's clock: a desk written before may list it. */
  readonly left: readonly Left[];
  readonly colleagues: readonly Colleague[];
  /** Calls of colleagues' consultations that this person is asked into, or is in. */
  readonly callInvitations: readonly CallInvitation[];
  /** The consultations of others that this person joined openly. */
  readonly joined: readonly ConsultationId[];
  /** The supervisor's board, once it was asked for. */
  readonly board?: BoardView;
  /** The consultations whose call this person went into from this page. */
  readonly attending: readonly ConsultationId[];
  readonly notices: readonly PlacedNotice[];
  readonly nextNotice: number;
  /** How long the link was away the last time, in ms, until the desk was compared; 0 when it was not. */
  readonly awayMs: number;
}

export const emptyDesk = (me: OperatorId): DeskState => ({
  link: { type: 'connecting' },
  me,
  serverAheadMs: 0,
  loaded: false,
  waiting: [],
  waitingInAll: 0,
  offers: [],
  conversations: [],
  left: [],
  colleagues: [],
  callInvitations: [],
  joined: [],
  attending: [],
  notices: [],
  nextNotice: 1,
  awayMs: 0,
});

/** A sign-in that ends within this time asks for the person, in ms; the server tells 2 min before. */
const ENDS_SOON_MS = 150_000;

/** How long the sign-in still lasts when nobody does anything, in ms; undefined: long enough. `wallClock` in ms. */
export function endsSoon({ signInEnds, serverAheadMs }: DeskState, wallClock: number): number | undefined {
  if (!signInEnds) return undefined;
  const leftMs = Date.parse(signInEnds.at) - wallClock - serverAheadMs;
  return leftMs < ENDS_SOON_MS ? Math.max(0, leftMs) : undefined;
}

/** Active, or ended less than 5 s ago. */
export const isOpen = ({ state }: ConsultationView): boolean => state === 'ACTIVE' || state === 'WRAP_UP';

/** A hand-over that waits for this person's answer. */
export const isHandOverTo = (me: OperatorId, { handOver }: ConsultationView): boolean => handOver?.to?.id === me;

/** Of a colleague, while this person is in its call. */
export const isVisited = (
  { callInvitations }: Pick<DeskState, 'callInvitations'>,
  { id }: Pick<ConsultationView, 'id'>,
): boolean => callInvitations.some(({ consultation, joined }) => joined && consultation === id);

/** This person's own, or visited: they take part in it. */
export const takesPart = (state: Pick<DeskState, 'callInvitations' | 'me'>, view: ConsultationView): boolean =>
  isOpen(view) && (view.operator?.id === state.me || isVisited(state, view));

/** This person's own that are being answered: what is to be settled before they go. */
export const owned = ({ me, conversations }: Pick<DeskState, 'me' | 'conversations'>): readonly Conversation[] =>
  conversations.filter(({ view }) => view.state === 'ACTIVE' && view.operator?.id === me);
/** Of another, beside whom this person joined openly. */
export const isJoined = (
  { joined, me }: Pick<DeskState, 'joined' | 'me'>,
  view: Pick<ConsultationView, 'id' | 'operator'>,
): boolean => joined.includes(view.id) && view.operator?.id !== me;

/** How many messages and files of the citizen this person has not seen. */
export const unreadOf = ({ view, snapshot }: Conversation): number =>
  (snapshot?.entries ?? []).filter(
    ({ author, seq, body }) =>
      author.kind === 'CITIZEN' && seq > view.readByStaff && (body.type === 'message' || body.type === 'file'),
  ).length;

/** Waits, of a topic this person serves, not offered to or held for somebody else. */
export const canTake = (me: OperatorId, { serves, offeredTo, heldFor }: Waiting): boolean =>
  serves && (offeredTo === undefined || offeredTo === me) && (heldFor === undefined || heldFor === me);

/** Into these calls this person is asked and did not answer. */
export const asked = ({ callInvitations }: DeskState): readonly CallInvitation[] =>
  callInvitations.filter(({ joined }) => !joined);

/** What rings: calls to come into, offers, hand-overs to answer, who waits and could be taken. Each once, most urgent first. */
export function ringing(state: DeskState): readonly ConsultationId[] {
  const { me, offers, conversations, waiting } = state;
  const ids = [
    ...asked(state).map(({ consultation }) => consultation),
    ...offers.map((offer) => offer.waiting.id),
    ...state.notices.flatMap(({ notice }) => (notice.type === 'assigned' ? [notice.consultation] : [])),
    ...conversations.filter(({ view }) => isHandOverTo(me, view)).map(({ view }) => view.id),
    ...waiting.filter((it) => canTake(me, it)).map((it) => it.id),
  ];
  return [...new Set(ids)];
}

/** Own consultations whose citizen asks for a call; they ring too. */
export const callers = ({ me, conversations }: DeskState): readonly ConsultationId[] =>
  conversations
    .filter(({ view: { call, operator } }) => call?.state === 'PROPOSED' && operator?.id === me)
    .filter(({ view: { call } }) => call?.proposedBy.kind === 'CITIZEN')
    .map(({ view }) => view.id);

const byPresence = { AVAILABLE: 0, ON_CALL: 1, AWAY: 2, OFFLINE: 3 } as const;

/** Who is there stands first, and of those who has least to do. */
export const freeFirst = (colleagues: readonly Colleague[]): readonly Colleague[] =>
  [...colleagues].sort((one, other) => byPresence[one.state] - byPresence[other.state] || one.open - other.open);

export const conversationOf = (state: DeskState, id: ConsultationId | undefined): Conversation | undefined =>
  state.conversations.find(({ view }) => view.id === id);
