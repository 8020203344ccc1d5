import type { ConsultationSnapshot } from '@indiretta/connection';
import type { AvailabilityView, ConsultationView, Language, Mode, TopicId } from '@indiretta/protocol';
import type { Locale, w } from '../words/words.ts';
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
  | typeof w.reopen_failed;

/** What is typed before a start or a message that is left. Lives in this page only. */
export interface Form {
  readonly question: string;
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
}

/** A file on its way to the server. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly step:
    | { readonly is: 'underWay'; readonly percent: number }
    | { readonly is: 'failed'; readonly why: 'type' | 'size' | 'network' };
}

/** Topic and question, or, where nobody is there, the message that can be left. */
export interface AskingStage {
  readonly at: 'asking';
  readonly mode: Mode;
  readonly topic: TopicId | undefined;
  readonly form: Form;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
}

/** From the start to the end and 24 h after it. */
export interface ConsultingStage {
  readonly at: 'consulting';
  readonly snapshot: ConsultationSnapshot;
  readonly uploads: readonly Upload[];
  /** A question of ours that waits for yes or no. */
  readonly confirming: 'leave' | 'erase' | undefined;
  /** The place of the "anything else?" that was answered with yes. */
  readonly goesOnAfter: number;
  readonly rating: 'none' | 'sending' | 'sent' | 'failed';
  readonly problem: Problem | undefined;
}

/** Where the visit stands. */
export type Stage =
  /** Which of the offered modes. */
  | { readonly at: 'choosing' }
  | AskingStage
  /** A message was left; the reference is said on the telephone. */
  | { readonly at: 'left'; readonly reference: string }
  | ConsultingStage;

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
