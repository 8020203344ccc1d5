import type { GuestWords } from '../words/guest.ts';
import type { TalkWords } from '../words/talk.ts';
import type { Say } from '../words/words.ts';
import type { GuestState, GuestVisit } from './GuestVisit.ts';

/** What every screen of a guest gets. */
export interface GuestKit {
  readonly words: GuestWords;
  readonly talk: TalkWords;
  /** The words of the conversation, the same as the citizen's. */
  readonly say: Say;
  readonly state: GuestState;
  readonly intents: Pick<GuestVisit, 'join' | 'look' | 'setLocale'>;
}
