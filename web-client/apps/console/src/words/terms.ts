import type {
  AwayReason,
  CallRole,
  ConsultationState,
  Language,
  Mode,
  Outcome,
  PresenceState,
  Role,
} from '@indiretta/protocol';
import type { ContactRequest, LocalText } from '../http/types.ts';
import type { PlainWord } from './words.ts';

/** Which word stands for a value of the wire. */
export const outcomeWord: Record<Outcome, PlainWord> = {
  RESOLVED: 'outcome_resolved',
  REFERRED: 'outcome_referred',
  TO_BE_COMPLETED: 'outcome_to_be_completed',
  UNRESOLVED: 'outcome_unresolved',
  NO_REPLY: 'outcome_no_reply',
  ABUSIVE: 'outcome_abusive',
  ENDED_BY_CITIZEN: 'outcome_ended_by_citizen',
  LEFT_WAITING: 'outcome_left_waiting',
};

export const presenceWord: Record<PresenceState, PlainWord> = {
  AVAILABLE: 'presence_available',
  AWAY: 'presence_away',
  ON_CALL: 'presence_on_call',
  OFFLINE: 'presence_offline',
};

export const awayWord: Record<AwayReason, PlainWord> = {
  BREAK: 'away_break',
  LUNCH: 'away_lunch',
  COUNTER: 'away_counter',
  MEETING: 'away_meeting',
  NO_ANSWER: 'away_no_answer',
  OTHER: 'away_other',
};

export const roleWord: Record<Role, PlainWord> = {
  OPERATOR: 'role_operator',
  SUPERVISOR: 'role_supervisor',
  ADMIN: 'role_admin',
};

/** As what somebody is in a call. */
export const callRoleWord: Record<CallRole, PlainWord> = {
  CITIZEN: 'citizen',
  OPERATOR: 'operator',
  COLLEAGUE: 'colleague',
  SUPERVISOR: 'role_supervisor',
  INTERPRETER: 'call_role_interpreter',
  HELPER: 'call_role_helper',
};

export const requestKindWord: Record<ContactRequest['kind'], PlainWord> = {
  QUESTION: 'request_kind_question',
  SUGGESTION: 'request_kind_suggestion',
  REPORT: 'request_kind_report',
  FORWARDED: 'request_kind_forwarded',
};

/** How the mail with an answer stands. */
export const answerMailWord: Record<NonNullable<ContactRequest['answerMail']>, PlainWord> = {
  WAITING: 'request_mail_waiting',
  SENT: 'request_mail_sent',
  GIVEN_UP: 'request_mail_given_up',
};

export const modeWord: Record<Mode, PlainWord> = { SHOW: 'mode_show', TALK: 'mode_talk', WRITE: 'mode_write' };

export const languageWord: Record<Language, PlainWord> = {
  it: 'language_it',
  de: 'language_de',
  fr: 'language_fr',
  en: 'language_en',
};

export const stateWord: Record<ConsultationState, PlainWord> = {
  WAITING: 'state_waiting',
  OFFERED: 'state_offered',
  ACTIVE: 'state_active',
  WRAP_UP: 'state_wrap_up',
  CLOSED: 'state_closed',
  ABANDONED: 'state_abandoned',
  REFUSED: 'state_refused',
};

export const ratingWord: Record<1 | 2 | 3 | 4 | 5, PlainWord> = {
  1: 'rating_1',
  2: 'rating_2',
  3: 'rating_3',
  4: 'rating_4',
  5: 'rating_5',
};

/** The four languages, in the order in which one stands in for another. */
export const languages: readonly Language[] = ['it', 'de', 'fr', 'en'];

/** The text in this language, or in the first one there is; empty when there is none. */
export const textIn = (text: LocalText | undefined, language: Language): string =>
  text?.[language] || languages.map((other) => text?.[other]).find(Boolean) || '';
