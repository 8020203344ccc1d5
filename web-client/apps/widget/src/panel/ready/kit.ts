import type { Instant } from '@indiretta/protocol';
import type { ComponentType } from 'preact';
import type { ReadyWords } from '../../words/words.ts';
import type { Problem, Stage, State } from '../state.ts';
import type { Visit } from '../Visit.ts';

/** What a screen before the start may ask for; it never sees the wire. */
export type Intents = Pick<
  Visit,
  'chooseMode' | 'chooseTopic' | 'close' | 'fill' | 'leaveMessage' | 'retryLoading' | 'setLocale' | 'start'
>;

/** The screens from the start on, once their code is here. */
export interface LiveScreens {
  readonly Consulting: ComponentType<Staged<Extract<Stage, { at: 'consulting' }>>>;
}

/** What every screen gets. */
export interface Kit {
  readonly words: ReadyWords;
  readonly state: State;
  readonly intents: Intents;
  readonly live: LiveScreens | undefined;
  /** `page` fills the window and has no close button. */
  readonly shape: 'window' | 'page';
}

/** A screen that draws one stage. */
export interface Staged<Stage> {
  readonly kit: Kit;
  readonly stage: Stage;
}

/** What went wrong, in words. */
export function problemWords(words: ReadyWords, problem: Problem): string {
  const said: Record<Problem, string> = {
    notNow: words.not_now({}),
    tooMany: words.too_many({}),
    notAccepted: words.not_accepted({}),
    questionMissing: words.question_missing({}),
    reachMissing: words.leave_reach_missing({}),
    linkUsed: words.link_used({}),
    tokenGone: words.token_gone({}),
    reopenFailed: words.reopen_failed({}),
  };
  return said[problem];
}

/** The time of day in the site's zone; with the weekday when `withDay`. */
export function timeOf({ state }: Kit, at: Instant, withDay = false): string {
  const zone = state.site.is === 'here' ? { timeZone: state.site.site.timeZone } : {};
  const tag = state.locale.includes('-') ? state.locale : `${state.locale}-CH`;
  return new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(withDay ? { weekday: 'long' } : {}),
    ...zone,
  }).format(new Date(at));
}
