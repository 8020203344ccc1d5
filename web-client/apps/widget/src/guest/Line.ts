import {
  type Answer,
  Connection,
  type ConnectionPorts,
  type ConnectionState,
  type ConsultationSnapshot,
  type Keep,
  Listeners,
  LiveConsultation,
} from '@indiretta/connection';
import type {
  Ask,
  Author,
  CallView,
  ClientMessageId,
  ConsultationId,
  ConsultationView,
  Language,
  MemberId,
  Push,
} from '@indiretta/protocol';
import type { Place } from './GuestApi.ts';

export interface LinePorts extends Omit<ConnectionPorts, 'greeting'> {
  readonly place: Place;
  readonly language: Language;
  /** Keeps what is typed and not sent, over a reload. */
  readonly keep: Keep;
  readonly newClientMessageId: () => ClientMessageId;
}

/** How the place was lost: the call ended, or it goes on without this guest. */
export type Gone = 'ended' | 'removed';

/**
 * A guest's end of the wire. What is written is only read after the join (C14): the conversation sees a connection that is
 * online from then on, while the call sees the real one and a consultation that the welcome already told.
 */
export class Line {
  readonly id: ConsultationId;
  readonly self: Author;
  readonly live: LiveConsultation;
  readonly #connection: Connection;
  readonly #afterJoin = new Listeners<ConnectionState>();
  readonly #changes = new Listeners<ConsultationSnapshot>();
  readonly #tellGone = new Listeners<Gone>();
  #joined = false;
  #member: MemberId | undefined;
  #view: ConsultationView | undefined;

  constructor({ place, language, keep, newClientMessageId, ...ports }: LinePorts) {
    const { consultation, role, name, token } = place;
    this.id = consultation;
    this.self = { kind: 'GUEST', name, role };
    this.#connection = new Connection({
      ...ports,
      greeting: async () => ({ type: 'hello', credential: { type: 'guest', value: token }, language }),
    });
    this.live = new LiveConsultation(consultation, {
      connection: this.#later(),
      clock: ports.clock,
      keep,
      newClientMessageId,
      self: this.self,
    });
    this.#connection.onState((state) => this.#linkChanged(state));
    this.#connection.onPush((push) => this.#pushed(push));
    this.live.onChange(() => this.#changes.tell(this.snapshot));
  }

  /** For the call: the link as it is. */
  get connection(): Pick<Connection, 'state' | 'onState' | 'onPush' | 'request'> {
    const connection = this.#connection;
    return {
      get state() {
        return connection.state;
      },
      onState: (call) => connection.onState(call),
      onPush: (call) => connection.onPush(call),
      request: async <A extends Ask>(ask: A) => {
        const answer: Answer<A['type']> = await connection.request(ask);
        if (answer.type === 'callJoined') this.#join();
        return answer;
      },
    };
  }

  /** For the call: what is known of the consultation, from the welcome on. */
  get snapshot(): ConsultationSnapshot {
    const known = this.#view && this.#connection.state.type === 'online';
    return { ...this.live.snapshot, view: this.#view, sync: { type: known ? 'caughtUp' : 'catchingUp' } };
  }

  onChange(call: (snapshot: ConsultationSnapshot) => void): () => void {
    return this.#changes.add(call);
  }

  onState(call: (state: ConnectionState) => void): () => void {
    return this.#connection.onState(call);
  }

  /** Said once; nothing comes after it. */
  onGone(call: (gone: Gone) => void): () => void {
    return this.#tellGone.add(call);
  }

  /** Which place of the call is this guest's; known from the welcome on. */
  get member(): MemberId | undefined {
    return this.#member;
  }

  /** What the newest picture of the call says; undefined while the place is there. */
  get gone(): Gone | undefined {
    const call = this.#view?.call;
    if (call?.state !== 'RUNNING') return this.#view && 'ended';
    return call.members.some(({ member }) => member === this.#member) ? undefined : 'removed';
  }

  open(): void {
    this.#connection.open();
  }

  /** May be called twice. */
  close(): void {
    this.live.close();
    this.#connection.close();
  }

  #later(): Pick<Connection, 'state' | 'onState' | 'onPush' | 'onPositions' | 'request'> {
    const state = () => this.#stateAfterJoin;
    return {
      get state() {
        return state();
      },
      onState: (call) => this.#afterJoin.add(call),
      onPush: (call) => this.#connection.onPush(call),
      onPositions: (call) => this.#connection.onPositions(call),
      request: (ask) => this.#connection.request(ask),
    };
  }

  get #stateAfterJoin(): ConnectionState {
    const { state } = this.#connection;
    return state.type === 'online' && !this.#joined ? { type: 'connecting' } : state;
  }

  #join(): void {
    this.#joined = true;
    this.#afterJoin.tell(this.#stateAfterJoin);
  }

  #linkChanged(state: ConnectionState): void {
    if (state.type !== 'online') this.#joined = false;
    this.#afterJoin.tell(this.#stateAfterJoin);
    if (state.type === 'stopped' && state.next === 'signIn') this.#lost();
    if (state.type !== 'online' || state.greeted.type !== 'welcome') return;
    const { consultations, guest } = state.greeted;
    const [view] = consultations;
    this.#member = guest?.member ?? this.#member;
    if (view?.call) this.#viewed(view);
    else this.#lost();
  }

  #pushed(push: Push): void {
    if (push.type === 'consultationChanged' && push.consultation.id === this.id) this.#viewed(push.consultation);
    else if (push.type === 'callChanged' && push.consultation === this.id && this.#view) this.#called(push.call);
    else if (push.type === 'liveTextSet' && push.consultation === this.id && this.#view) {
      const { liveText: _, ...view } = this.#view;
      this.#viewed(push.on ? { ...view, liveText: true } : view);
    }
  }

  /** Pushes may overtake one another: of two pictures of the call the one with the higher version stays. */
  #called(call: CallView): void {
    const before = this.#view?.call;
    if (!this.#view || (before?.id === call.id && before.version > call.version)) return;
    this.#viewed({ ...this.#view, call });
  }

  #viewed(view: ConsultationView): void {
    const before = this.#view?.call;
    const older = before && before.id === view.call?.id && before.version > view.call.version;
    this.#view = older ? { ...view, call: before } : view;
    this.#changes.tell(this.snapshot);
  }

  #lost(): void {
    this.#tellGone.tell(this.gone ?? 'ended');
  }
}
