import type { PeerId } from '@indiretta/protocol';

/** Plays one track; the browser's is an audio element that stands in no document. */
export interface Player {
  /** False when the browser wants a click of the person first. */
  play(): Promise<boolean>;
  setMuted(muted: boolean): void;
  setSpeaker(speaker: string): void;
  stop(): void;
}

/** What the others say, one player each. */
export class Sound {
  readonly #newPlayer: (track: MediaStreamTrack) => Player;
  readonly #onChange: () => void;
  readonly #players = new Map<PeerId, { readonly track: MediaStreamTrack; readonly player: Player }>();
  readonly #blocked = new Set<PeerId>();
  #muted = false;
  #speaker: string | undefined;

  constructor(newPlayer: (track: MediaStreamTrack) => Player, onChange: () => void) {
    this.#newPlayer = newPlayer;
    this.#onChange = onChange;
  }

  /** The browser plays nothing before a click. */
  get blocked(): boolean {
    return this.#blocked.size > 0;
  }

  /** Plays exactly these. */
  follow(tracks: ReadonlyMap<PeerId, MediaStreamTrack>): void {
    for (const [peer, { track }] of [...this.#players]) {
      if (tracks.get(peer) !== track) this.#stop(peer);
    }
    for (const [peer, track] of tracks) {
      if (!this.#players.has(peer)) this.#start(peer, track);
    }
  }

  /** Call it inside a click: plays what was blocked. */
  async hear(): Promise<void> {
    await Promise.all([...this.#blocked].map((peer) => this.#play(peer)));
  }

  /** Nothing is heard while the call is on hold. */
  mute(muted: boolean): void {
    this.#muted = muted;
    for (const { player } of this.#players.values()) player.setMuted(muted);
  }

  /** Where it is heard from now on, where the browser lets it be chosen. */
  choose(speaker: string): void {
    this.#speaker = speaker;
    for (const { player } of this.#players.values()) player.setSpeaker(speaker);
  }

  #start(peer: PeerId, track: MediaStreamTrack): void {
    const player = this.#newPlayer(track);
    this.#players.set(peer, { track, player });
    player.setMuted(this.#muted);
    if (this.#speaker !== undefined) player.setSpeaker(this.#speaker);
    void this.#play(peer);
  }

  async #play(peer: PeerId): Promise<void> {
    const playing = this.#players.get(peer);
    const plays = (await playing?.player.play()) ?? true;
    if (this.#players.get(peer) !== playing) return;
    if (plays ? this.#blocked.delete(peer) : !this.#blocked.has(peer) && this.#blocked.add(peer)) this.#onChange();
  }

  #stop(peer: PeerId): void {
    this.#players.get(peer)?.player.stop();
    this.#players.delete(peer);
    this.#blocked.delete(peer);
  }
}

/** A player of this browser. */
export function browserPlayer(track: MediaStreamTrack): Player {
  const audio = new Audio();
  audio.srcObject = new MediaStream([track]);
  return {
    play: () =>
      audio.play().then(
        () => true,
        // AbortError: stopped before it began; nothing is blocked then.
        (error: unknown) => !(error instanceof DOMException && error.name === 'NotAllowedError'),
      ),
    setMuted: (muted) => {
      audio.muted = muted;
    },
    setSpeaker: (speaker) => {
      // A loudspeaker that is gone: the sound stays where it is.
      if ('setSinkId' in audio) audio.setSinkId(speaker).catch(() => {});
    },
    stop: () => {
      audio.pause();
      audio.srcObject = null;
    },
  };
}
