import type { Ask, ConsultationId } from '@indiretta/protocol';
import type { Locale } from '../words/words.ts';

/** What a start was pressed with; kept until the server has it, so that a reload in between loses nothing. */
export type StartAsk = Omit<Extract<Ask, { type: 'startConsultation' }>, 'type'>;

/** What stands in `localStorage` after the start, and only after it. */
export interface KeptVisit {
  /** The capability token. */
  readonly token: string;
  readonly starting?: StartAsk | undefined;
  readonly consultation?: ConsultationId | undefined;
  /** Whether the panel was open: it opens again on the next page. */
  readonly open: boolean;
  /** The language a person chose in the panel, for the next page. */
  readonly locale?: Locale | undefined;
  /** What the citizen was given to come back with; said once. */
  readonly returnCode?: { readonly code: string; readonly expiresAt: string } | undefined;
  /** Until when the transcript can be read, in ms since 1970; known from the end on. */
  readonly until?: number | undefined;
}

/** Without an end that was heard, kept so long: the server's own limit is 24 h after the end. */
const FORGOTTEN_AFTER_MS = 7 * 24 * 3_600_000;

interface Stored extends KeptVisit {
  readonly writtenAt: number;
}

/**
 * The only owner of the visit's place in `localStorage`: `indiretta:<site>`, and what is kept under it. Where storage
 * is forbidden everything works for as long as the page stays.
 */
export class Kept {
  readonly #key: string;
  readonly #wallClock: () => number;
  #memory: KeptVisit | undefined;

  constructor(key: string, wallClock: () => number) {
    this.#key = key;
    this.#wallClock = wallClock;
  }

  /** What is kept; once its time is over it is erased instead. */
  read(): KeptVisit | undefined {
    let stored: Stored | undefined;
    try {
      const text = localStorage.getItem(this.#key);
      stored = text ? (JSON.parse(text) as Stored) : undefined;
    } catch {
      return this.#memory;
    }
    if (stored && this.#wallClock() > (stored.until ?? stored.writtenAt + FORGOTTEN_AFTER_MS)) {
      this.erase();
      return undefined;
    }
    return stored;
  }

  write(visit: KeptVisit): void {
    this.#memory = visit;
    try {
      localStorage.setItem(this.#key, JSON.stringify({ ...visit, writtenAt: this.#wallClock() } satisfies Stored));
    } catch {
      // full or forbidden: kept in memory only
    }
  }

  /** Changes what is kept; nothing is written where nothing was started. */
  change(change: Partial<KeptVisit>): void {
    const visit = this.read();
    if (visit) this.write({ ...visit, ...change });
  }

  /** Everything of this visit goes: the token, drafts, unsent messages. */
  erase(): void {
    this.#memory = undefined;
    try {
      for (const key of Object.keys(localStorage)) {
        if (key === this.#key || key.startsWith(`${this.#key}:`)) localStorage.removeItem(key);
      }
    } catch {
      // forbidden: nothing was kept
    }
  }
}
