import type { Clock } from '@indiretta/connection';
import type { CallMember, PeerId, SignalBody } from '@indiretta/protocol';
import { NO_TRACKS, Peer, type Tracks } from './Peer.ts';

/** Signals of a peer that is not announced yet wait for it, so many of so many peers at most. */
const EARLY_SIGNALS_MOST = 64;
const EARLY_PEERS_MOST = 4;

export interface MeshPorts {
  readonly clock: Clock;
  readonly newPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly send: (to: PeerId, signal: SignalBody) => void;
  readonly onChange: () => void;
}

interface Held {
  readonly peer: Peer;
  member: CallMember;
}

/**
 * One {@link Peer} for every other member who is there. News and signals may come in any order: signals of a peer that is
 * not announced yet wait, those of one that is gone are ignored. A member whose connection to the server is lost keeps
 * the media it has until it comes back as a new peer.
 */
export class Mesh {
  readonly #ports: MeshPorts;
  readonly #held = new Map<PeerId, Held>();
  readonly #gone = new Set<PeerId>();
  readonly #early = new Map<PeerId, SignalBody[]>();
  #self: PeerId | undefined;
  #configuration: RTCConfiguration = {};
  #tracks: Tracks = NO_TRACKS;

  constructor(ports: MeshPorts) {
    this.#ports = ports;
  }

  /** Who this page is in it; undefined when there is none. */
  get self(): PeerId | undefined {
    return this.#self;
  }

  get peers(): readonly Peer[] {
    return [...this.#held.values()].map(({ peer }) => peer);
  }

  /** The media of this member, also when it is away and known by no peer id. */
  of(member: CallMember): Peer | undefined {
    if (member.peer !== undefined) return this.#held.get(member.peer)?.peer;
    return [...this.#held.values()].find((held) => held.member.member === member.member)?.peer;
  }

  /** Begins (again) as this peer: what stood before is closed. */
  start(self: PeerId, configuration: RTCConfiguration): void {
    this.#closeAll();
    this.#self = self;
    this.#configuration = configuration;
  }

  /** Who is in the call besides this peer. */
  follow(others: readonly CallMember[]): void {
    if (this.#self === undefined) return;
    for (const [id, held] of [...this.#held]) {
      const still = others.find(({ peer }) => peer === id);
      const awaited = others.find(({ peer, away, member }) => !peer && away && member === held.member.member);
      if (!still && !awaited) this.#close(id);
      else held.member = still ?? awaited ?? held.member;
      held.peer.pause(!still);
      held.peer.setTracks(this.#for(held.member));
    }
    for (const member of others) {
      if (member.peer !== undefined && !this.#held.has(member.peer)) this.#add(this.#self, member.peer, member);
    }
  }

  signalled(from: PeerId, signal: SignalBody): void {
    const held = this.#held.get(from);
    if (held) {
      void held.peer.signalled(signal);
      return;
    }
    if (this.#gone.has(from)) return;
    const early = this.#early.get(from) ?? [];
    if (early.length >= EARLY_SIGNALS_MOST) return;
    this.#early.set(from, [...early, signal]);
    const [oldest] = this.#early.keys();
    if (this.#early.size > EARLY_PEERS_MOST && oldest !== undefined) this.#early.delete(oldest);
  }

  setTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    for (const { peer, member } of this.#held.values()) peer.setTracks(this.#for(member));
  }

  networkChanged(): void {
    for (const { peer } of this.#held.values()) peer.networkChanged();
  }

  /** May be called twice. */
  close(): void {
    this.#closeAll();
    this.#early.clear();
    this.#self = undefined;
    this.#tracks = NO_TRACKS;
  }

  #add(self: PeerId, id: PeerId, member: CallMember): void {
    const { clock, newPeerConnection, send, onChange } = this.#ports;
    const peer = new Peer({
      id,
      self,
      clock,
      connection: newPeerConnection(this.#configuration),
      send: (signal) => send(id, signal),
      onChange,
    });
    this.#held.set(id, { peer, member });
    peer.setTracks(this.#for(member));
    for (const signal of this.#early.get(id) ?? []) void peer.signalled(signal);
    this.#early.delete(id);
  }

  /** Who holds the call hears and sees nobody: nothing is sent there. */
  #for({ onHold }: CallMember): Tracks {
    return onHold ? NO_TRACKS : this.#tracks;
  }

  #close(id: PeerId): void {
    this.#held.get(id)?.peer.close();
    this.#held.delete(id);
    this.#early.delete(id);
    this.#gone.add(id);
  }

  #closeAll(): void {
    for (const id of [...this.#held.keys()]) this.#close(id);
  }
}
