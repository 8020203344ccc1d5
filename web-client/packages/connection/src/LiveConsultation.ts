import type {
  Appended,
  Author,
  ClientMessageId,
  ConsultationId,
  ConsultationView,
  Entry,
  ErrorCode,
  Push,
  Refused,
  Resumed,
} from '@indiretta/protocol';
import type { Connection } from './Connection.ts';
import { Listeners } from './Listeners.ts';
import { Outgoing, type OutgoingBody, type OutgoingEntry } from './Outgoing.ts';
import type { Clock, Keep } from './ports.ts';
import { ReadMark, TYPING_FADES_AFTER_MS, TypingSignal } from './presenceSignals.ts';
import type { Unanswered } from './Requests.ts';
import { Transcript } from './Transcript.ts';

/** How long to wait before asking again where the server names no time, in ms. */
const RETRY_AFTER_MS = 2_000;
/** The news of an entry may come after the view that counts it; later than this it is lost and asked for (P4). */
const LATE_AFTER_MS = 1_000;

export type Sync =
  /** Entries may be missing: connecting, or asking for them. */
  | { readonly type: 'catchingUp' }
  | { readonly type: 'caughtUp' }
  /** This reader may no longer read it, or it is not there any more. */
  | { readonly type: 'gone'; readonly code: ErrorCode };

/** What a screen draws; a new object after every change, the same object as long as nothing changed. */
export interface ConsultationSnapshot {
  readonly sync: Sync;
  /** Absent until the first answer. */
  readonly view: ConsultationView | undefined;
  /** From `seq` 1 without a hole (P2). */
  readonly entries: readonly Entry[];
  /** Written here and not yet committed; drawn after the entries. */
  readonly outgoing: readonly OutgoingEntry[];
  /** Who else is typing now. */
  readonly typing: Author | undefined;
  /** Typed and not sent. */
  readonly draft: string;
}

export interface LiveConsultationPorts {
  readonly connection: Pick<Connection, 'state' | 'onState' | 'onPush' | 'request'>;
  readonly clock: Clock;
  readonly keep: Keep;
  readonly newClientMessageId: () => ClientMessageId;
  /** How the server names this person as an author; for staff with the operator's id. */
  readonly self: Author;
}

/**
 * One consultation over a connection that comes and goes: resumes after the last seen `seq` on every link, closes gaps,
 * takes each entry once (P4), and sends what was written until it is committed or refused (P3).
 */
export class LiveConsultation {
  readonly id: ConsultationId;
  readonly #ports: LiveConsultationPorts;
  readonly #outgoing: Outgoing;
  readonly #typingSignal: TypingSignal;
  readonly #readMark: ReadMark;
  readonly #changes = new Listeners<ConsultationSnapshot>();
  readonly #unsubscribe: (() => void)[];
  #transcript = new Transcript();
  #snapshot: ConsultationSnapshot;
  #resuming = false;
  #closed = false;
  #callOffResume: () => void = () => {};
  #callOffFading: () => void = () => {};

