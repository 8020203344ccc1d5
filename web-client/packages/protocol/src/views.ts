import type { CallMode, CallQuality, CallView } from './calls.ts';
import type {
  AwayReason,
  CallId,
  ClientMessageId,
  ConsultationId,
  ConsultationState,
  FileId,
  GuestRole,
  Instant,
  Lane,
  Language,
  MemberId,
  Mode,
  OperatorId,
  Outcome,
  PresenceState,
  Role,
  SiteId,
  TopicId,
} from './values.ts';

/** Who wrote an entry; set by the server. `operator` only towards staff. */
export interface Author {
  readonly kind: 'CITIZEN' | 'OPERATOR' | 'GUEST' | 'SYSTEM';
  /** An operator's first name, or a guest's name. */
  readonly name?: string;
  readonly operator?: OperatorId;
  /** Of a guest. */
  readonly role?: GuestRole;
}

const eventKinds = [
  'STARTED',
  'JOINED',
  'OPERATOR_LOST',
  'OPERATOR_BACK',
  'HANDED_BACK',
  'NOBODY_ANSWERED',
  'HANDED_OVER',
  'ANYTHING_ELSE',
  'WARNED',
  'ENDED',
  'REOPENED',
  'TOPIC_CHANGED',
  'CITIZEN_LOST',
  'BECAME_REQUEST',
  'CALL_STARTED',
  'CALL_ENDED',
  'CALL_DECLINED',
  'SHARE_STARTED',
  'SHARE_ENDED',
  'CALL_JOINED',
  'CALL_LEFT',
  'ALSO_JOINED',
  'ALSO_LEFT',
] as const;
/** What can happen in a consultation. */
export type EventKind = (typeof eventKinds)[number];
export const isEventKind = (value: unknown): value is EventKind => eventKinds.includes(value as EventKind);

export type EntryBody =
  | { readonly type: 'message'; readonly text: string }
  /** `size` in bytes. */
  | {
      readonly type: 'file';
      readonly file: FileId;
      readonly name: string;
      readonly contentType: string;
      readonly size: number;
    }
  /** Internal; staff only. */
  | { readonly type: 'note'; readonly text: string }
  /**
   * `name` and `detail` as the kind says: first name and office of who joined, the outcome of the end; for calls
   * and shares the operator (none: the citizen) and the mode, the reason or what was shared, and what ended has
   * its seconds; for who joined or left a call their name and role, for who joined openly name and office.
   */
  | {
      readonly type: 'event';
      readonly event: EventKind;
      readonly name?: string;
      readonly detail?: string;
      readonly seconds?: number;
      readonly quality?: CallQuality;
    }
  /** Something this reader may not see. */
  | { readonly type: 'withheld' }
  /** Withdrawn by its writer or erased by the retention. */
  | { readonly type: 'erased' }
  /** Something a newer server knows and this client does not; it keeps its place (P2). */
  | { readonly type: 'unknown' };

/** One place of a transcript; `seq` runs 1..n without a hole (P2). */
export interface Entry {
  readonly seq: number;
  readonly at: Instant;
  readonly author: Author;
  readonly clientMessageId?: ClientMessageId;
  readonly body: EntryBody;
}

/** What a citizen sees of the operator; the photo only by the operator's own choice. */
export interface OperatorCard {
  readonly id: OperatorId;
  readonly firstName: string;
  readonly office: string;
  readonly photo?: FileId;
}

/** What staff see of the citizen; `saysToBe` is not proven. */
export interface CitizenCard {
  readonly name?: string;
  readonly saysToBe?: string;
  /** Origin and path of the portal page. */
  readonly page?: string;
  readonly connected: boolean;
}

/** A hand-over that waits for its answer: to one colleague, or to a topic whose operators are asked in turn. */
export interface HandOver {
  readonly from: OperatorCard;
  /** Who is asked now; missing while nobody of the topic is. */
  readonly to?: OperatorCard;
  readonly topic?: TopicId;
  readonly note?: string;
  readonly offeredAt: Instant;
  /** When the next one is asked. */
  readonly expiresAt?: Instant;
}

/** The citizen keeps the place and is called; without a number on the page that stays open. */
export interface CallBack {
  readonly telephone?: string;
}

/** The case that a citizen comes back for. */
export interface Earlier {
  readonly id: ConsultationId;
  readonly reference: string;
}

/** A topic that a consultation could be passed to: somebody is free, there, all full, or nobody is there. */
export interface Transfer {
  readonly topic: TopicId;
  readonly state: 'FREE' | 'BUSY' | 'FULL' | 'NOBODY';
  readonly waiting: number;
}

/** How long somebody is expected to wait, in seconds. */
export interface WaitRange {
  readonly fromS: number;
  readonly toS: number;
}

/** Why the number of people before somebody rose. */
export type RoseBecause = 'RETURNED' | 'APPOINTMENT' | 'CASE' | 'FEWER_STAFF';

