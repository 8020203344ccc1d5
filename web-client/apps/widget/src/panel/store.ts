import type { Problem, Stage, State } from './state.ts';

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

  /** Changes what is named; whoever listens is told. */
  change(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const call of [...this.#calls]) call(this.#state);
  }

  /** Changes the stage; one that the visit has left meanwhile stays as it is. */
  inStage<At extends Stage['at']>(at: At, change: Partial<Extract<Stage, { at: At }>>): void {
    const { stage } = this.#state;
    if (stage.at === at) this.change({ stage: { ...stage, ...change } as Stage });
  }

  /** Something did not succeed; what was typed stays. */
  failed(problem: Problem): void {
    const { stage } = this.#state;
    if ('problem' in stage)
      this.change({ stage: { ...stage, ...('sending' in stage && { sending: false }), problem } });
    else this.change({ notice: problem });
  }

  /** The answer unsubscribes. */
  onChange(call: (state: State) => void): () => void {
    this.#calls.add(call);
    return () => this.#calls.delete(call);
  }
}
