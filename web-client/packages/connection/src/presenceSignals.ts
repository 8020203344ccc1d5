import type { Done, Refused } from '@indiretta/protocol';
import type { Clock } from './ports.ts';
import type { Unanswered } from './Requests.ts';

/** "Is writing" fades after so long without news; its stop may have been lost. */
export const TYPING_FADES_AFTER_MS = 6_000;
/** Said again so often while a person types, well before it fades. */
const TYPING_SAID_EVERY_MS = 4_000;
/** A person who paused so long has stopped typing. */
const TYPING_STOPS_AFTER_MS = 5_000;

/** Turns key presses into few "is writing" and "stopped". */
export class TypingSignal {
  readonly #clock: Clock;
  readonly #say: (typing: boolean) => void;
  #saidAt: number | undefined;
  #callOff: () => void = () => {};

  constructor(clock: Clock, say: (typing: boolean) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  typed(): void {
    const now = this.#clock.now();
    if (this.#saidAt === undefined || now - this.#saidAt >= TYPING_SAID_EVERY_MS) {
      this.#saidAt = now;
      this.#say(true);
    }
    this.#callOff();
    this.#callOff = this.#clock.after(TYPING_STOPS_AFTER_MS, () => {
      this.#saidAt = undefined;
      this.#say(false);
    });
  }

  /** The message itself says that typing stopped. */
  sent(): void {
    this.lost();
  }

  /** Nobody is told any more. */
  lost(): void {
    this.#saidAt = undefined;
    this.#callOff();
  }
}

/** How far this person has read, said once per step and again after a lost link. */
export class ReadMark {
  readonly #say: (seq: number) => Promise<Done | Refused | Unanswered>;
  #wanted = 0;
  #said = 0;
  #saying = false;

  constructor(say: (seq: number) => Promise<Done | Refused | Unanswered>) {
    this.#say = say;
  }

  mark(seq: number): void {
    this.#wanted = Math.max(this.#wanted, seq);
    void this.#go();
  }

  sayAgain(): void {
    void this.#go();
  }

  async #go(): Promise<void> {
    if (this.#saying || this.#wanted <= this.#said) return;
    this.#saying = true;
    const seq = this.#wanted;
    const answer = await this.#say(seq);
    this.#saying = false;
    if (answer.type !== 'unanswered') this.#said = seq;
    if (answer.type === 'done') await this.#go();
  }
}
