import type { ConsultationSnapshot } from '@indiretta/connection';
import type { AvailabilityView, ConsultationView, Instant, Language, Mode, TopicId } from '@indiretta/protocol';
import type { Locale, w } from '../words/words.ts';
import type { RequestDraft } from './request/RequestDraft.ts';
import type { Site } from './site.ts';

/** What went wrong, as a person can act on it: the words that say it. */
export type Problem =
  | typeof w.not_now
  | typeof w.too_many
  | typeof w.not_accepted
  | typeof w.question_missing
  | typeof w.leave_reach_missing
  | typeof w.leave_reach_wrong
  | typeof w.link_used
  | typeof w.token_gone
  | typeof w.closed_now
  | typeof w.full_now
  | typeof w.code_wrong
  | typeof w.code_missing
  | typeof w.reopen_failed;

/** What is typed before a start. Lives in this page only. */
export interface Form {
  readonly question: string;
  readonly name: string;
}

/** A file on its way to the server. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly step:
    | { readonly is: 'underWay'; readonly percent: number }
    | { readonly is: 'failed'; readonly why: 'type' | 'size' | 'network' };
}

/** Topic and question, or, where nobody is there, the contact request. */
export interface AskingStage {
  readonly at: 'asking';
  readonly mode: Mode;
  readonly topic: TopicId | undefined;
  readonly form: Form;
  /** A contact request is wanted although somebody is there. */
  readonly instead?: boolean;
  /** What a contact request has besides the form. */
  readonly request?: Partial<RequestDraft>;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
}

/** A code that staff gave: on the telephone, or to come back with. */
export interface CodeStage {
  readonly at: 'code';
  readonly mode: Mode;
  readonly code: string;
  readonly question: string;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
}

/** A contact request was left; the reference is said on the telephone. */
export interface LeftStage {
  readonly at: 'left';
  readonly reference: string;
  /** Opens the page that shows how it stands; absent: there is none. */
  readonly secret?: string | undefined;
  /** By when it is answered; absent: not known. */
  readonly dueAt?: Instant | undefined;
  /** The link also goes out by e-mail. */
  readonly isMailed: boolean;
  /** Names of files that did not get there. */
  readonly missing: readonly string[];
}

/** What a person is asked in the place of the field to write in. */
export type Confirming = 'leave' | 'erase' | 'topic' | 'callBack' | 'code' | 'request';

/** From the start to the end and 24 h after it. */
export interface ConsultingStage {
  readonly at: 'consulting';
  readonly snapshot: ConsultationSnapshot;
  readonly uploads: readonly Upload[];
  /** A question of ours that waits for an answer. */
  readonly confirming: Confirming | undefined;
  /** A contact request that is typed instead of waiting; sent (`requesting`), and what came of it. */
  readonly request?: Partial<RequestDraft> | undefined;
  readonly requesting?: boolean;
  readonly requested?: Omit<LeftStage, 'at'>;
  /** The place of the "anything else?" that was answered with yes. */
  readonly goesOnAfter: number;
  readonly rating: 'none' | 'sending' | 'sent' | 'failed';
  readonly problem: Problem | undefined;
}

/** Where the visit stands. */
export type Stage =
  /** Which of the offered modes. */
  { readonly at: 'choosing' } | AskingStage | CodeStage | LeftStage | ConsultingStage;

/** The link to the server as a person needs to know it; `reload`: the panel is older than the server. */
export type LinkState = 'good' | 'reconnecting' | 'offline' | 'reload';

export interface State {
  readonly open: boolean;
  readonly locale: Locale;
  readonly site: Site | 'loading' | 'failed';
  /** The modes this panel can serve. */
  readonly served: readonly Mode[];
  readonly availability: AvailabilityView | undefined;
  readonly link: LinkState;
  /** A consultation is kept on this device and its first answer has not come. */
  readonly returning: boolean;
  /** What the page asked for; used once the site is known. */
  readonly wish: { readonly mode?: Mode | undefined; readonly topic?: TopicId | undefined };
  /** Why an earlier consultation cannot be shown. */
  readonly notice: Problem | undefined;
  readonly stage: Stage;
}

export const firstState = (locale: Locale, served: readonly Mode[]): State => ({
  open: false,
  locale,
  site: 'loading',
  served,
  availability: undefined,
  link: 'good',
  returning: false,
  wish: {},
  notice: undefined,
  stage: { at: 'choosing' },
});

/** The site, once it is there. */
export const siteOf = ({ site }: State): Site | undefined => (typeof site === 'object' ? site : undefined);

/** The wire's language of a catalogue. */
export const languageOf = (locale: Locale): Language => locale.slice(0, 2) as Language;

/** Nothing more can be written into it. */
export const isOver = (view: ConsultationView | undefined): boolean =>
  view?.state === 'CLOSED' || view?.state === 'ABANDONED' || view?.state === 'REFUSED';

/** Before an operator answered, or after one was lost. */
export const isWaiting = (view: ConsultationView | undefined): boolean =>
  view?.state === 'WAITING' || view?.state === 'OFFERED';
