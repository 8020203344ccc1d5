import type { Clock } from '@indiretta/connection';
import type { PeerId } from '@indiretta/protocol';
import type { Peer } from './Peer.ts';
import {
  QUALITY_EVERY_MS,
  QualityLevel,
  QualityMean,
  QualityReader,
  type QualitySummary,
  type QualityWord,
} from './Quality.ts';

/** So often the levels are looked at; a syllable lasts about this long. */
const SPEAKING_EVERY_MS = 160;
/** Louder than this is speech (0 to 1, RFC 6464's level as a browser gives it). */
const SPEAKING_ABOVE = 0.01;
/** Between two words somebody still speaks. */
const SPEAKING_LASTS_MS = 750;

interface Watched {
  readonly reader: QualityReader;
  readonly level: QualityLevel;
  spokeAt?: number;
}

export interface AttentionPorts {
  readonly clock: Clock;
  readonly peers: () => readonly Peer[];
  readonly onChange: () => void;
}

/** Watches every link of a call: how good it is, and who speaks. */
export class Attention {
  readonly #ports: AttentionPorts;
  readonly #watched = new Map<PeerId, Watched>();
  #mean = new QualityMean();
  #callOffs: (() => void)[] = [];
  #quality: QualityWord | undefined;
  #speaking: readonly PeerId[] = [];

  constructor(ports: AttentionPorts) {
    this.#ports = ports;
  }

  /** The worst of all links; undefined before the first look. */
  get quality(): QualityWord | undefined {
    return this.#quality;
  }

  get summary(): QualitySummary | undefined {
    return this.#mean.summary;
  }

  speaks(peer: PeerId): boolean {
    return this.#speaking.includes(peer);
  }

  start(): void {
    if (this.#callOffs.length > 0) return;
    this.#callOffs = [
      this.#every(QUALITY_EVERY_MS, () => this.#lookAtQuality()),
      this.#every(SPEAKING_EVERY_MS, () => this.#lookWhoSpeaks()),
    ];
  }

  /** Forgets everything; may be called twice. */
  stop(): void {
    for (const callOff of this.#callOffs) callOff();
    this.#callOffs = [];
    this.#watched.clear();
    this.#mean = new QualityMean();
    this.#quality = undefined;
    this.#speaking = [];
  }

  #every(ms: number, look: () => unknown): () => void {
    let ended = false;
    let callOff = () => {};
    const next = () => {
      callOff = this.#ports.clock.after(ms, async () => {
        await look();
        if (!ended) next();
      });
    };
    next();
    return () => {
      ended = true;
      callOff();
    };
  }

  async #lookAtQuality(): Promise<void> {
    const mean = this.#mean;
    const words = await Promise.all(this.#ports.peers().map((peer) => this.#lookAt(peer, mean)));
    if (mean !== this.#mean) return;
    const known = words.filter((word) => word !== undefined);
    const worst = (['poor', 'fair', 'good'] as const).find((word) => known.includes(word));
    if (worst === this.#quality) return;
    this.#quality = worst;
    this.#ports.onChange();
  }

  async #lookAt(peer: Peer, mean: QualityMean): Promise<QualityWord | undefined> {
    if (peer.link === 'connecting') return undefined;
    const report = await peer.stats();
    if (!report || mean !== this.#mean) return undefined;
    const watched = this.#watch(peer.id);
    const sample = watched.reader.read(report);
    mean.take(sample);
    return watched.level.take(sample);
  }

  #lookWhoSpeaks(): void {
    const now = this.#ports.clock.now();
    const peers = this.#ports.peers();
    const speaking = peers.map(({ id, level }) => {
      const watched = this.#watch(id);
      if ((level ?? 0) > SPEAKING_ABOVE) watched.spokeAt = now;
      return watched.spokeAt !== undefined && now - watched.spokeAt < SPEAKING_LASTS_MS ? id : undefined;
    });
    const ids = speaking.filter((id) => id !== undefined);
    if (ids.join() === this.#speaking.join()) return;
    this.#speaking = ids;
    this.#ports.onChange();
  }

  #watch(id: PeerId): Watched {
    const watched = this.#watched.get(id) ?? { reader: new QualityReader(), level: new QualityLevel() };
    this.#watched.set(id, watched);
    return watched;
  }
}
