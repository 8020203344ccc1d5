import {
  type Answer,
  type Clock,
  type ConnectionState,
  type ConsultationSnapshot,
  Listeners,
} from '@indiretta/connection';
import type {
  Ask,
  Author,
  CallEnd,
  CallMember,
  CallProvider,
  CallView,
  ConsultationView,
  IcePolicy,
  PeerId,
  Push,
  Reply,
} from '@indiretta/protocol';
import type { CallPorts } from '../src/index.ts';

const at = '2026-11-21T09:05:00.120Z';
const consultation = '0193e5a0-7b1c-7a2e-9f3d-1c2b3a4d5e6f';
/** Who is lost or has not joined is waited for so long (rule C7). */
const AWAY_MOST_MS = 30_000;
const welcome: Reply & { type: 'welcome' } = {
  type: 'welcome',
  id: 'w',
  protocol: 1,
  at,
  pingEveryMs: 15_000,
  consultations: [],
};

type Sent<A extends Ask> = A extends Ask ? Omit<A, 'id'> : never;
/** A reply before the connection gives it its id. */
type Said = Reply extends infer R ? (R extends Reply ? Omit<R, 'id'> : never) : never;
const done: Said = { type: 'done' };
const refused = (code: 'WRONG_STATE' | 'NOT_FOUND' | 'TOO_MANY' | 'MALFORMED', retryAfterMs?: number): Said => ({
  type: 'refused',
  code,
  detail: '',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

/**
 * The server's part of one consultation's call, in memory and by the rules of PROTOCOL.md (C1 to C11, C17), for as many pages
 * as a test opens. Every message takes its way through `carry`, which a test may delay; order on one link is kept.
 */
export class Switchboard {
  readonly clock: Clock;
  readonly lines: Line[] = [];
  /** Every command that came, in order. */
  readonly heard: { readonly by: Line; readonly ask: Sent<Ask> }[] = [];
  carry: (line: Line, deliver: () => void) => void = (_, deliver) => queueMicrotask(deliver);
  /** Answers the next signals so; undefined passes them on. */
  refuseSignal: () => Said | undefined = () => undefined;
  icePolicy: IcePolicy = 'all';
  /** False: a server of before, to which everybody who joins is a new peer. */
  knowsPeers = true;
  /** Who carries the next call. */
  provider: CallProvider = 'PEERS';
  view: ConsultationView = {
    id: consultation,
    reference: 'K7-4F2',
    topic: 'passport',
    mode: 'WRITE',
    state: 'ACTIVE',
    lane: 'NORMAL',
    language: 'it',
    startedAt: at,
    lastSeq: 1,
    readByCitizen: 0,
    readByStaff: 0,
  };
  /** The ids of peers are given in this order; which side is polite follows from it. */
  readonly #ids: string[];
  #count = 0;
  readonly #waits = new Map<string, () => void>();
  /** Who each person was last. */
  readonly #last = new Map<Author, PeerId>();

  constructor(clock: Clock, ids: readonly string[] = []) {
    this.clock = clock;
    this.#ids = [...ids];
  }

  /** One browser page of this person. */
  line(self: Author): Line {
    const line = new Line(this, self);
    this.lines.push(line);
    return line;
  }

  get call(): CallView | undefined {
    return this.view.call;
  }

  /** The lines of a person that are in the call now. */
  lineOf(peer: PeerId): Line | undefined {
    return this.lines.find((line) => line.peer === peer);
  }

  ask(by: Line, ask: Sent<Ask>): Said {
    this.heard.push({ by, ask });
    switch (ask.type) {
      case 'proposeCall':
        return this.#propose(by, ask.mode);
      case 'answerCall':
        if (this.call?.state !== 'PROPOSED') return refused('WRONG_STATE');
        if (ask.accept) this.#start();
        else this.end('DECLINED');
        return done;
      case 'joinCall':
        return this.#join(by, ask.peer);
      case 'signal':
        return this.#signal(by, ask.to, ask);
      case 'setMedia': {
        const { microphone, camera, screen, onHold } = ask;
        if (!by.peer) return refused('WRONG_STATE');
        this.#member(by.self, { microphone, camera, screen, onHold });
        return done;
      }
      case 'useOwnCall':
        return this.#withoutJitsi();
      case 'leaveCall':
        return this.#leave(by, ask.reason === 'FAILED' ? 'FAILED' : 'HUNG_UP');
      case 'typeLive':
        this.#push({ ...ask, type: 'liveText', author: by.self, consultation }, by);
        return done;
      case 'setLiveText':
        this.#push({ type: 'liveTextSet', consultation, on: ask.on, author: by.self });
        return done;
      case 'point':
        this.#push({ ...ask, type: 'pointed', consultation }, by);
        return done;
      case 'endShare': {
        const of = this.call?.members.find(({ member }) => member === ask.member);
        const line = this.lines.find(({ self, peer }) => peer && self === of?.author);
        line?.push({ type: 'shareEnded', consultation, call: ask.call, what: ask.what });
        return done;
      }
      case 'askStill':
        this.#push({ type: 'stillAsked', consultation, call: ask.call }, by);
        return done;
      default:
        return done;
    }
  }

  end(reason: CallEnd): void {
    if (!this.call) return;
    for (const callOff of this.#waits.values()) callOff();
    const call: CallView = {
      ...this.call,
      version: this.call.version + 1,
      state: 'ENDED',
      endedAt: at,
      endReason: reason,
      members: [],
    };
    for (const line of this.lines) line.peer = undefined;
    const { call: _, ...without } = this.view;
    this.view = without;
    this.#push({ type: 'callChanged', consultation, call });
  }

  /** The server noticed that a page's link is gone. */
  lost(line: Line): void {
    if (!line.peer || this.call?.state !== 'RUNNING') return;
    line.peer = undefined;
    this.#away(line.self);
  }

  #propose(by: Line, mode: 'TALK' | 'SHOW'): Said {
    const call = this.call;
    if (call?.state === 'RUNNING') {
      this.#change({ ...call, mode });
      return done;
    }
    if (call) return refused('WRONG_STATE');
    this.#count += 1;
    this.#change({
      id: `call-${this.#count}`,
      version: 0,
      mode,
      provider: this.provider,
      state: 'PROPOSED',
      proposedBy: by.self,
      proposedAt: at,
      members: [],
    });
    return done;
  }

  #start(): void {
    if (!this.call) return;
    const people = [...new Map(this.lines.map(({ self }) => [JSON.stringify(self), self])).values()];
    const members = people.map((author): CallMember => ({ ...placeOf(author), ...silent, away: true }));
    this.#change({ ...this.call, state: 'RUNNING', startedAt: at, members });
    for (const author of people) this.#wait(author);
  }

  #join(by: Line, was: PeerId | undefined): Said {
    if (this.call?.state !== 'RUNNING') return refused('WRONG_STATE');
    if (was !== undefined && !this.knowsPeers) return refused('MALFORMED');
    if (was !== undefined && was !== this.#last.get(by.self)) return refused('WRONG_STATE');
    const before = this.lines.find(({ self, peer }) => peer && self === by.self);
    if (before) before.peer = undefined;
    this.#count += 1;
    const peer = was ?? this.#ids.shift() ?? `peer-${this.#count}`;
    by.peer = peer;
    this.#last.set(by.self, peer);
    this.#waits.get(JSON.stringify(by.self))?.();
    this.#member(by.self, { ...(was === undefined ? silent : {}), peer, away: false });
    if (this.call.provider === 'JITSI') return { type: 'callJoined', call: this.call, peer, jitsi: place };
    return { type: 'callJoined', call: this.call, peer, iceServers: [], icePolicy: this.icePolicy };
  }

  #withoutJitsi(): Said {
    const { call } = this;
    if (call?.state !== 'RUNNING') return refused('WRONG_STATE');
    if (call.provider === 'PEERS') return done;
    for (const line of this.lines) line.peer = undefined;
    const members = call.members.map(({ author }): CallMember => ({ ...placeOf(author), ...silent, away: true }));
    this.#change({ ...call, provider: 'PEERS', members });
    for (const { author } of members) this.#wait(author);
    return done;
  }

  #signal(by: Line, to: PeerId, ask: Sent<Ask> & { type: 'signal' }): Said {
    const refusal = this.refuseSignal();
    if (refusal) return refusal;
    const other = this.lineOf(to);
    if (!by.peer || !other) return refused('NOT_FOUND');
    other.push({ type: 'signalled', consultation, call: ask.call, from: by.peer, body: ask.body });
    return done;
  }

  #leave(by: Line, reason: CallEnd): Said {
    const call = this.call;
    if (!call) return refused('WRONG_STATE');
    if (call.state === 'PROPOSED') {
      this.end('WITHDRAWN');
      return done;
    }
    by.peer = undefined;
    const members = call.members.filter(({ author }) => author !== by.self);
    if (members.length < 2) this.end(reason);
    else this.#change({ ...call, members });
    return done;
  }

  #away(author: Author): void {
    this.#change({
      ...(this.call as CallView),
      members: (this.call?.members ?? []).map((member) =>
        member.author === author ? { ...placeOf(author), ...silent, away: true } : member,
      ),
    });
    this.#wait(author);
  }

  #wait(author: Author): void {
    this.#waits.set(
      JSON.stringify(author),
      this.clock.after(AWAY_MOST_MS, () => this.end('LOST')),
    );
  }

  #member(author: Author, changed: Partial<CallMember>): void {
    if (!this.call) return;
    const members = this.call.members.map((member) => (member.author === author ? { ...member, ...changed } : member));
    this.#change({ ...this.call, members });
  }

  #change(changed: CallView): void {
    const call = { ...changed, version: changed.version + 1 };
    this.view = { ...this.view, mode: call.mode, call };
    this.#push({ type: 'callChanged', consultation, call });
  }

  #push(push: Push, except?: Line): void {
    for (const line of this.lines) if (line !== except) line.push(push);
  }
}

