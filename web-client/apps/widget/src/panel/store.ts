import { reduce } from './reduce.ts';
import type { Happening, State } from './state.ts';

/** Holds the state and tells who draws it. */
export class Store {
  #state: State;
  readonly #calls = new Set<(state: State) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  /** Something happened; whoever listens is told once the state is another one. */
  tell(happening: Happening): void {
    const next = reduce(this.#state, happening);
    if (next === this.#state) return;
    this.#state = next;
    for (const call of [...this.#calls]) call(next);
  }

  /** The answer unsubscribes. */
  onChange(call: (state: State) => void): () => void {
    this.#calls.add(call);
    return () => this.#calls.delete(call);
  }
}
