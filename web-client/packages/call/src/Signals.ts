import type { Answer, Clock } from '@indiretta/connection';
import { type PeerId, retryByErrorCode, type SignalBody } from '@indiretta/protocol';

/** How long to wait where the server names no time, in ms. */
const RETRY_AFTER_MS = 500;
/** More than this waits only when nobody takes them any more; then the oldest are of no use. */
const WAITING_MOST = 400;

interface Outgoing {
  readonly to: PeerId;
  readonly signal: SignalBody;
}

/**
 * Sends signals in order. What the server refuses for now is sent again when it allows, and what comes meanwhile waits
 * behind it (P8). What gets no answer is not repeated: the peers' recovery offers again, or the call is joined again.
 */
export class Signals {
  readonly #clock: Clock;
  readonly #request: (to: PeerId, signal: SignalBody) => Promise<Answer<'ping'>>;
  #waiting: Outgoing[] = [];
  #pausing = false;
  #round = 0;
  #callOff: () => void = () => {};

  constructor(clock: Clock, request: (to: PeerId, signal: SignalBody) => Promise<Answer<'ping'>>) {
    this.#clock = clock;
    this.#request = request;
  }

  send(to: PeerId, signal: SignalBody): void {
    if (this.#pausing) {
      this.#waiting.push({ to, signal });
      if (this.#waiting.length > WAITING_MOST) this.#waiting.shift();
      return;
    }
    void this.#try({ to, signal });
  }

  /** Forgets what waits: it was for peers that are gone. */
  clear(): void {
    this.#round += 1;
    this.#pausing = false;
    this.#waiting = [];
    this.#callOff();
  }

  async #try(outgoing: Outgoing): Promise<void> {
    const round = this.#round;
    const answer = await this.#request(outgoing.to, outgoing.signal);
    if (round !== this.#round || answer.type !== 'refused' || !retryByErrorCode[answer.code]) return;
    this.#waiting.push(outgoing);
    if (this.#pausing) return;
    this.#pausing = true;
    this.#callOff = this.#clock.after(answer.retryAfterMs ?? RETRY_AFTER_MS, () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#pausing = false;
      for (const { to, signal } of waiting) this.send(to, signal);
    });
  }
}
