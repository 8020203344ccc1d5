/** Whom to tell; one that fails does not keep the others from hearing it. */
export class Listeners<T> {
  readonly #calls = new Set<(value: T) => void>();

  /** The answer unsubscribes, and may be called twice. */
  add(call: (value: T) => void): () => void {
    const own = (value: T) => call(value);
    this.#calls.add(own);
    return () => this.#calls.delete(own);
  }

  tell(value: T): void {
    for (const call of [...this.#calls]) {
      try {
        call(value);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
