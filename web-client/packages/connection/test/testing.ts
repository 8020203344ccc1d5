import type { Clock, Keep } from '../src/ports.ts';

export * from './FakeServer.ts';

/** Lets every promise that can go on do so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 250; turn += 1) await Promise.resolve();
}

/** Time that moves only when a test says so. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ at: number; call: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.#now + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Runs what is due on the way, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await settled();
      const due = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#now = due.at;
      due.call();
    }
    this.#now = until;
  }
}

/** What a device keeps, without one. */
export class MemoryKeep implements Keep {
  readonly texts = new Map<string, string>();
  get(key: string) {
    return this.texts.get(key);
  }
  set(key: string, value: string) {
    this.texts.set(key, value);
  }
  remove(key: string) {
    this.texts.delete(key);
  }
  keys(prefix: string) {
    return [...this.texts.keys()].filter((key) => key.startsWith(prefix));
  }
}
