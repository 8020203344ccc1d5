import type { Clock } from '@indiretta/connection';

/** How a wait stands is read out at most so often, in ms: somebody who listens is not to hear numbers all the time. */
export const READ_OUT_EVERY_MS = 30_000;

/** Says what changes often at most every 30 s, the latest of it; what is urgent at once. */
export class Announcer {
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #say: (text: string) => void;
  #said = '';
  #next = '';
  #saidAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'now' | 'after'>, say: (text: string) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  tell(text: string, urgent = false): void {
    this.#next = text;
    const leftMs = urgent ? 0 : this.#saidAt + READ_OUT_EVERY_MS - this.#clock.now();
    if (leftMs <= 0) this.#sayNext();
    else this.#callOff ??= this.#clock.after(leftMs, () => this.#sayNext());
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #sayNext(): void {
    this.close();
    if (this.#next === this.#said) return;
    this.#said = this.#next;
    this.#saidAt = this.#clock.now();
    this.#say(this.#said);
  }
}
