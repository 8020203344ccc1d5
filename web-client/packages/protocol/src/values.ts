/** Ids are strings on the wire; the brands keep one kind from being passed for another. */
export type ConsultationId = string & { readonly brand?: 'consultation' };
export type OperatorId = string & { readonly brand?: 'operator' };
export type FileId = string & { readonly brand?: 'file' };
export type TopicId = string & { readonly brand?: 'topic' };
/** One call of a consultation. */
export type CallId = string & { readonly brand?: 'call' };
/** A place in a call, whatever browser sits in it. */
export type MemberId = string & { readonly brand?: 'member' };
/** One browser in a call; who reloads is another peer. */
export type PeerId = string & { readonly brand?: 'peer' };
export type SiteId = string & { readonly brand?: 'site' };
/** The writer's own id of an entry: 1 to 64 letters, digits, `-` or `_` (P3). */
export type ClientMessageId = string & { readonly brand?: 'clientMessage' };

/** An instant in ISO 8601, UTC, with milliseconds. */
export type Instant = string;

export type Language = 'it' | 'de' | 'fr' | 'en';
export type Mode = 'SHOW' | 'TALK' | 'WRITE';
/** As what a guest by link is in a call. */
export type GuestRole = 'INTERPRETER' | 'HELPER';
/** As what somebody is in a call. */
export type CallRole = 'CITIZEN' | 'OPERATOR' | 'COLLEAGUE' | 'SUPERVISOR' | GuestRole;
export type Role = 'OPERATOR' | 'SUPERVISOR' | 'ADMIN';
/** The order of service: lanes in this order, then time. */
export type Lane = 'RETURNED' | 'APPOINTMENT' | 'CASE' | 'NORMAL';
export type ConsultationState = 'WAITING' | 'OFFERED' | 'ACTIVE' | 'WRAP_UP' | 'CLOSED' | 'ABANDONED' | 'REFUSED';
export type PresenceState = 'AVAILABLE' | 'AWAY' | 'ON_CALL' | 'OFFLINE';
/** `NO_ANSWER` is set by the server, after two offers in a row expired. */
export type AwayReason = 'BREAK' | 'LUNCH' | 'COUNTER' | 'MEETING' | 'NO_ANSWER' | 'OTHER';
export type Outcome =
  | 'RESOLVED'
  | 'REFERRED'
  /** The citizen brings what is missing, and comes back with a return code. */
  | 'TO_BE_COMPLETED'
  | 'UNRESOLVED'
  | 'NO_REPLY'
  | 'ABUSIVE'
  | 'ENDED_BY_CITIZEN'
  | 'LEFT_WAITING';

/** Why a sign-in of staff ends: nobody did anything, it is as old as it may get, or somebody ended it. */
export type SignInEnding = (typeof signInEndings)[number];
const signInEndings = ['IDLE', 'AGE', 'ENDED'] as const;
export const isSignInEnding = (value: unknown): value is SignInEnding => signInEndings.includes(value as SignInEnding);

/** Limits of the wire that a screen shows or that a client has to keep. */
export const limits = {
  /** A message, note or question, in UTF-16 units. */
  messageChars: 4000,
  /** What a citizen wants to be called, in UTF-16 units. */
  nameChars: 80,
  /** The comment of a rating, in UTF-16 units. */
  commentChars: 1000,
  /** Origin and path of a portal page, in UTF-16 units. */
  pageChars: 500,
  /** A session description, in UTF-16 units. */
  sdpChars: 32_768,
  /** A candidate, in UTF-16 units. */
  candidateChars: 1024,
  /** A point of a shared picture is told in so many parts of its width and height. */
  pointRange: 10_000,
} as const;
