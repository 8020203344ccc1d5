import type { Clock } from '@indiretta/connection';
import type { PeerId, SignalBody } from '@indiretta/protocol';
import { Negotiation } from './Negotiation.ts';
import { type LinkState, Recovery } from './Recovery.ts';

/** What a call is made of; the order of the media sections in every description. */
export const MEDIA = ['microphone', 'camera', 'screen'] as const;
export type Medium = (typeof MEDIA)[number];
/** One track each, or null where nothing is sent. */
export type Tracks = Readonly<Record<Medium, MediaStreamTrack | null>>;
export const NO_TRACKS: Tracks = { microphone: null, camera: null, screen: null };

export interface PeerPorts {
  readonly id: PeerId;
  /** The own peer's id; the one that sorts lower is the polite one. */
  readonly self: PeerId;
  readonly clock: Clock;
  readonly connection: RTCPeerConnection;
  readonly send: (signal: SignalBody) => void;
  /** The link's state changed, or the received tracks are there. */
  readonly onChange: () => void;
}

/**
 * The media between this browser and one other: one `RTCPeerConnection`, which belongs to this class alone. The impolite
 * side lays out the media sections and makes the first offer; the other adopts them. All three stand both ways from the
 * start, so that muting, camera and screen only exchange tracks and never negotiate again.
 */
export class Peer {
  readonly id: PeerId;
  readonly #connection: RTCPeerConnection;
  readonly #polite: boolean;
  readonly #negotiation: Negotiation;
  readonly #recovery: Recovery;
  readonly #ended = new AbortController();
  #transceivers: readonly RTCRtpTransceiver[] = [];
  #tracks: Tracks = NO_TRACKS;
  #received: Tracks = NO_TRACKS;

  constructor({ id, self, clock, connection, send, onChange }: PeerPorts) {
    this.id = id;
    this.#connection = connection;
    this.#polite = self < id;
    this.#negotiation = new Negotiation({
      clock,
      connection,
      polite: this.#polite,
      send,
      beforeAnswer: () => {
        if (this.#transceivers.length === 0) this.#adopt(connection.getTransceivers());
        onChange();
      },
    });
    this.#recovery = new Recovery({ clock, restart: () => this.#restart(), onChange });
    this.#listen();
    if (!this.#polite) this.#layOut();
  }

  get link(): LinkState {
    return this.#recovery.state;
  }

  /** What comes from there; a track of a medium that is not sent is muted. All null until the first description. */
  get received(): Tracks {
    return this.#received;
  }

  /** Sends these from now on, without a negotiation. */
  setTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#transceivers.forEach(({ sender }, place) => {
      const medium = MEDIA[place];
      // A sender refuses only after close, or a track of another kind, which Tracks does not hold.
      if (medium && sender.track !== tracks[medium]) sender.replaceTrack(tracks[medium]).catch(() => {});
    });
  }

  signalled(signal: SignalBody): Promise<void> {
    return this.#negotiation.received(signal);
  }

  networkChanged(): void {
    this.#recovery.networkChanged();
  }

  /** No signals reach the other side for now: nothing is tried that would need them. */
  pause(paused: boolean): void {
    this.#recovery.pause(paused);
  }

  /** Undefined when it cannot be asked (closed). */
  async stats(): Promise<RTCStatsReport | undefined> {
    return this.#connection.getStats().catch(() => undefined);
  }

  /** How loud it is there, 0 to 1; undefined when nothing comes. */
  get level(): number | undefined {
    return this.#transceivers[0]?.receiver.getSynchronizationSources()[0]?.audioLevel;
  }

  /** May be called twice. */
  close(): void {
    this.#ended.abort();
    this.#negotiation.close();
    this.#recovery.close();
    this.#connection.close();
  }

  #listen(): void {
    const connection = this.#connection;
    const { signal } = this.#ended;
    const on = <K extends keyof RTCPeerConnectionEventMap>(
      type: K,
      call: (event: RTCPeerConnectionEventMap[K]) => void,
    ) => connection.addEventListener(type, call, { signal });
    on('negotiationneeded', () => {
      // The polite side has nothing to offer before it adopted what the other side laid out.
      if (this.#transceivers.length > 0) void this.#negotiation.offer();
    });
    on('icecandidate', ({ candidate }) => this.#negotiation.gathered(candidate));
    on('connectionstatechange', () => this.#recovery.connectionIs(connection.connectionState));
  }

  #layOut(): void {
    this.#adopt(
      MEDIA.map((medium) =>
        this.#connection.addTransceiver(medium === 'microphone' ? 'audio' : 'video', { direction: 'sendrecv' }),
      ),
    );
  }

  #adopt(transceivers: readonly RTCRtpTransceiver[]): void {
    this.#transceivers = transceivers.slice(0, MEDIA.length);
    for (const transceiver of this.#transceivers) transceiver.direction = 'sendrecv';
    const [microphone, camera, screen] = this.#transceivers.map(({ receiver }) => receiver.track);
    this.#received = { microphone: microphone ?? null, camera: camera ?? null, screen: screen ?? null };
    this.setTracks(this.#tracks);
  }

  #restart(): void {
    // An offer under way is said again by the negotiation; a restart would only wait behind it.
    if (this.#transceivers.length > 0 && this.#connection.signalingState === 'stable') this.#connection.restartIce();
  }
}
