import type { ComponentType } from 'preact';
import type { Say } from '../../words/words.ts';
import type * as Calls from '../call/main.tsx';
import type { Parts } from '../Parts.ts';
import type { ConsultingStage, State } from '../state.ts';
import type { Visit } from '../Visit.ts';

/** What a screen before the start may ask for; it never sees the wire. */
export type Intents = Pick<
  Visit,
  | 'chooseMode'
  | 'chooseTopic'
  | 'close'
  | 'fill'
  | 'ports'
  | 'retryLoading'
  | 'setLocale'
  | 'start'
  | 'turn'
  | 'withWire'
>;

/** The screens from the start on, once their code is here. */
export interface LiveScreens {
  readonly Consulting: ComponentType<Staged<ConsultingStage>>;
  /** Brings the code of calls, for who tries microphone and sound before the start; always the same function. */
  readonly calls: () => Promise<Pick<typeof Calls, 'TrialBefore'>>;
}

/** What every screen gets. */
export interface Kit {
  readonly say: Say;
  readonly state: State;
  readonly intents: Intents;
  /** Brings a part that most people never need; see `later`. */
  readonly bring: Parts['bring'];
  readonly live: LiveScreens | undefined;
  /** `page` fills the window and has no close button. */
  readonly shape: 'window' | 'page';
}

/** A screen that draws one stage. */
export interface Staged<Stage> {
  readonly kit: Kit;
  readonly stage: Stage;
}
