import type { Clock } from '@indiretta/connection';
import type { Attention } from './Attention.ts';
import type { Seat } from './Seat.ts';

/** So often a call's quality is reported: what a crash leaves unsaid is not longer than this. */
export const REPORT_EVERY_MS = 15_000;

/** Tells the server how good the call is and how long it took to set up. */
export class Reports {
  readonly #clock: Clock;
  readonly #attention: Attention;
  readonly #seat: Seat;
  #begunAt: number | undefined;
  #setUpMs: number | undefined;
  #callOff: () => void = () => {};

  constructor(clock: Clock, attention: Attention, seat: Seat) {
    this.#clock = clock;
    this.#attention = attention;
    this.#seat = seat;
  }

  /** The seat is being asked for; only the first time counts. */
  begin(): void {
    this.#begunAt ??= this.#clock.now();
  }

  /** The first media came through; only the first time counts. */
  connected(): void {
    if (this.#begunAt === undefined || this.#setUpMs !== undefined) return;
    this.#setUpMs = Math.round(this.#clock.now() - this.#begunAt);
    this.#later();
  }

  say(): void {
    const { summary } = this.#attention;
    if (summary && this.#setUpMs !== undefined) this.#seat.report(summary, this.#setUpMs);
  }

  stop(): void {
    this.#callOff();
    this.#begunAt = undefined;
    this.#setUpMs = undefined;
  }

  #later(): void {
    this.#callOff = this.#clock.after(REPORT_EVERY_MS, () => {
      this.say();
      this.#later();
    });
  }
}
