/** So long is waited before a chunk that did not come is asked for again, in ms. */
const CHUNK_RETRY_MS = 1_500;

/** Loads a chunk; asked for again once, then it fails. */
export const loadTwice = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch(() => new Promise((again) => setTimeout(again, CHUNK_RETRY_MS)).then(load));

/** A module that is drawn: its looks are put on when it comes. */
interface Styled {
  readonly styles?: string;
}

export interface PartsPorts {
  /** Puts a style sheet on. */
  readonly wear: (styles: string) => void;
  /** A part has come: draw again. */
  readonly changed: () => void;
  /** A part did not come: the panel is older than the server, or the network is away. */
  readonly missing: () => void;
}

/** The parts of the panel that most people never need: their code, looks and words come when they are drawn. */
export class Parts {
  readonly #ports: PartsPorts;
  readonly #parts = new Map<unknown, unknown>();

  constructor(ports: PartsPorts) {
    this.#ports = ports;
  }

  /** The part, or undefined until it has come; `load` is the same function every time. */
  readonly bring = <T>(load: () => Promise<T>): T | undefined => {
    const parts = this.#parts;
    if (!parts.has(load)) {
      parts.set(load, undefined);
      loadTwice(load).then((part) => {
        const { styles } = part as Styled;
        if (styles) this.#ports.wear(styles);
        parts.set(load, part);
        this.#ports.changed();
      }, this.#ports.missing);
    }
    return parts.get(load) as T | undefined;
  };
}
