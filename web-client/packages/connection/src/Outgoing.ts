import {
  type Appended,
  type Ask,
  type ClientMessageId,
  type ConsultationId,
  type EntryBody,
  type ErrorCode,
  retryByErrorCode,
} from '@indiretta/protocol';
import type { Clock, Keep } from './ports.ts';
import type { Answer } from './Requests.ts';

/** So many entries may wait to be sent; more would be written into the void. */
export const OUTGOING_MOST = 50;
/** How long to wait before a retry where the server names no time, in ms. */
const RETRY_AFTER_MS = 2_000;
/** A fault of the server is tried so often, then a person decides. */
const TRIES_AFTER_FAULT = 3;

/** What a person can write; for a file what its upload answered. */
export type OutgoingBody = Extract<EntryBody, { type: 'message' | 'note' | 'file' }>;
type WriteAsk = Extract<Ask, { type: 'sendMessage' | 'addNote' | 'sendFile' }>;

/** Written and not yet committed: under way, or refused for good until a person retries or discards it. */
export interface OutgoingEntry {
  readonly clientMessageId: ClientMessageId;
  readonly body: OutgoingBody;
  readonly state: { readonly type: 'underWay' } | { readonly type: 'refused'; readonly code: ErrorCode };
}

export interface OutgoingPorts {
  readonly clock: Clock;
  readonly keep: Keep;
  /** Unique and, read as text, later ones after earlier ones. */
  readonly newClientMessageId: () => ClientMessageId;
  readonly request: (ask: WriteAsk) => Promise<Answer<WriteAsk['type']>>;
  readonly onChange: () => void;
  /** Committed (P1); the server does not push the entry to this connection as well. */
  readonly onAppended: (entry: OutgoingEntry, appended: Appended) => void;
}

/**
 * What was written in one consultation and waits for its ack, in order and one at a time, so that a refusal never lets
 * a later message overtake. Each keeps its client message id through every retry and page change (P3).
 */
export class Outgoing {
  readonly #ports: OutgoingPorts;
  readonly #consultation: ConsultationId;
  readonly #prefix: string;
  #entries: readonly OutgoingEntry[];
  #sending = false;
  #faults = 0;
  /** Sent by this link and not answered yet but with "later": until it comes again the next one has to wait (W15). */
  #owed: OutgoingEntry | undefined;
  #paused = true;
  /** The server asked for a pause; nothing written meanwhile cuts it short (P8). */
  #waiting = false;
  #callOff: () => void = () => {};

  constructor(consultation: ConsultationId, ports: OutgoingPorts) {
    this.#ports = ports;
    this.#consultation = consultation;
    this.#prefix = `outgoing:${consultation}:`;
    this.#entries = ports.keep
      .keys(this.#prefix)
      .sort()
      .flatMap((key) => this.#kept(key));
  }

  get entries(): readonly OutgoingEntry[] {
    return this.#entries;
  }

  /** Undefined when {@link OUTGOING_MOST} wait already: nothing was taken. */
  add(body: OutgoingBody): ClientMessageId | undefined {
    if (this.#entries.length >= OUTGOING_MOST) return undefined;
    const clientMessageId = this.#ports.newClientMessageId();
    this.#ports.keep.set(this.#prefix + clientMessageId, JSON.stringify(body));
    this.#become([...this.#entries, { clientMessageId, body, state: { type: 'underWay' } }]);
    void this.#send();
    return clientMessageId;
  }

  /** Sends a refused one again, as it is. */
  retry(clientMessageId: ClientMessageId): void {
    this.#mark(clientMessageId, { type: 'underWay' });
    void this.#send();
  }

  /** Committed as a resume or a push showed, or given up by its writer; what is owed is sent once more all the same. */
  remove(clientMessageId: ClientMessageId): void {
    if (!this.#entries.some((entry) => entry.clientMessageId === clientMessageId)) return;
    this.#ports.keep.remove(this.#prefix + clientMessageId);
    this.#become(this.#entries.filter((entry) => entry.clientMessageId !== clientMessageId));
  }

  /** The link is good and the transcript caught up: go on. */
  resume(): void {
    this.#paused = false;
    this.#stopWaiting();
    void this.#send();
  }

  /** The link is lost, or all of it is given up: wait for {@link resume}. */
  pause(): void {
    this.#paused = true;
    this.#owed = undefined;
    this.#stopWaiting();
  }

  async #send(): Promise<void> {
    const next = this.#owed ?? this.#entries.find((entry) => entry.state.type === 'underWay');
    if (this.#sending || this.#paused || this.#waiting || !next) return;
    this.#sending = true;
    this.#owed = next;
    const answer = await this.#ports.request(this.#askFor(next));
    this.#sending = false;
    if (answer.type === 'unanswered') return this.#again(RETRY_AFTER_MS);
    if (answer.type === 'refused' && this.#mayRetry(answer.code)) {
      return this.#again(answer.retryAfterMs ?? RETRY_AFTER_MS);
    }
    this.#faults = 0;
    this.#owed = undefined;
    if (answer.type === 'appended') {
      this.#ports.onAppended(next, answer);
      this.remove(next.clientMessageId);
    } else {
      this.#mark(next.clientMessageId, { type: 'refused', code: answer.code });
    }
    return this.#send();
  }

  #mayRetry(code: ErrorCode): boolean {
    if (code !== 'INTERNAL') return retryByErrorCode[code] === true;
    this.#faults += 1;
    return this.#faults < TRIES_AFTER_FAULT;
  }

  #again(waitMs: number): void {
    if (this.#paused) return;
    this.#waiting = true;
    this.#callOff = this.#ports.clock.after(waitMs, () => {
      this.#waiting = false;
      void this.#send();
    });
  }

  #stopWaiting(): void {
    this.#waiting = false;
    this.#callOff();
  }

  #askFor({ clientMessageId, body }: OutgoingEntry): WriteAsk {
    const to = { consultation: this.#consultation, clientMessageId };
    if (body.type === 'file') return { type: 'sendFile', ...to, file: body.file };
    return { type: body.type === 'note' ? 'addNote' : 'sendMessage', ...to, text: body.text };
  }

  #mark(clientMessageId: ClientMessageId, state: OutgoingEntry['state']): void {
    this.#become(
      this.#entries.map((entry) => (entry.clientMessageId === clientMessageId ? { ...entry, state } : entry)),
    );
  }

  #become(entries: readonly OutgoingEntry[]): void {
    this.#entries = entries;
    this.#ports.onChange();
  }

  #kept(key: string): OutgoingEntry[] {
    try {
      const body = JSON.parse(this.#ports.keep.get(key) ?? '') as OutgoingBody;
      return [{ clientMessageId: key.slice(this.#prefix.length), body, state: { type: 'underWay' } }];
    } catch {
      this.#ports.keep.remove(key);
      return [];
    }
  }
}
