import type { Clock } from '@indiretta/connection';

/** A short interruption heals by itself; after so long the way is looked for again. */
export const RESTART_AFTER_MS = 2_000;
/** A restart that brought nothing is repeated after so long. */
export const RESTART_AGAIN_AFTER_MS = 5_000;

/** How the media of one peer gets through, in one word. */
export type LinkState = 'connecting' | 'connected' | 'interrupted';

export interface RecoveryPorts {
  readonly clock: Clock;
  /** Looks for a way again (ICE restart, RFC 8445, section 9). */
  readonly restart: () => void;
  readonly onChange: (state: LinkState) => void;
}

/**
 * Decides when a link looks for a new way: at once when it failed or the network changed, after a moment when it is
 * interrupted, and again as long as that brought nothing. When to give up is decided by the call.
 */
export class Recovery {
  readonly #ports: RecoveryPorts;
  #state: LinkState = 'connecting';
  #callOff: () => void = () => {};
  #paused = false;
  #closed = false;

  constructor(ports: RecoveryPorts) {
    this.#ports = ports;
    this.#restartAfter(RESTART_AGAIN_AFTER_MS);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** What the browser says of the connection. */
  connectionIs(state: RTCPeerConnectionState): void {
    if (this.#closed) return;
    if (state === 'connected') {
      this.#callOff();
      this.#become('connected');
    } else if (state === 'failed') {
      this.#interrupted();
      this.#restartAfter(0);
    } else if (state === 'disconnected') {
      this.#interrupted();
      this.#restartAfter(RESTART_AFTER_MS);
    }
  }

  /** The device has another network: what worked need not work any more. */
  networkChanged(): void {
    if (!this.#closed) this.#restartAfter(0);
  }

  /** The other side cannot be reached by signals (true) or can again (false): restarts wait meanwhile. */
  pause(paused: boolean): void {
    this.#paused = paused;
  }

  close(): void {
    this.#closed = true;
    this.#callOff();
  }

  #interrupted(): void {
    if (this.#state === 'connected') this.#become('interrupted');
  }

  #restartAfter(ms: number): void {
    this.#callOff();
    this.#callOff = this.#ports.clock.after(ms, () => {
      if (!this.#paused) this.#ports.restart();
      if (this.#state === 'connected') return;
      this.#restartAfter(RESTART_AGAIN_AFTER_MS);
    });
  }

  #become(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#ports.onChange(state);
  }
}
