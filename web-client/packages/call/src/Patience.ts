import type { Clock } from '@indiretta/connection';

/** A call that is not (re-)established after so long is given up. */
export const RE_ESTABLISH_WITHIN_MS = 30_000;
/** The server gives up those it waits for after the same time; its word comes within this. */
export const SERVER_SAYS_WITHIN_MS = 5_000;

/** Waits for a call to come (back) to life, and says when it waited long enough. */
export class Patience {
  readonly #clock: Clock;
  readonly #onOver: () => void;
  #callOff: (() => void) | undefined;
  #extended = false;

  constructor(clock: Clock, onOver: () => void) {
    this.#clock = clock;
    this.#onOver = onOver;
  }

  /** True: the time runs from the first time on this is said. False: it does not run. */
  needed(needed: boolean): void {
    if (!needed) this.stop();
    else this.#callOff ??= this.#clock.after(RE_ESTABLISH_WITHIN_MS, this.#onOver);
  }

  /** A moment more for the server's own word; false when that was given already. */
  onceMore(): boolean {
    if (this.#extended) return false;
    this.#extended = true;
    this.#callOff = this.#clock.after(SERVER_SAYS_WITHIN_MS, this.#onOver);
    return true;
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#extended = false;
  }
}
