import type { LaterWords } from '../../words/later.ts';
import type { ReadyWords } from '../../words/words.ts';
import type { Kit } from '../ready/kit.ts';
import type { Stage } from '../state.ts';
import type { Files } from './Files.ts';
import type { Wire } from './Wire.ts';

export type ConsultingStage = Extract<Stage, { at: 'consulting' }>;

/** What the screens from the start on get besides. */
export interface LiveKit extends Omit<Kit, 'words'> {
  readonly words: ReadyWords & LaterWords;
  readonly wire: Pick<
    Wire,
    | 'confirm'
    | 'discard'
    | 'erase'
    | 'goOnWriting'
    | 'leave'
    | 'rate'
    | 'rateAgain'
    | 'reopen'
    | 'retry'
    | 'seen'
    | 'send'
    | 'startNew'
    | 'type'
  >;
  readonly files: Pick<Files, 'send' | 'forget' | 'read' | 'photo' | 'download' | 'transcript'>;
}

export interface LiveStaged {
  readonly kit: LiveKit;
  readonly stage: ConsultingStage;
}
