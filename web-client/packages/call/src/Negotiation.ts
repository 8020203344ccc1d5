import type { Clock } from '@indiretta/connection';
import type { SignalBody } from '@indiretta/protocol';

/** Candidates that came before the first description wait for it, so many at most; more are let go. */
const EARLY_CANDIDATES_MOST = 64;

/** An offer nobody answered is said again after so long: signals may be lost on their way, between nodes or for a moment. */
export const OFFER_AGAIN_AFTER_MS = 2_000;

export interface NegotiationPorts {
  readonly clock: Clock;
  readonly connection: RTCPeerConnection;
  /** Gives way when both sides offered at once. */
  readonly polite: boolean;
  readonly send: (signal: SignalBody) => void;
  /** Called between taking an offer and answering it. */
  readonly beforeAnswer: () => void;
}

/**
 * Perfect negotiation (W3C WebRTC 1.0, section 10.7): both sides may start an offer at any time. When two offers meet,
 * the polite side rolls its own back and answers; the other one ignores what came. What cannot be understood (malformed
 * SDP, candidates of an ignored offer) is dropped: the connection stays as it was, and its recovery watches over it.
 */
export class Negotiation {
  readonly #ports: NegotiationPorts;
  #offering = false;
  #closed = false;
  #early: RTCIceCandidateInit[] = [];
  #taken: Promise<void> = Promise.resolve();
  #callOff: () => void = () => {};

  constructor(ports: NegotiationPorts) {
    this.#ports = ports;
  }

  /** Offers what the connection is to be now; called whenever it says that a negotiation is needed. */
  async offer(): Promise<void> {
    const { connection } = this.#ports;
    if (this.#closed) return;
    this.#offering = true;
    try {
      await connection.setLocalDescription();
      this.#sendDescription();
    } catch {
      // Closed meanwhile, or the other side's offer was faster: it is answered instead.
    } finally {
      this.#offering = false;
    }
  }

  /** Takes in what the other side sent: one after the other, in the order of arrival. Never rejects. */
  received(signal: SignalBody): Promise<void> {
    this.#taken = this.#taken.then(() => this.#take(signal));
    return this.#taken;
  }

  /** An own candidate; null when there are no more. */
  gathered(candidate: RTCIceCandidate | null): void {
    if (this.#closed) return;
    const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate?.toJSON() ?? {};
    this.#ports.send({
      kind: 'candidate',
      candidate: line ?? '',
      sdpMid: sdpMid ?? '0',
      sdpMLineIndex: sdpMLineIndex ?? 0,
      ...(usernameFragment ? { usernameFragment } : {}),
    });
  }

  close(): void {
    this.#closed = true;
    this.#callOff();
    this.#early = [];
  }

  async #take(signal: SignalBody): Promise<void> {
    if (this.#closed) return;
    try {
      if (signal.kind === 'description') await this.#describe(signal);
      else await this.#add(candidateOf(signal));
    } catch {
      // See above: dropped.
    }
  }

  async #describe({ type, sdp }: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    const { connection, polite, beforeAnswer } = this.#ports;
    const met = type === 'offer' && (this.#offering || connection.signalingState !== 'stable');
    if (met && !polite) return;
    await connection.setRemoteDescription({ type, sdp });
    await this.#addEarly();
    if (type === 'answer' || this.#closed) return;
    beforeAnswer();
    await connection.setLocalDescription();
    this.#sendDescription();
  }

  async #add(candidate: RTCIceCandidateInit): Promise<void> {
    const { connection } = this.#ports;
    if (connection.remoteDescription === null) {
      if (this.#early.length < EARLY_CANDIDATES_MOST) this.#early.push(candidate);
      return;
    }
    await connection.addIceCandidate(candidate);
  }

  async #addEarly(): Promise<void> {
    const early = this.#early;
    this.#early = [];
    for (const candidate of early) await this.#ports.connection.addIceCandidate(candidate).catch(() => {});
  }

  #sendDescription(): void {
    const { localDescription } = this.#ports.connection;
    if (this.#closed || localDescription === null) return;
    const { type, sdp } = localDescription;
    if (type !== 'offer' && type !== 'answer') return;
    this.#ports.send({ kind: 'description', type, sdp });
    if (type === 'offer') this.#offerAgainLater();
  }

  #offerAgainLater(): void {
    const { clock, connection } = this.#ports;
    this.#callOff();
    this.#callOff = clock.after(OFFER_AGAIN_AFTER_MS, () => {
      if (connection.signalingState === 'have-local-offer') this.#sendDescription();
    });
  }
}

const candidateOf = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: SignalBody & { kind: 'candidate' }) => ({
  candidate,
  sdpMid: sdpMid ?? null,
  sdpMLineIndex: sdpMLineIndex ?? null,
  usernameFragment: usernameFragment ?? null,
});
