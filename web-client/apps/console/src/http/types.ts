import type {
  ConsultationId,
  ConsultationState,
  Entry,
  FileId,
  Instant,
  Language,
  Mode,
  OperatorId,
  Outcome,
  Role,
  SiteId,
  TopicId,
} from '@indiretta/protocol';

/* The bodies of `openapi.yaml` that the console uses; names as there. */

export type LocalText = Partial<Record<Language, string>>;
export type Right = 'ARCHIVE';
export type Level = 1 | 2 | 3;

export interface Me {
  readonly id: OperatorId;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly office: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly languages: readonly Language[];
  /** There is one, at `/operators/{id}/photo`. */
  readonly photo: boolean;
  readonly showPhoto: boolean;
  readonly preferences: Preferences;
  readonly onCall: readonly OnCallHours[];
  readonly secondFactor: boolean;
}

/** `key`: what a browser subscribes with. */
export interface PushSubscriptions {
  readonly key: string;
  readonly browsers: readonly { readonly id: string; readonly endpoint: string; readonly createdAt: Instant }[];
}

/** `day` 1 is Monday; `from` and `to` as `08:00` in the site's zone. */
export interface OnCallHours {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

export interface Preferences {
  readonly language: Language;
  readonly sound: boolean;
  readonly notifications: boolean;
  readonly singleKeys: boolean;
}

export interface LinkLook {
  readonly purpose: 'SET_UP' | 'INVITATION';
  readonly expiresAt: Instant;
  readonly email?: string;
  readonly firstName?: string;
  readonly language?: Language;
}

export interface NewSecondFactor {
  readonly uri: string;
  readonly key: string;
  readonly qr: { readonly size: number; readonly path: string };
}

export interface Group {
  readonly id: string;
  readonly site: SiteId;
  readonly position: number;
  readonly name: LocalText;
}

export interface Topic {
  readonly id: TopicId;
  readonly site: SiteId;
  readonly group: string;
  readonly position: number;
  readonly name: LocalText;
  readonly ready: LocalText;
  readonly link: LocalText;
  readonly modes: readonly Mode[];
  readonly frontDesk: boolean;
  readonly enabled: boolean;
  /** Absent when it is written: as the server's default. */
  readonly service?: TopicService;
}

/** How a topic is served; times in seconds. */
export interface TopicService {
  /** So long only level 1 is asked, 0 to 3600. */
  readonly widenAfterS: number;
  /** Then level 3 too, and who serves the overflow topic; widenAfterS to 3600. */
  readonly overflowAfterS: number;
  /** Absent: none. */
  readonly overflow?: TopicId;
  /** 1 to 1000. */
  readonly maxWaiting: number;
  /** Within this the city wants to answer, 1 to 3600. */
  readonly targetS: number;
  readonly onCallOpens: boolean;
  readonly requestsAlways: boolean;
  /** Empty: none. */
  readonly officeEmail: string;
}

/** One thing that a configuration file changes; `id` of the topic, group or site. */
export interface ConfigurationChange {
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  readonly what: 'GROUP' | 'TOPIC' | 'COMPETENCE' | 'CALENDAR';
  readonly id: string;
  readonly detail?: string;
}

/** What a configuration file changed, or would; with one error nothing changes. */
export interface ConfigurationOutcome {
  readonly applied: boolean;
  readonly changes: readonly ConfigurationChange[];
  readonly errors: readonly { readonly line: number; readonly path: string; readonly message: string }[];
}

export interface CannedReplyFields {
  readonly site: SiteId;
  /** Absent: for all topics. */
  readonly topic?: TopicId;
  readonly shortcut: string;
  readonly text: LocalText;
}
export interface CannedReply extends CannedReplyFields {
  readonly id: string;
}

export interface Person {
  readonly id: OperatorId;
  readonly firstName: string;
  readonly lastName: string;
  readonly office: string;
  readonly enabled: boolean;
}

/** What the console needs at its start. */
export interface ConsoleData {
  readonly sites: readonly {
    readonly id: SiteId;
    readonly name: LocalText;
    readonly languages: readonly Language[];
    readonly timeZone: string;
  }[];
  readonly groups: readonly Group[];
  readonly topics: readonly Topic[];
  /** The own competences. */
  readonly levels: Readonly<Record<TopicId, Level>>;
  readonly cannedReplies: readonly CannedReply[];
  readonly operators: readonly Person[];
}

export interface ContactRequest {
  readonly id: string;
  readonly reference: string;
  readonly site: SiteId;
  readonly topic: TopicId;
  readonly kind: 'QUESTION' | 'SUGGESTION' | 'REPORT' | 'FORWARDED';
  readonly language: Language;
  readonly name?: string;
  readonly email?: string;
  readonly telephone?: string;
  /** Empty when all of it stands in `written`. */
  readonly text: string;
  /** What the citizen had written in the consultation it came from. */
  readonly written?: string;
  /** Who passed it on; its transcript can be read. */
  readonly forwardedBy?: OperatorId;
  readonly files: readonly StoredFile[];
  readonly state: 'OPEN' | 'TAKEN' | 'DONE';
  readonly operator?: OperatorId;
  readonly createdAt: Instant;
  readonly dueAt: Instant;
  readonly doneAt?: Instant;
  readonly answer?: string;
  readonly answerMail?: 'WAITING' | 'SENT' | 'GIVEN_UP';
  readonly note?: string;
}

export interface ContactRequests {
  readonly contactRequests: readonly ContactRequest[];
  /** Whether this server sends mail. */
  readonly mail: boolean;
}

/** A task for a topic's office, with which a consultation ends. */
export interface Forward {
  readonly topic: TopicId;
  readonly text: string;
  readonly dueAt: Instant;
  readonly name?: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly consent: boolean;
}

export interface StoredFile {
  readonly id: FileId;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

export interface PastConsultation {
  readonly id: ConsultationId;
  readonly reference: string;
  readonly topic: TopicId;
  readonly mode: Mode;
  readonly state: Extract<ConsultationState, 'CLOSED' | 'ABANDONED' | 'REFUSED'>;
  readonly language: Language;
  readonly name?: string;
  readonly operator?: OperatorId;
  readonly startedAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly outcome?: Outcome;
  readonly rating?: 1 | 2 | 3 | 4 | 5;
  readonly comment?: string;
  readonly entries: number;
  readonly erasedAt?: Instant;
}

export interface ArchivePage {
  readonly consultations: readonly PastConsultation[];
  readonly next?: string;
}

export interface OpenedConsultation {
  readonly consultation: PastConsultation;
  readonly entries: readonly Entry[];
}

/** Why it was offered to somebody, or to nobody (RT8). */
export interface Choice {
  readonly at: Instant;
  /** Absent when nobody could be asked. */
  readonly operator?: OperatorId;
  readonly waitedS: number;
  readonly decided:
    | 'NOBODY'
    | 'ONLY_ONE'
    | 'SAME_LANGUAGE'
    | 'LOWEST_LOAD'
    | 'LONGEST_IDLE'
    | 'NEAREST_LEVEL'
    | 'SMALLEST_ID';
  /** Who could be asked, in the order of choice. */
  readonly eligible: readonly OperatorId[];
  readonly refused: Partial<Record<ChoiceRefusal, readonly OperatorId[]>>;
  /** How many are not named. */
  readonly more: number;
  readonly ending?: 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN';
}
export type ChoiceRefusal =
  | 'DISABLED'
  | 'NOT_AVAILABLE'
  | 'NOT_LINKED'
  | 'NOT_YET'
  | 'WRAPPING_UP'
  | 'PAUSED'
  | 'ASKED_ALREADY'
  | 'FULL'
  | 'KEPT'
  | 'ASKED_BEFORE';
export interface Choices {
  readonly choices: readonly Choice[];
  readonly people: readonly Pick<Person, 'id' | 'firstName' | 'lastName'>[];
}

export interface OperatorFields {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly office: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly languages: readonly Language[];
  /** The budget of weights, 1 to 20. */
  readonly maxWrite: number;
  /** What a consultation takes of it; a mode without a weight takes all. Absent: WRITE 1. */
  readonly weights?: Partial<Record<Mode, number>>;
  /** Offers are accepted for them; absent: no. */
  readonly autoAccept?: boolean;
  /** How long after a consultation nothing is offered, in s, 0 to 900; absent: 0. */
  readonly wrapUpS?: number;
}
export interface Operator extends OperatorFields {
  readonly id: OperatorId;
  readonly enabled: boolean;
  /** False while the invitation is not used. */
  readonly passwordSet: boolean;
  readonly secondFactor: boolean;
}

export interface Invitation {
  readonly link: string;
  readonly expiresAt: Instant;
}

export interface Competence {
  readonly operator: OperatorId;
  readonly topic: TopicId;
  readonly level: Level;
}

export type Weekday = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY';

/** A part of a day on the clock of the site; `to` is not included. */
export interface CalendarInterval {
  readonly from: string;
  readonly to: string;
  readonly byAppointment?: boolean;
}
export type CalendarWeek = Partial<Record<Weekday, readonly CalendarInterval[]>>;

export interface CalendarException {
  readonly topic?: TopicId;
  readonly mode?: Mode;
  readonly week?: CalendarWeek;
  readonly startUntil?: string;
  readonly frontDeskOtherwise?: boolean;
}
export interface DifferentDay {
  readonly date: string;
  readonly until?: string;
  readonly yearly?: boolean;
  readonly hours: readonly CalendarInterval[];
  readonly text: LocalText;
}
export interface AddedHoliday {
  readonly date: string;
  readonly yearly?: boolean;
  readonly name: LocalText;
}
export interface HolidayRules {
  readonly place?: string;
  readonly removed: readonly string[];
  readonly added: readonly AddedHoliday[];
}
export interface CalendarClosure {
  readonly from: Instant;
  readonly until?: Instant;
  readonly topic?: TopicId;
  readonly text: LocalText;
}
/** When a site is open; without a week day and night. */
export interface SiteCalendar {
  readonly site: SiteId;
  readonly week?: CalendarWeek;
  readonly exceptions: readonly CalendarException[];
  readonly dates: readonly DifferentDay[];
  readonly holidays: HolidayRules;
  readonly closures: readonly CalendarClosure[];
}
export interface DayPlan {
  readonly date: string;
  readonly why: 'ALWAYS' | 'WEEK' | 'YEARLY_DATE' | 'HOLIDAY' | 'DATE';
  readonly text?: LocalText;
  readonly hours: readonly CalendarInterval[];
  readonly exceptions: readonly (Omit<CalendarException, 'week'> & { readonly hours: readonly CalendarInterval[] })[];
  readonly closures: readonly CalendarClosure[];
}
export interface Holidays {
  readonly year: number;
  readonly place?: string;
  readonly holidays: readonly { readonly date: string; readonly key: string; readonly name: LocalText }[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
}

export interface SiteSettings {
  readonly id: SiteId;
  readonly name: LocalText;
  readonly origins: readonly string[];
  readonly languages: readonly Language[];
  readonly timeZone: string;
  readonly channels: {
    readonly telephone?: string;
    readonly telephoneHours?: LocalText;
    readonly email?: string;
    readonly desks: readonly { readonly name: LocalText; readonly address: string; readonly hours?: LocalText }[];
  };
  readonly emergency: readonly { readonly number: string; readonly name: LocalText }[];
  readonly privacy: { readonly text: LocalText; readonly link: LocalText };
  readonly retentionDays: number;
  readonly fileRetentionDays: number;
}
