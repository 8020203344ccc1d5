/** How often the server is told that a person is here, at most, in ms; it writes it down no more often. */
export const SIGN_EVERY_MS = 60_000;
/** How long to wait after it could not be told, in ms. */
const AGAIN_AFTER_MS = 5_000;

export interface SignsOfLifePorts {
  /** In ms. */
  readonly now: () => number;
  /** Calls at everything a person does with mouse, finger or keys; returns what ends it. */
  readonly watchInput: (call: () => void) => () => void;
  /** Tells the server; whether it took it. Never rejects. */
  readonly say: () => Promise<boolean>;
}

/** Tells the server that a person is at the console while there is real input: an open page alone says nothing. */
export class SignsOfLife {
  readonly #ports: SignsOfLifePorts;
  readonly #stop: () => void;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(ports: SignsOfLifePorts) {
    this.#ports = ports;
    this.#stop = ports.watchInput(() => void this.#input());
  }

  /** May be called twice. */
  close(): void {
    this.#stop();
  }

  async #input(): Promise<void> {
    const now = this.#ports.now();
    if (now < this.#notBefore) return;
    this.#notBefore = now + SIGN_EVERY_MS;
    if (!(await this.#ports.say())) this.#notBefore = now + AGAIN_AFTER_MS;
  }
}
