import type { ConsultationId, ConsultationView, Entry, ErrorCode, Refused, Resumed } from '@indiretta/protocol';
import { retryByErrorCode } from '@indiretta/protocol';
import type { Connection } from './Connection.ts';
import type { Clock } from './ports.ts';
import type { Unanswered } from './Requests.ts';
import { Transcript } from './Transcript.ts';

/** How long to wait before asking again where the server names no time, in ms. */
const RETRY_AFTER_MS = 2_000;
/** The news of an entry may come after the view that counts it; later than this it is lost and asked for (P4). */
const LATE_AFTER_MS = 1_000;

export interface CatchUpPorts {
  readonly connection: Pick<Connection, 'state' | 'request'>;
  readonly clock: Clock;
  /** An entry that came by resume; it may be known already. */
  readonly onEntry: (entry: Entry) => void;
  readonly onResumed: (view: ConsultationView, caughtUp: boolean) => void;
  /** This reader may no longer read it, or it is not there any more. */
  readonly onGone: (code: ErrorCode) => void;
}

/** Keeps one transcript whole: asks for what came after the last seen `seq` until told "caught up" (P4). */
export class CatchUp {
  readonly #consultation: ConsultationId;
  readonly #ports: CatchUpPorts;
  #transcript = new Transcript();
  #asking = false;
  #stopped = false;
  #callOff: () => void = () => {};

  constructor(consultation: ConsultationId, ports: CatchUpPorts) {
    this.#consultation = consultation;
    this.#ports = ports;
  }

  get entries(): readonly Entry[] {
    return this.#transcript.entries;
  }

  /** Takes what was pushed; where entries are missing before it, they are asked for. */
  pushed(entry: Entry): void {
    this.#transcript.add(entry);
    if (this.#transcript.hasGap) void this.go();
  }

  erased(seq: number): void {
    this.#transcript.erase(seq);
  }

  /** There are entries up to `seq`; those whose news does not come soon are asked for. */
  expect(seq: number): void {
    if (seq <= this.#transcript.lastSeq || this.#asking) return;
    this.#after(LATE_AFTER_MS, () => seq > this.#transcript.lastSeq);
  }

  /** The server says that it sent everything up to here, or does not know that this is followed: asks for what is missing. */
  check(sentUpTo: number | undefined): void {
    if (sentUpTo === undefined || sentUpTo > this.#transcript.lastSeq) void this.go();
  }

  /** Asks now, unless it is asking already or there is no link. */
  async go(): Promise<void> {
    const { connection } = this.#ports;
    if (this.#asking || this.#stopped || connection.state.type !== 'online') return;
    this.#callOff();
    this.#asking = true;
    const after = this.#transcript.lastSeq;
    const answer = await connection.request({ type: 'resume', consultation: this.#consultation, after });
    this.#asking = false;
    if (this.#stopped) return;
    const waitMs = this.#answered(answer, after);
    if (waitMs === 0) await this.go();
    else if (waitMs !== undefined) this.#after(waitMs, () => true);
  }

  /** The link is lost; {@link go} begins again. */
  lost(): void {
    this.#callOff();
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
  }

  /** When to ask again, in ms; undefined when there is nothing to ask. */
  #answered(answer: Resumed | Refused | Unanswered, after: number): number | undefined {
    if (answer.type === 'unanswered') return RETRY_AFTER_MS;
    if (answer.type === 'refused') return this.#refused(answer, after);
    if (after > answer.consultation.lastSeq) return this.#fromTheStart();
    for (const entry of answer.entries) {
      this.#transcript.add(entry);
      this.#ports.onEntry(entry);
    }
    for (const seq of answer.erased) this.#transcript.erase(seq);
    const caughtUp = answer.caughtUp && !this.#transcript.hasGap;
    this.#ports.onResumed(answer.consultation, caughtUp);
    if (caughtUp) return undefined;
    return this.#transcript.lastSeq > after ? 0 : RETRY_AFTER_MS;
  }

  #refused({ code, retryAfterMs }: Refused, after: number): number | undefined {
    if (code === 'RELOAD' && after > 0) return this.#fromTheStart();
    if (retryByErrorCode[code]) return retryAfterMs ?? RETRY_AFTER_MS;
    this.#ports.onGone(code);
    return undefined;
  }

  #fromTheStart(): number {
    this.#transcript = new Transcript();
    return 0;
  }

  #after(waitMs: number, still: () => boolean): void {
    this.#callOff();
    this.#callOff = this.#ports.clock.after(waitMs, () => {
      if (still()) void this.go();
    });
  }
}
