import type {
  AwayReason,
  ConsultationId,
  ConsultationState,
  Instant,
  Language,
  Mode,
  OperatorId,
  PresenceState,
  TopicId,
} from './values.ts';

type On<T extends string> = { readonly type: T; readonly consultation: ConsultationId };

/** What supervisors and admins may ask. */
export type BoardAsk =
  | { readonly type: 'watchBoard' }
  | { readonly type: 'unwatchBoard' }
  /** At once, whatever the operator's topics. */
  | (On<'reassign'> & { readonly to: OperatorId })
  /** Takes who waits, whatever the own topics. */
  | On<'pick'>
  | On<'joinOpenly'>
  | On<'leaveOpenly'>
  | { readonly type: 'endPause'; readonly operator: OperatorId }
  /** Admins only; who did it is kept and shown. */
  | { readonly type: 'showPersonFigures'; readonly on: boolean };

/** How one topic stands now and how its day went. `active` counts what is being ended, too. */
export interface TopicFigures {
  readonly topic: TopicId;
  readonly waiting: number;
  readonly offered: number;
  readonly active: number;
  /** Since when the one waits who waits longest. */
  readonly longestSince?: Instant;
  /** Within how many seconds one should be answered. */
  readonly targetS: number;
  /** How many got their first answer today, and how many of those within the target. */
  readonly answered: number;
  readonly inTarget: number;
  /** How many left today before an answer. */
  readonly left: number;
}

/** A consultation that is not over; `since` it waits, or is answered. */
export interface OpenConsultation {
  readonly id: ConsultationId;
  readonly reference: string;
  readonly topic: TopicId;
  readonly mode: Mode;
  readonly state: ConsultationState;
  readonly language: Language;
  readonly since: Instant;
  /** Who answers, or to whom it is offered. */
  readonly operator?: OperatorId;
  /** Who joined it openly. */
  readonly joined: readonly OperatorId[];
}

export interface Figures {
  readonly answered: number;
  readonly inTarget: number;
}

/** An operator; `load` is how much of the budget `most` they have taken: a call usually all. */
export interface BoardPerson {
  readonly id: OperatorId;
  readonly firstName: string;
  readonly lastName: string;
  readonly office: string;
  readonly state: PresenceState;
  readonly reason?: AwayReason;
  readonly since: Instant;
  /** When a pause is expected to end. */
  readonly until?: Instant;
  readonly load: number;
  readonly most: number;
  /** Only while figures per person are switched on. */
  readonly today?: Figures;
}

/** Of an office of five people or more; `office` is empty for those without one. */
export interface OfficeFigures {
  readonly office: string;
  readonly people: number;
  readonly today: Figures;
}

/** Whether figures per person are shown, and who switched them last. */
export interface PersonFigures {
  readonly on: boolean;
  readonly by?: string;
  readonly at?: Instant;
}

/** How the desk stands now and how today went, for a supervisor; nothing of what citizens say. */
export interface BoardView {
  readonly topics: readonly TopicFigures[];
  /** Those waiting first, in the order of service; at most 200. */
  readonly open: readonly OpenConsultation[];
  readonly openInAll: number;
  readonly people: readonly BoardPerson[];
  readonly offices: readonly OfficeFigures[];
  readonly personFigures: PersonFigures;
}
