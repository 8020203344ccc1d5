import type { Clock } from './ports.ts';

/** The longest between two pings whatever the server asks: with the answer's 8 s a half-open link is found within 25 s. */
const LONGEST_PAUSE_MS = 15_000;
/** A ping unanswered so long, with nothing else heard, and the link is dead. */
const ANSWER_WITHIN_MS = 8_000;
/** The same right after a wake: a person is looking at the screen, and most dead links are found here. */
const ANSWER_AFTER_WAKE_MS = 3_000;

interface Wiring {
  readonly clock: Clock;
  /** Sends a ping; what comes back reaches {@link Heartbeat.heard}. */
  readonly ping: () => void;
  /** The link is half open; said once. */
  readonly onDead: () => void;
}

/** Finds out that a link is dead though nobody closed it. One per link. */
export class Heartbeat {
  readonly #wiring: Wiring;
  readonly #pauseMs: number;
  #callOff: () => void = () => {};
  #stopped = false;
  #dueAt: number | undefined;

  constructor(wiring: Wiring, pingEveryMs: number) {
    this.#wiring = wiring;
    this.#pauseMs = Math.min(pingEveryMs, LONGEST_PAUSE_MS);
    this.#pause();
  }

  /** Anything received proves the link. */
  heard(): void {
    if (this.#stopped || this.#dueAt === undefined) return;
    this.#dueAt = undefined;
    this.#pause();
  }

  /** Asks at once, whatever is under way: timers may have slept. */
  checkNow(): void {
    this.#ask(ANSWER_AFTER_WAKE_MS);
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
  }

  #pause(): void {
    this.#callOff();
    this.#callOff = this.#wiring.clock.after(this.#pauseMs, () => this.#ask(ANSWER_WITHIN_MS));
  }

  #ask(withinMs: number): void {
    if (this.#stopped) return;
    const now = this.#wiring.clock.now();
    this.#dueAt = Math.min(this.#dueAt ?? Number.POSITIVE_INFINITY, now + withinMs);
    this.#wiring.ping();
    this.#callOff();
    this.#callOff = this.#wiring.clock.after(this.#dueAt - now, () => {
      this.stop();
      this.#wiring.onDead();
    });
  }
}
