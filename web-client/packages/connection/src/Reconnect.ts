import type { LinkKind, Random } from './ports.ts';

/** Ceiling of the first wait; half of it on average, so that a restarted server is not met by all at once. */
const FIRST_WAIT_MS = 1_000;
/** Ceiling of the next waits: a server that starts again is back within seconds, and so are all who use it. */
const LONG_WAIT_MS = 6_000;
/** So many tries in vain, 40 s on average and hardly ever less than 20, and it is away for longer. */
const PATIENT_AFTER_LOSSES = 16;
/** Ceiling from then on: the longest somebody waits in vain once the server is back. */
const LONGEST_WAIT_MS = 30_000;
/** Never less, so that a server that accepts and closes is not hammered. */
const SHORTEST_WAIT_MS = 100;
/** After an answer of the server the ceiling is at most 4 s: it is there, and says itself how long it wants nobody. */
const LOSSES_AFTER_AN_ANSWER = 2;
/** A link that held so long was a good one: the next loss starts again with the first wait. */
export const STEADY_AFTER_MS = 10_000;
/** So many WebSockets in a row that never opened, and the fallback is tried: one failure can be chance. */
const FALLBACK_AFTER_FAILURES = 2;

/** Decides when to try again and by which road. Exponential backoff with full jitter; knows no socket and no timer. */
export class Reconnect {
  readonly #random: Random;
  /** Tries since the last steady link. */
  #losses = 0;
  #failedWebSockets = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The road of the next try. */
  get kind(): LinkKind {
    return this.#failedWebSockets >= FALLBACK_AFTER_FAILURES ? 'fallback' : 'webSocket';
  }

  /**
   * How long to wait now, in ms.
   *
   * @param retryAfterMs what the server asked for, where it answered: then the wait is that and some jitter, and does
   *   not grow with each answer, so that everybody is back within 10 s once the server can again
   */
  waitMs(retryAfterMs = 0): number {
    if (retryAfterMs) this.#losses = Math.min(this.#losses, LOSSES_AFTER_AN_ANSWER);
    const ceiling =
      this.#losses < PATIENT_AFTER_LOSSES ? Math.min(LONG_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#losses) : LONGEST_WAIT_MS;
    this.#losses += 1;
    return retryAfterMs + Math.max(SHORTEST_WAIT_MS, Math.round(this.#random() * ceiling));
  }

  /** Stays with the fallback that works; a WebSocket that works forgets its failures. */
  opened(kind: LinkKind): void {
    if (kind === 'webSocket') this.#failedWebSockets = 0;
  }

  /** A fallback that fails too says that there is no network at all: begin again with WebSocket. */
  failedToOpen(kind: LinkKind): void {
    this.#failedWebSockets = kind === 'webSocket' ? this.#failedWebSockets + 1 : 0;
  }

  /** The link held for {@link STEADY_AFTER_MS}. */
  steady(): void {
    this.#losses = 0;
  }

  /** Another network may let WebSocket through, and owes nothing to the waits on the old one. */
  networkChanged(): void {
    this.steady();
    this.#failedWebSockets = 0;
  }
}
