import type { BesideScreens } from '../call/beside.tsx';
import type { Kit } from '../ready/kit.ts';
import type { ConsultingStage } from '../state.ts';
import type { Files } from './Files.ts';
import type { Wire } from './Wire.ts';

/** What the screens from the start on get besides. */
export interface LiveKit extends Kit {
  readonly wire: Pick<
    Wire,
    | 'about'
    | 'discard'
    | 'forget'
    | 'leave'
    | 'ports'
    | 'request'
    | 'retry'
    | 'seen'
    | 'send'
    | 'startOver'
    | 'token'
    | 'turn'
    | 'type'
  >;
  /** Calls and what is said beside them, once their code is here. */
  readonly beside?: BesideScreens | undefined;
  /** Files going and coming; their code comes with the first one. */
  readonly files: () => Promise<Pick<Files, 'send' | 'forget' | 'read' | 'photo' | 'download' | 'transcript'>>;
}

export interface LiveStaged {
  readonly kit: LiveKit;
  readonly stage: ConsultingStage;
}
