import type { CallJoined, CallView, JitsiPlace } from '@indiretta/protocol';
import type { SaidMedia } from './Seat.ts';

/** What of this person's is open in Jitsi. */
export type MediaAtJitsi = Omit<SaidMedia, 'onHold'>;

/** Where a call is that Jitsi carries. */
export interface JitsiState {
  readonly place: JitsiPlace;
  /** The person joined on this page by a click of their own; nothing is loaded from there before. */
  readonly wanted: boolean;
}

const NOTHING: MediaAtJitsi = { microphone: 'OFF', camera: false, screen: false };

/** This page's part in a call that Jitsi carries; the devices are Jitsi's there. */
export class AtJitsi {
  #place: JitsiPlace | undefined;
  #wanted = false;
  #cameBack = false;
  media: MediaAtJitsi = NOTHING;

  /** Undefined while the browsers carry the call. */
  get state(): JitsiState | undefined {
    return this.#place && { place: this.#place, wanted: this.#wanted };
  }

  /** The person's own click. */
  want(): void {
    this.#wanted = true;
  }

  /** Whether what this page sent before the seat was taken goes on: it was opened to come back from Jitsi. */
  joined({ jitsi }: CallJoined): boolean {
    const cameBack = this.#cameBack;
    this.#place = jitsi;
    this.#cameBack = false;
    return cameBack;
  }

  /** True once, when the call that was here goes on without it. */
  leaves({ provider }: CallView): boolean {
    if (!this.#place || provider === 'JITSI') return false;
    this.close();
    this.#cameBack = true;
    return true;
  }

  /** May be called twice. */
  close(): void {
    this.#place = undefined;
    this.#wanted = false;
    this.#cameBack = false;
    this.media = NOTHING;
  }
}
