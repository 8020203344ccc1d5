import {
  browserClock,
  browserKeep,
  type Clock,
  type Connection,
  type Keep,
  type LiveConsultation,
} from '@indiretta/connection';
import type { Author, MemberId } from '@indiretta/protocol';
import { browserCapturing, type Capturing } from './Capturing.ts';
import { browserPlayer, type Player } from './Sound.ts';

/** What a call needs of this browser; {@link browserParts} are the real ones. */
export interface BrowserParts {
  readonly clock: Clock;
  /** The time of day in ms, as far as this device knows it. */
  readonly timeOfDay: () => number;
  /** Kept over a reload, for this tab only. */
  readonly keep: Keep;
  readonly capturing: Capturing;
  readonly newPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly newPlayer: (track: MediaStreamTrack) => Player;
  /** Tells when the device has another network, until the answer is called. */
  readonly watchNetwork: (call: () => void) => () => void;
}

/** What a call is about. */
export interface CallPorts extends BrowserParts {
  readonly connection: Pick<Connection, 'state' | 'onState' | 'onPush' | 'request'>;
  readonly consultation: Pick<LiveConsultation, 'id' | 'snapshot' | 'onChange'>;
  /** How the server names this person as an author; for staff with the operator's id. */
  readonly self: Author;
  /** This person's place in the call, where the author alone does not tell it: two guests may have one name. */
  readonly member?: () => MemberId | undefined;
}

/** The browser this runs in. */
export const browserParts = (): BrowserParts => ({
  clock: browserClock,
  timeOfDay: () => Date.now(),
  keep: browserKeep('indiretta:', () => sessionStorage),
  capturing: browserCapturing(window),
  newPeerConnection: (configuration) => new RTCPeerConnection(configuration),
  newPlayer: browserPlayer,
  watchNetwork: watchBrowserNetwork,
});

/** `navigator.connection` (Network Information) stands in Chromium only; `online` everywhere. */
export function watchBrowserNetwork(call: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  addEventListener('online', call, { signal });
  const { connection } = navigator as Navigator & { readonly connection?: EventTarget };
  connection?.addEventListener('change', call, { signal });
  return () => ended.abort();
}