  constructor(id: ConsultationId, ports: LiveConsultationPorts) {
    this.id = id;
    this.#ports = ports;
    const { connection, clock, keep, newClientMessageId } = ports;
    this.#outgoing = new Outgoing(id, {
      clock,
      keep,
      newClientMessageId,
      request: (ask) => connection.request(ask),
      onChange: () => this.#change({ outgoing: this.#outgoing.entries }),
      onAppended: (entry, appended) => this.#appended(entry, appended),
    });
    this.#typingSignal = new TypingSignal(clock, (typing) => {
      void connection.request({ type: 'setTyping', consultation: id, typing });
    });
    this.#readMark = new ReadMark((seq) => connection.request({ type: 'markRead', consultation: id, seq }));
    this.#snapshot = {
      sync: { type: 'catchingUp' },
      view: undefined,
      entries: [],
      outgoing: this.#outgoing.entries,
      typing: undefined,
      draft: keep.get(this.#draftKey) ?? '',
    };
    this.#unsubscribe = [
      connection.onPush((push) => this.#pushed(push)),
      connection.onState((state) => (state.type === 'online' ? void this.#resume() : this.#lost())),
    ];
    void this.#resume();
  }

  get snapshot(): ConsultationSnapshot {
    return this.#snapshot;
  }

  onChange(call: (snapshot: ConsultationSnapshot) => void): () => void {
    return this.#changes.add(call);
  }

  /** Takes what was written and empties the draft; false when too much waits already: nothing was taken. */
  send(body: OutgoingBody): boolean {
    if (this.#outgoing.add(body) === undefined) return false;
    this.#typingSignal.sent();
    if (body.type !== 'file') this.setDraft('');
    return true;
  }

  retry(clientMessageId: ClientMessageId): void {
    this.#outgoing.retry(clientMessageId);
  }

  /** Gives up a refused one. */
  discard(clientMessageId: ClientMessageId): void {
    this.#outgoing.remove(clientMessageId);
  }

  /** Keeps what is typed; call it for what a program puts in, {@link typed} for what a person types. */
  setDraft(draft: string): void {
    if (draft) this.#ports.keep.set(this.#draftKey, draft);
    else this.#ports.keep.remove(this.#draftKey);
    this.#change({ draft });
  }

  /** A person typed: keeps the draft and lets the other side know, at a bounded rate. */
  typed(draft: string): void {
    this.setDraft(draft);
    this.#typingSignal.typed();
  }

  /** This person saw everything up to `seq`; said again after a lost link. */
  markRead(seq: number): void {
    this.#readMark.mark(seq);
  }

  /** Forgets drafts and unsent messages on this device. */
  forget(): void {
    for (const { clientMessageId } of this.#outgoing.entries) this.#outgoing.remove(clientMessageId);
    this.setDraft('');
  }

  /** Stops following; what is unsent stays kept. May be called twice. */
  close(): void {
    this.#closed = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#lost();
    this.#callOffFading();
  }

  get #draftKey(): string {
    return `draft:${this.id}`;
  }

  #lost(): void {
    this.#callOffResume();
    this.#outgoing.pause();
    this.#typingSignal.lost();
    if (this.#snapshot.sync.type === 'caughtUp') this.#change({ sync: { type: 'catchingUp' }, typing: undefined });
  }

  async #resume(): Promise<void> {
    const { connection } = this.#ports;
    if (this.#resuming || this.#closed || connection.state.type !== 'online') return;
    this.#callOffResume();
    this.#resuming = true;
    const after = this.#transcript.lastSeq;
    const answer = await connection.request({ type: 'resume', consultation: this.id, after });
    this.#resuming = false;
    if (this.#closed) return;
    const waitMs = this.#resumed(answer, after);
    if (waitMs === 0) await this.#resume();
    else if (waitMs !== undefined) this.#resumeAfter(waitMs);
  }

  /** When to ask again, in ms; undefined when there is nothing to ask. */
  #resumed(answer: Resumed | Refused | Unanswered, after: number): number | undefined {
    if (answer.type === 'unanswered') return RETRY_AFTER_MS;
    if (answer.type === 'refused') return this.#resumeRefused(answer, after);
    if (after > answer.consultation.lastSeq) {
      this.#transcript = new Transcript();
      return 0;
    }
    for (const entry of answer.entries) this.#add(entry);
    for (const seq of answer.erased) this.#transcript.erase(seq);
    const advanced = this.#transcript.lastSeq > after;
    const caughtUp = answer.caughtUp && !this.#transcript.hasGap;
    if (caughtUp) this.#caughtUp(answer.consultation);
    else this.#change({ view: answer.consultation, entries: this.#transcript.entries });
    if (caughtUp) return undefined;
    return advanced ? 0 : RETRY_AFTER_MS;
  }

  #resumeRefused({ code, retryAfterMs }: Refused, after: number): number | undefined {
    if (code === 'RELOAD' && after > 0) {
      this.#transcript = new Transcript();
      return 0;
    }
    if (code === 'TOO_MANY' || code === 'UNAVAILABLE' || code === 'INTERNAL') return retryAfterMs ?? RETRY_AFTER_MS;
    this.#change({ sync: { type: 'gone', code } });
    return undefined;
  }

  #caughtUp(view: ConsultationView): void {
    this.#change({ sync: { type: 'caughtUp' }, view, entries: this.#transcript.entries });
    this.#outgoing.resume();
    this.#readMark.sayAgain();
  }

  #resumeAfter(waitMs: number): void {
    this.#callOffResume();
    this.#callOffResume = this.#ports.clock.after(waitMs, () => void this.#resume());
  }

  #pushed(push: Push): void {
    switch (push.type) {
      case 'entryAdded':
        if (push.consultation === this.id) this.#added(push.entry);
        return;
      case 'entryErased':
        if (push.consultation !== this.id) return;
        this.#transcript.erase(push.seq);
        this.#change({ entries: this.#transcript.entries });
        return;
      case 'consultationChanged':
        if (push.consultation.id === this.id) this.#viewed(push.consultation);
        return;
      case 'typing':
        if (push.consultation === this.id) this.#typing(push.typing ? push.author : undefined);
        return;
      case 'readUpTo':
        if (push.consultation === this.id) this.#readUpTo(push.author, push.seq);
        return;
      default:
        // The rest is about the desk, offers and the link; others listen to it.
        return;
    }
  }

  #added(entry: Entry): void {
    this.#add(entry);
    const typing = this.#snapshot.typing;
    this.#change({
      entries: this.#transcript.entries,
      ...(typing?.kind === entry.author.kind ? { typing: undefined } : {}),
    });
    if (this.#transcript.hasGap) void this.#resume();
  }

  #add(entry: Entry): void {
    this.#transcript.add(entry);
    if (entry.clientMessageId !== undefined && entry.author.kind === this.#ports.self.kind) {
      this.#outgoing.remove(entry.clientMessageId);
    }
  }

  #appended({ clientMessageId, body }: OutgoingEntry, { seq, at }: Appended): void {
    this.#added({ seq, at, author: this.#ports.self, clientMessageId, body });
  }

  #viewed(view: ConsultationView): void {
    this.#change({ view });
    if (view.lastSeq > this.#transcript.lastSeq && this.#snapshot.sync.type === 'caughtUp') {
      this.#callOffResume();
      this.#callOffResume = this.#ports.clock.after(LATE_AFTER_MS, () => {
        if (view.lastSeq > this.#transcript.lastSeq) void this.#resume();
      });
    }
  }

  #typing(typing: Author | undefined): void {
    this.#callOffFading();
    this.#change({ typing });
    if (typing) {
      this.#callOffFading = this.#ports.clock.after(TYPING_FADES_AFTER_MS, () => this.#change({ typing: undefined }));
    }
  }

  #readUpTo({ kind }: Author, seq: number): void {
    const { view } = this.#snapshot;
    if (!view) return;
    const field = kind === 'CITIZEN' ? 'readByCitizen' : 'readByStaff';
    if (seq > view[field]) this.#change({ view: { ...view, [field]: seq } });
  }

  #change(changed: Partial<ConsultationSnapshot>): void {
    const before: ConsultationSnapshot = this.#snapshot;
    const same = (Object.keys(changed) as (keyof ConsultationSnapshot)[]).every((key) => before[key] === changed[key]);
    if (same) return;
    this.#snapshot = { ...before, ...changed };
    this.#changes.tell(this.#snapshot);
  }
}
