import type { BoardView } from './board.ts';
import type { CallPush, CallView, IcePolicy, IceServer, JitsiPlace } from './calls.ts';
import type { CloseCode, ErrorCode } from './codes.ts';
import type { Ask } from './command.ts';
import type { ConsultationId, Instant, PeerId, SignInEnding } from './values.ts';
import type {
  Author,
  AvailabilityView,
  ConsultationView,
  DeskView,
  Entry,
  GuestCard,
  StaffCard,
  Transfer,
  Waiting,
} from './views.ts';

type Answer<T extends string> = { readonly type: T; readonly id: string };

/** `positions`: to a ping, how far each consultation was sent that this connection follows; a server of before names none. */
export type Done = Answer<'done'> & { readonly positions?: Positions };
export type Positions = Readonly<Record<ConsultationId, number>>;
/** `pingEveryMs`: how often the client pings. `consultations`: a citizen's open and readable ones, a guest's one. */
export type Welcome = Answer<'welcome'> & {
  readonly protocol: number;
  readonly at: Instant;
  readonly pingEveryMs: number;
  readonly staff?: StaffCard;
  readonly guest?: GuestCard;
  readonly consultations: readonly ConsultationView[];
};
export type Availability = Answer<'availability'> & { readonly availability: AvailabilityView };
export type Started = Answer<'started'> & { readonly consultation: ConsultationView };
/** The entries after the asked place, and which places up to it are erased by now; not `caughtUp`: ask again (P4). */
export type Resumed = Answer<'resumed'> & {
  readonly consultation: ConsultationView;
  readonly entries: readonly Entry[];
  readonly erased: readonly number[];
  readonly caughtUp: boolean;
};
/** Committed at this place (P1); stands for the push to this connection. */
export type Appended = Answer<'appended'> & { readonly seq: number; readonly at: Instant };
export type Desk = Answer<'desk'> & { readonly desk: DeskView };
export type Board = Answer<'board'> & { readonly board: BoardView };
/** This connection is `peer` now; nothing is signalled to it before this. The credentials are its own. */
export type CallJoined = Answer<'callJoined'> & {
  readonly call: CallView;
  readonly peer: PeerId;
} & (
    | { readonly iceServers: readonly IceServer[]; readonly icePolicy: IcePolicy; readonly jitsi?: never }
    /** Jitsi carries the call. */
    | { readonly jitsi: JitsiPlace; readonly iceServers?: never; readonly icePolicy?: never }
  );
/** The return code of an end to be completed: said only here, and to the citizen (RT51). */
export type Closed = Answer<'closed'> & { readonly returnCode: string; readonly expiresAt: Instant };
/** To which topics it could be passed now (RT50). */
export type Transfers = Answer<'transfers'> & { readonly topics: readonly Transfer[] };
/** Six digits for a citizen on the telephone (RT52). */
export type JoinCode = Answer<'joinCode'> & { readonly code: string; readonly expiresAt: Instant };
/** Not done, nothing changed. `by` says who has it, for TAKEN. */
export type Refused = Answer<'refused'> & {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly retryAfterMs?: number;
  readonly by?: string;
};
/** The one answer to a command; its `id` is the command's. */
export type Reply =
  | Done
  | Welcome
  | Availability
  | Started
  | Resumed
  | Appended
  | Desk
  | Closed
  | Transfers
  | Board
  | JoinCode
  | CallJoined
  | Refused;

interface Answers {
  hello: Welcome;
  watchAvailability: Availability;
  startConsultation: Started;
  resume: Resumed;
  sendMessage: Appended;
  sendFile: Appended;
  addNote: Appended;
  watchQueue: Desk;
  watchBoard: Board;
  closeConsultation: Done | Closed;
  listTransfers: Transfers;
  makeJoinCode: JoinCode;
  joinCall: CallJoined;
}
/** What a command of this type is answered with when it is not refused. */
export type ReplyTo<T extends Ask['type']> = T extends keyof Answers ? Answers[T] : Done;

type About<T extends string> = { readonly type: T; readonly consultation: ConsultationId };

/** What the server says by itself. */
export type Push =
  | (About<'entryAdded'> & { readonly entry: Entry })
  | (About<'entryErased'> & { readonly seq: number })
  | { readonly type: 'consultationChanged'; readonly consultation: ConsultationView }
  /** Fades after 6 s. */
  | (About<'typing'> & { readonly author: Author; readonly typing: boolean })
  | (About<'readUpTo'> & { readonly author: Author; readonly seq: number })
  /** To the citizen, once: with what to come back when it has ended to be completed (RT51). */
  | (About<'returnCode'> & { readonly code: string; readonly expiresAt: Instant })
  /** `expiresAt` absent: no countdown. */
  | { readonly type: 'offerMade'; readonly waiting: Waiting; readonly expiresAt?: Instant }
  | (About<'offerEnded'> & { readonly ending: 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN' })
  | { readonly type: 'deskChanged'; readonly desk: DeskView }
  | { readonly type: 'boardChanged'; readonly board: BoardView }
  /** To one operator: a supervisor (`by`, first name) gave them this one. */
  | (About<'assigned'> & { readonly reference: string; readonly by: string })
  /** To one operator: a supervisor (`by`, first name) ended their pause. */
  | { readonly type: 'pauseEnded'; readonly by: string }
  | { readonly type: 'availabilityChanged'; readonly availability: AvailabilityView }
  | CallPush
  /** To staff: the sign-in ends then, when nobody does anything; a later time takes an earlier one back. */
  | { readonly type: 'signInEnds'; readonly at: Instant; readonly why: SignInEnding }
  /** The last push before the server closes; `why` with SIGNED_OUT of staff. */
  | {
      readonly type: 'disconnect';
      readonly code: CloseCode;
      readonly retryAfterMs?: number;
      readonly why?: SignInEnding;
    };

export type Outbound = Reply | Push;
/** Replies carry the id of a command, pushes carry none. */
export const isReply = (outbound: Outbound): outbound is Reply => 'id' in outbound;
