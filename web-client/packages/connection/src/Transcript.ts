import type { Entry } from '@indiretta/protocol';

/** The entries of one consultation as they came, in order and each once (P2). Knows no connection. */
export class Transcript {
  #entries: readonly Entry[] = [];
  /** Pushed before the ones between were there; taken in as soon as they are. */
  readonly #early = new Map<number, Entry>();

  /** From `seq` 1 without a hole; a new array after every change. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get lastSeq(): number {
    return this.#entries.length;
  }

  /** Whether entries are missing before one that is known. */
  get hasGap(): boolean {
    return this.#early.size > 0;
  }

  /** Takes an entry in any order, any number of times. */
  add(entry: Entry): void {
    if (entry.seq <= this.lastSeq) return;
    this.#early.set(entry.seq, entry);
    this.#takeEarly();
  }

  /** Forgets what the entry said. */
  erase(seq: number): void {
    const erased = (entry: Entry): Entry => ({ ...entry, body: { type: 'erased' } });
    const early = this.#early.get(seq);
    if (early) this.#early.set(seq, erased(early));
    if (seq <= this.lastSeq) this.#entries = this.#entries.map((entry) => (entry.seq === seq ? erased(entry) : entry));
  }

  #takeEarly(): void {
    const taken: Entry[] = [];
    for (;;) {
      const seq = this.lastSeq + taken.length + 1;
      const next = this.#early.get(seq);
      if (!next) break;
      this.#early.delete(seq);
      taken.push(next);
    }
    if (taken.length > 0) this.#entries = [...this.#entries, ...taken];
  }
}
