import type { BoardAsk } from './board.ts';
import type { CallAsk } from './calls.ts';
import type {
  AwayReason,
  ClientMessageId,
  ConsultationId,
  FileId,
  Instant,
  Language,
  Mode,
  OperatorId,
  Outcome,
  PresenceState,
  SiteId,
  TopicId,
} from './values.ts';

/** What the first command carries: a citizen's token, a staff member's one-use ticket (30 s), or a guest's token. */
export type Credential =
  | { readonly type: 'token'; readonly value: string }
  | { readonly type: 'ticket'; readonly value: string }
  | { readonly type: 'guest'; readonly value: string };

type On<T extends string> = { readonly type: T; readonly consultation: ConsultationId };
type Write<T extends string> = On<T> & { readonly clientMessageId: ClientMessageId };

/** What a client may ask, without the `id` that the connection gives it. */
export type Ask =
  | { readonly type: 'hello'; readonly protocol: number; readonly credential: Credential; readonly language: Language }
  | { readonly type: 'watchAvailability'; readonly protocol: number; readonly site: SiteId }
  | { readonly type: 'ping' }
  | {
      readonly type: 'startConsultation';
      /** May be missing with a code, which says what it is about. */
      readonly topic?: TopicId;
      readonly mode: Mode;
      readonly language: Language;
      readonly question?: string;
      readonly name?: string;
      readonly page?: string;
      /** What the citizen was given to come back with, as typed (RT51). */
      readonly returnCode?: string;
      /** What an operator said on the telephone, as typed (RT52). */
      readonly joinCode?: string;
    }
  | On<'leaveConsultation'>
  | On<'reopenConsultation'>
  | (On<'rateConsultation'> & { readonly score: 1 | 2 | 3 | 4 | 5; readonly comment?: string })
  | (On<'changePage'> & { readonly page: string })
  | (On<'resume'> & { readonly after: number })
  | (Write<'sendMessage'> & { readonly text: string })
  | (Write<'sendFile'> & { readonly file: FileId })
  | (On<'setTyping'> & { readonly typing: boolean })
  | (On<'markRead'> & { readonly seq: number })
  | {
      readonly type: 'setPresence';
      readonly state: PresenceState;
      readonly reason?: AwayReason;
      /** With AWAY, when one expects to be back; within 24 h. */
      readonly until?: Instant;
    }
  | { readonly type: 'watchQueue' }
  /** A person is at this console; sent at most once a minute (W13), and as the answer to "still there?". */
  | { readonly type: 'stillHere' }
  | On<'takeConsultation'>
  | On<'acceptOffer'>
  | On<'declineOffer'>
  | (Write<'addNote'> & { readonly text: string })
  | (On<'withdrawEntry'> & { readonly seq: number })
  | (On<'offerHandOver'> & { readonly to: OperatorId; readonly note?: string })
  | (On<'answerHandOver'> & { readonly accept: boolean })
  | On<'cancelHandOver'>
  | On<'askAnythingElse'>
  | On<'warnCitizen'>
  | (On<'closeConsultation'> & { readonly outcome: Outcome })
  | On<'undoClose'>
  | (On<'changeTopic'> & { readonly topic: TopicId })
  /** Staff who go give all their active consultations back. */
  | { readonly type: 'handBack' }
  /** The citizen is called when the turn comes; without a number the page stays open (RT54). */
  | (On<'keepPlace'> & { readonly telephone?: string })
  | On<'listTransfers'>
  | (On<'transferToTopic'> & { readonly topic: TopicId; readonly note?: string })
  | { readonly type: 'makeJoinCode'; readonly topic?: TopicId }
  | CallAsk
  | BoardAsk;

/** A command on the wire; `id` is 1 to 64 characters, unique among the open ones of a connection (W3). */
export type Command = Ask & { readonly id: string };