const place = { url: 'https://meet.rivalago.example', room: '5f0c2b7e9d1a4c63', token: 'a.b.c' };
const placeOf = (author: Author): Pick<CallMember, 'member' | 'role' | 'author'> => {
  const role = author.kind === 'CITIZEN' ? 'CITIZEN' : 'OPERATOR';
  return { member: `member-${role}-${author.name ?? ''}`, role, author };
};
const silent = { microphone: 'OFF', camera: false, screen: false, onHold: false } as const;

/** One page's link to the {@link Switchboard}, with the consultation it follows. */
export class Line {
  readonly self: Author;
  peer: PeerId | undefined;
  readonly #board: Switchboard;
  readonly #pushes = new Listeners<Push>();
  readonly #states = new Listeners<ConnectionState>();
  readonly #changes = new Listeners<ConsultationSnapshot>();
  #state: ConnectionState = { type: 'online', greeted: welcome };
  #snapshot: ConsultationSnapshot;

  constructor(board: Switchboard, self: Author) {
    this.#board = board;
    this.self = self;
    this.#snapshot = {
      sync: { type: 'caughtUp' },
      view: board.view,
      entries: [],
      outgoing: [],
      typing: undefined,
      draft: '',
    };
  }

  /** What a call needs of them. */
  get ports(): Pick<CallPorts, 'connection' | 'consultation' | 'self'> {
    const line = this;
    return {
      self: this.self,
      connection: {
        get state() {
          return line.#state;
        },
        onPush: (call) => this.#pushes.add(call),
        onState: (call) => this.#states.add(call),
        request: (ask) => this.#request(ask) as never,
      },
      consultation: {
        id: consultation,
        get snapshot() {
          return line.#snapshot;
        },
        onChange: (call) => this.#changes.add(call),
      },
    };
  }

  push(push: Push): void {
    this.#board.carry(this, () => {
      if (this.#state.type !== 'online') return;
      if (push.type === 'callChanged') this.#viewed({ ...this.#board.view, call: push.call });
      this.#pushes.tell(push);
    });
  }

  /** The link is cut; the server notices it too unless told otherwise. */
  drop(noticed = true): void {
    this.#become({ type: 'waiting', retryAt: 0 });
    this.#snapshot = { ...this.#snapshot, sync: { type: 'catchingUp' } };
    this.#changes.tell(this.#snapshot);
    if (noticed) this.#board.lost(this);
  }

  /** Greeted again, then caught up. */
  resume(): void {
    this.#become({ type: 'online', greeted: welcome });
    this.#snapshot = { ...this.#snapshot, sync: { type: 'caughtUp' } };
    this.#viewed(this.#board.view);
  }

  #viewed(view: ConsultationView): void {
    this.#snapshot = { ...this.#snapshot, view };
    this.#changes.tell(this.#snapshot);
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#states.tell(state);
  }

  #request(ask: Sent<Ask>): Promise<Answer<Ask['type']>> {
    if (this.#state.type !== 'online') return Promise.resolve({ type: 'unanswered', why: 'OFFLINE' });
    return new Promise((resolve) => {
      this.#board.carry(this, () => {
        const reply = { ...this.#board.ask(this, ask), id: '1' } as Reply;
        this.#board.carry(this, () => resolve(reply as Answer<Ask['type']>));
      });
    });
  }
}
