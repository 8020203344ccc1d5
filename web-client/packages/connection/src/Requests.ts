import type { Ask, Refused, Reply, ReplyTo } from '@indiretta/protocol';
import type { Clock } from './ports.ts';

/** No reply came; whether the server did it is not known. A write is sent again with the same client message id (P3). */
export interface Unanswered {
  readonly type: 'unanswered';
  /** `OFFLINE`: it was not even sent. */
  readonly why: 'OFFLINE' | 'LOST' | 'TIMEOUT' | 'NOT_UNDERSTOOD';
}

/** What became of a command: a value in every case, a promise of it never rejects. */
export type Answer<T extends Ask['type']> = ReplyTo<T> | Refused | Unanswered;

/** A server that has not answered after so long is asked again rather than waited for. */
export const ANSWER_WITHIN_MS = 10_000;

/** The commands of one link that wait for their reply. */
export class Requests {
  readonly #clock: Clock;
  readonly #open = new Map<string, (answer: Reply | Unanswered) => void>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  send<A extends Ask>(ask: A, write: (text: string) => void): Promise<Answer<A['type']>> {
    this.#count += 1;
    const id = this.#count.toString(36);
    return new Promise((resolve) => {
      const settle = (answer: Reply | Unanswered) => {
        callOff();
        this.#open.delete(id);
        // A reply carries the id of one command and the server answers each with its own type (W3).
        resolve(answer as Answer<A['type']>);
      };
      const callOff = this.#clock.after(ANSWER_WITHIN_MS, () => settle({ type: 'unanswered', why: 'TIMEOUT' }));
      this.#open.set(id, settle);
      write(JSON.stringify({ ...ask, id }));
    });
  }

  /** False when nobody waits for it any more. */
  answered(id: string, answer: Reply | Unanswered): boolean {
    const settle = this.#open.get(id);
    settle?.(answer);
    return settle !== undefined;
  }

  /** The link is gone: nothing that was open is answered any more. */
  lost(): void {
    for (const settle of [...this.#open.values()]) settle({ type: 'unanswered', why: 'LOST' });
  }
}
