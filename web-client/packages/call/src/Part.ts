import type { Keep } from '@indiretta/connection';
import type { CallId, ConsultationId, PeerId } from '@indiretta/protocol';
import type { OwnMediaState } from './OwnMedia.ts';

type Before = Pick<OwnMediaState, 'speakAgain' | 'shareAgain'>;

/** What one tab remembers over a reload of its page. */
interface Kept {
  readonly call?: CallId;
  readonly peer?: PeerId;
  readonly speakAgain: boolean;
  readonly shareAgain?: 'camera' | 'screen';
}

/**
 * Whether this page takes part in the call, by its person's own click, and as which peers it did. Kept per tab, so that a
 * reload comes back by itself and a second tab does not take the call away from the first.
 */
export class Part {
  readonly #keep: Keep;
  readonly #key: string;
  readonly #peers = new Set<PeerId>();
  #kept: Kept | undefined;

  constructor(consultation: ConsultationId, keep: Keep) {
    this.#keep = keep;
    this.#key = `call:${consultation}`;
    this.#kept = this.#read();
    if (this.#kept?.peer) this.#peers.add(this.#kept.peer);
  }

  /** The person wants to be in the call that is going or comes next. */
  want(): void {
    this.#write(this.#kept ?? { speakAgain: false });
  }

  drop(): void {
    this.#kept = undefined;
    this.#peers.clear();
    this.#keep.remove(this.#key);
  }

  isWanted(call: CallId): boolean {
    return this.#kept !== undefined && (this.#kept.call === undefined || this.#kept.call === call);
  }

  /** It was in this call before: what comes now is the call re-established. */
  wasIn(call: CallId): boolean {
    return this.#kept?.call === call && this.#peers.size > 0;
  }

  /** The peer is, or was, this page. */
  isMine(peer: PeerId): boolean {
    return this.#peers.has(peer);
  }

  joined(call: CallId, peer: PeerId): void {
    this.#peers.add(peer);
    this.#write({ speakAgain: false, ...this.#kept, call, peer });
  }

  /** What to offer again after a reload. */
  get before(): Before {
    return { speakAgain: this.#kept?.speakAgain ?? false, shareAgain: this.#kept?.shareAgain };
  }

  remember({ speakAgain, shareAgain }: Before): void {
    if (this.#kept?.peer === undefined) return;
    const { call, peer } = this.#kept;
    if (this.#kept.speakAgain === speakAgain && this.#kept.shareAgain === shareAgain) return;
    this.#write({ ...(call ? { call } : {}), peer, speakAgain, ...(shareAgain ? { shareAgain } : {}) });
  }

  #write(kept: Kept): void {
    this.#kept = kept;
    this.#keep.set(this.#key, JSON.stringify(kept));
  }

  #read(): Kept | undefined {
    try {
      return JSON.parse(this.#keep.get(this.#key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  }
}