/** A consultation as its participant may see it; what does not apply is absent. */
export interface ConsultationView {
  readonly id: ConsultationId;
  /** Speakable, for example `K7-4F2`. */
  readonly reference: string;
  readonly topic: TopicId;
  readonly mode: Mode;
  /** The citizen sees ACTIVE until the end can no longer be undone. */
  readonly state: ConsultationState;
  readonly lane: Lane;
  readonly language: Language;
  readonly startedAt: Instant;
  readonly waitingSince?: Instant;
  /** How many are served before this one, while WAITING or OFFERED. */
  readonly ahead?: number;
  /** From now until an answer, while WAITING or OFFERED. */
  readonly wait?: WaitRange;
  /** Why `ahead` is higher than it was. */
  readonly roseBecause?: RoseBecause;
  readonly operator?: OperatorCard;
  readonly citizen?: CitizenCard;
  readonly lastSeq: number;
  readonly readByCitizen: number;
  readonly readByStaff: number;
  readonly outcome?: Outcome;
  readonly endedAt?: Instant;
  readonly undoUntil?: Instant;
  readonly heldUntil?: Instant;
  readonly reopenUntil?: Instant;
  readonly readableUntil?: Instant;
  /** 1 to 5. */
  readonly rating?: number;
  readonly handOver?: HandOver;
  /** The call that is proposed or running. */
  readonly call?: CallView;
  /** Present while real-time text is switched on. */
  readonly liveText?: true;
  /** The desk closes at that time; `served`: this one is answered all the same. */
  readonly closing?: { readonly at: Instant; readonly served: boolean; readonly opensAt?: Instant };
  /** To the citizen, while it waits: who could take it has not answered for a while. */
  readonly backShortly?: true;
  readonly callBack?: CallBack;
  /** Staff only. */
  readonly earlier?: Earlier;
}

/** A person's presence and since when. */
export interface Presence {
  readonly state: PresenceState;
  readonly reason?: AwayReason;
  readonly since: Instant;
  /** When who is away expects to be back. */
  readonly until?: Instant;
  /** Until when this person completes a consultation and is asked for none. */
  readonly wrapUpUntil?: Instant;
  /** "Still there?" is asked, and an answer is expected by then. */
  readonly stillThere?: Instant;
}

/** A waiting consultation; `question` only for topics this operator serves. */
export interface Waiting {
  readonly id: ConsultationId;
  readonly reference: string;
  readonly topic: TopicId;
  readonly mode: Mode;
  readonly lane: Lane;
  readonly language: Language;
  readonly waitingSince: Instant;
  readonly serves: boolean;
  readonly question?: string;
  readonly name?: string;
  readonly offeredTo?: OperatorId;
  readonly offerExpiresAt?: Instant;
  readonly heldFor?: OperatorId;
  readonly heldUntil?: Instant;
  /** The number only for topics this operator serves. */
  readonly callBack?: CallBack;
  readonly earlier?: Earlier;
  /** Who was asked last by a notice, being on call, and did not answer in time (RT45). */
  readonly noAnswerFrom?: OperatorId;
}

/** A colleague; `open` counts the consultations they have. */
export interface Colleague {
  readonly id: OperatorId;
  readonly firstName: string;
  readonly lastName: string;
  readonly office: string;
  readonly state: PresenceState;
  readonly reason?: AwayReason;
  readonly since: Instant;
  /** When who is away expects to be back. */
  readonly until?: Instant;
  readonly open: number;
}

/** A call of a colleague's that this person is asked into by `by` (first name), or is in (`joined`). */
export interface CallInvitation {
  readonly consultation: ConsultationId;
  readonly call: CallId;
  readonly reference: string;
  readonly topic: TopicId;
  readonly mode: CallMode;
  readonly by: string;
  readonly at: Instant;
  readonly joined: boolean;
}

/** What an operator works with: who waits (in the order of service, at most 200), the own ones, the colleagues. */
export interface DeskView {
  readonly me: Presence;
  readonly waiting: readonly Waiting[];
  readonly waitingInAll: number;
  readonly own: readonly ConsultationView[];
  readonly colleagues: readonly Colleague[];
  readonly callInvitations: readonly CallInvitation[];
  /** Which of the own ones are another's, which this person joined openly; absent from an older server. */
  readonly joined?: readonly ConsultationId[];
}

/** The modes offered now, per topic; a topic that is not named has nobody there. */
export interface AvailabilityView {
  readonly site: SiteId;
  /** The modes in which one can start now. */
  readonly open: Readonly<Record<TopicId, readonly Mode[]>>;
  /** What is not plainly open. */
  readonly topics?: Readonly<Record<TopicId, Partial<Record<Mode, ModeState>>>>;
  /** The text of a sudden closure of the whole site. */
  readonly closure?: Partial<Record<Language, string>>;
}

/** A topic in a mode: somebody could answer at once, later; as many wait as may; closed, or nobody is there. */
export interface ModeState {
  readonly state: 'OPEN' | 'BUSY' | 'FULL' | 'CLOSED';
  /** In seconds, until the answer; where it is known. */
  readonly wait?: { readonly fromS: number; readonly toS: number };
  /** When one can start again; where it is known. */
  readonly opensAt?: Instant;
  /** Staff are there for appointments only. */
  readonly byAppointment?: true;
  /** What a sudden closure of this topic says. */
  readonly text?: Partial<Record<Language, string>>;
  /** Of those who could answer, where one of the site's is missing. */
  readonly languages?: readonly Language[];
}

export interface StaffCard {
  readonly id: OperatorId;
  readonly role: Role;
}

/** The place that a guest has in a call. */
export interface GuestCard {
  readonly call: CallId;
  readonly member: MemberId;
  readonly role: GuestRole;
  readonly name: string;
}
