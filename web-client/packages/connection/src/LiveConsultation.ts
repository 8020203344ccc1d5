import type {
  Appended,
  Author,
  CallView,
  ClientMessageId,
  ConsultationId,
  ConsultationView,
  Entry,
  ErrorCode,
  Push,
} from '@indiretta/protocol';
import { CatchUp } from './CatchUp.ts';
import type { Connection } from './Connection.ts';
import { Listeners } from './Listeners.ts';
import { Outgoing, type OutgoingBody, type OutgoingEntry } from './Outgoing.ts';
import type { Clock, Keep } from './ports.ts';
import { ReadMark, TYPING_FADES_AFTER_MS, TypingSignal } from './presenceSignals.ts';

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
  readonly connection: Pick<Connection, 'state' | 'onState' | 'onPush' | 'onPositions' | 'request'>;
  readonly clock: Clock;
  readonly keep: Keep;
  readonly newClientMessageId: () => ClientMessageId;
  /** How the server names this person as an author; for staff with the operator's id. */
  readonly self: Author;
}

/** Pushes may overtake one another: of two pictures of the same call the one with the higher version stays. */
function withNewerCall(view: ConsultationView, known: ConsultationView | undefined): ConsultationView {
  const { call } = known ?? {};
  const older = call !== undefined && call.id === view.call?.id && call.version > view.call.version;
  return older ? { ...view, call } : view;
}

/**
 * One consultation over a connection that comes and goes: resumes after the last seen `seq` on every link, closes gaps,
 * takes each entry once (P4), and sends what was written until it is committed or refused (P3).
 */
export class LiveConsultation {
  readonly id: ConsultationId;
  readonly #ports: LiveConsultationPorts;
  readonly #catchUp: CatchUp;
  readonly #outgoing: Outgoing;
  readonly #typingSignal: TypingSignal;
  readonly #readMark: ReadMark;
  readonly #changes = new Listeners<ConsultationSnapshot>();
  readonly #unsubscribe: (() => void)[];
  #snapshot: ConsultationSnapshot;
  #callOffFading: () => void = () => {};

  constructor(id: ConsultationId, ports: LiveConsultationPorts) {
    this.id = id;
    this.#ports = ports;
    const { connection, clock, keep, newClientMessageId } = ports;
    this.#catchUp = new CatchUp(id, {
      connection,
      clock,
      onEntry: (entry) => this.#committed(entry),
      onResumed: (resumed, caughtUp) => this.#resumed(resumed, caughtUp),
      onGone: (code) => this.#change({ sync: { type: 'gone', code } }),
    });
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
      connection.onPositions((positions) => {
        if (this.#snapshot.sync.type === 'caughtUp') this.#catchUp.check(positions[id]);
      }),
      connection.onState((state) => (state.type === 'online' ? void this.#catchUp.go() : this.#lost())),
    ];
    void this.#catchUp.go();
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

  /** Forgets drafts and unsent messages on this device; close it then. */
  forget(): void {
    this.#outgoing.pause();
    for (const { clientMessageId } of this.#outgoing.entries) this.#outgoing.remove(clientMessageId);
    this.setDraft('');
  }

  /** Stops following; what is unsent stays kept. May be called twice. */
  close(): void {
    this.#catchUp.stop();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#lost();
    this.#callOffFading();
  }

  get #draftKey(): string {
    return `draft:${this.id}`;
  }

  #lost(): void {
    this.#catchUp.lost();
    this.#outgoing.pause();
    this.#typingSignal.lost();
    if (this.#snapshot.sync.type === 'caughtUp') this.#change({ sync: { type: 'catchingUp' }, typing: undefined });
  }

  #resumed(view: ConsultationView, caughtUp: boolean): void {
    const entries = this.#catchUp.entries;
    if (!caughtUp) {
      this.#change({ view, entries });
      return;
    }
    this.#change({ sync: { type: 'caughtUp' }, view, entries });
    this.#outgoing.resume();
    this.#readMark.sayAgain();
  }

  #pushed(push: Push): void {
    switch (push.type) {
      case 'entryAdded':
        if (push.consultation === this.id) this.#added(push.entry);
        return;
      case 'entryErased':
        if (push.consultation !== this.id) return;
        this.#catchUp.erased(push.seq);
        this.#change({ entries: this.#catchUp.entries });
        return;
      case 'consultationChanged':
        if (push.consultation.id === this.id) this.#viewed(push.consultation);
        return;
      case 'callChanged':
        if (push.consultation === this.id) this.#called(push.call);
        return;
      case 'liveTextSet':
        if (push.consultation === this.id) this.#liveTextSet(push.on);
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
    this.#catchUp.pushed(entry);
    const typing = this.#snapshot.typing;
    this.#change({
      entries: this.#catchUp.entries,
      ...(typing?.kind === entry.author.kind ? { typing: undefined } : {}),
    });
    this.#committed(entry);
  }

  /** An own entry that stands in the transcript need not be sent any more. */
  #committed({ clientMessageId, author }: Entry): void {
    if (clientMessageId !== undefined && author.kind === this.#ports.self.kind) this.#outgoing.remove(clientMessageId);
  }

  #appended({ clientMessageId, body }: OutgoingEntry, { seq, at }: Appended): void {
    this.#added({ seq, at, author: this.#ports.self, clientMessageId, body });
  }

  #viewed(said: ConsultationView): void {
    const view = withNewerCall(said, this.#snapshot.view);
    this.#change({ view });
    this.#catchUp.expect(view.lastSeq);
  }

  /** The end of a call switches real-time text off (C10). */
  #called(call: CallView): void {
    const { view } = this.#snapshot;
    if (view) this.#change({ view: withNewerCall({ ...view, call }, view) });
    if (call.state === 'ENDED') this.#liveTextSet(false);
  }

  #liveTextSet(on: boolean): void {
    const before = this.#snapshot.view;
    if (!before || (before.liveText === true) === on) return;
    const { liveText: _, ...view } = before;
    this.#change({ view: on ? { ...view, liveText: true } : view });
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
