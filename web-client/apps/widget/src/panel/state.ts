import type { ConsultationSnapshot } from '@indiretta/connection';
import type { AvailabilityView, ConsultationView, Language, Mode, TopicId } from '@indiretta/protocol';
import type { Locale } from '../words/words.ts';
import type { Site } from './site.ts';

/** What went wrong, as a person can act on it; the words stand in the catalogues. */
export type Problem =
  | 'notNow'
  | 'tooMany'
  | 'notAccepted'
  | 'questionMissing'
  | 'reachMissing'
  | 'linkUsed'
  | 'tokenGone'
  | 'reopenFailed';

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

/** Where the visit stands. */
export type Stage =
  /** Which of the offered modes. */
  | { readonly at: 'choosing' }
  /** Topic and question, or, where nobody is there, the message that can be left. */
  | {
      readonly at: 'asking';
      readonly mode: Mode;
      readonly topic: TopicId | undefined;
      readonly form: Form;
      readonly sending: boolean;
      readonly problem: Problem | undefined;
    }
  /** A message was left; the reference is said on the telephone. */
  | { readonly at: 'left'; readonly reference: string }
  /** From the start to the end and 24 h after it. */
  | {
      readonly at: 'consulting';
      readonly snapshot: ConsultationSnapshot;
      readonly uploads: readonly Upload[];
      /** A question of ours that waits for yes or no. */
      readonly confirming: 'leave' | 'erase' | undefined;
      /** The place of the "anything else?" that was answered with yes. */
      readonly goesOnAfter: number;
      readonly rating: 'none' | 'sending' | 'sent' | 'failed';
      readonly problem: Problem | undefined;
    };

/** The link to the server as a person needs to know it. */
export type LinkState = 'good' | 'reconnecting' | 'offline' | 'reload';

export interface State {
  readonly open: boolean;
  readonly locale: Locale;
  readonly site: { readonly is: 'loading' } | { readonly is: 'failed' } | { readonly is: 'here'; readonly site: Site };
  /** The modes this panel can serve. */
  readonly served: readonly Mode[];
  readonly availability: AvailabilityView | undefined;
  readonly link: LinkState;
  /** A consultation is kept on this device and its first answer has not come. */
  readonly returning: boolean;
  /** What the page asked for; used once the site is known. */
  readonly wish: { readonly mode: Mode | undefined; readonly topic: TopicId | undefined };
  /** Why an earlier consultation cannot be shown. */
  readonly notice: Problem | undefined;
  readonly stage: Stage;
}

/** What happens; the only way the state changes. */
export type Happening =
  | { readonly type: 'opened'; readonly mode: Mode | undefined; readonly topic: TopicId | undefined }
  | { readonly type: 'closed' }
  | { readonly type: 'localeChosen'; readonly locale: Locale }
  | { readonly type: 'siteAsked' }
  | { readonly type: 'siteCame'; readonly site: Site }
  | { readonly type: 'siteFailed' }
  | { readonly type: 'availabilityCame'; readonly availability: AvailabilityView }
  | { readonly type: 'linkChanged'; readonly link: LinkState }
  | { readonly type: 'returning' }
  | { readonly type: 'modeChosen'; readonly mode: Mode }
  | { readonly type: 'topicChosen'; readonly topic: TopicId | undefined }
  | { readonly type: 'typed'; readonly field: keyof Form; readonly text: string }
  | { readonly type: 'sent' }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'messageLeft'; readonly reference: string }
  | { readonly type: 'followed'; readonly snapshot: ConsultationSnapshot }
  | { readonly type: 'confirmAsked'; readonly what: 'leave' | 'erase' | undefined }
  | { readonly type: 'goesOn'; readonly seq: number }
  | { readonly type: 'uploadChanged'; readonly upload: Upload }
  | { readonly type: 'uploadEnded'; readonly key: number }
  | { readonly type: 'rating'; readonly step: 'none' | 'sending' | 'sent' | 'failed' }
  /** Nothing is followed any more: erased, gone, or a new question. */
  | { readonly type: 'startedOver'; readonly notice: Problem | undefined };

export const emptyForm: Form = { question: '', name: '', email: '', telephone: '' };

export const firstState = (locale: Locale, served: readonly Mode[]): State => ({
  open: false,
  locale,
  site: { is: 'loading' },
  served,
  availability: undefined,
  link: 'good',
  returning: false,
  wish: { mode: undefined, topic: undefined },
  notice: undefined,
  stage: { at: 'choosing' },
});

/** The wire's language of a catalogue. */
export const languageOf = (locale: Locale): Language => locale.slice(0, 2) as Language;

/** Nothing more can be written into it. */
export const isOver = (view: ConsultationView | undefined): boolean =>
  view?.state === 'CLOSED' || view?.state === 'ABANDONED' || view?.state === 'REFUSED';

/** Before an operator answered, or after one was lost. */
export const isWaiting = (view: ConsultationView | undefined): boolean =>
  view?.state === 'WAITING' || view?.state === 'OFFERED';

/** How many entries of others came that this person has not seen; `seen` is what this page showed already. */
export function unreadIn({ entries, view }: ConsultationSnapshot, seen = 0): number {
  const read = Math.max(seen, view?.readByCitizen ?? 0);
  return entries.filter(({ seq, author, body }) => seq > read && author.kind === 'OPERATOR' && body.type !== 'withheld')
    .length;
}
