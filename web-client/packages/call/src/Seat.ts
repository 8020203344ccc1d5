import type { Answer, Clock, Connection } from '@indiretta/connection';
import {
  type CallId,
  type CallJoined,
  type CallQuality,
  type ConsultationId,
  type ErrorCode,
  type LeaveReason,
  type Microphone,
  type PeerId,
  retryByErrorCode,
} from '@indiretta/protocol';

/** How long to wait where the server names no time, in ms. */
const RETRY_AFTER_MS = 1_000;

/** What the others are told of this person's devices. */
export interface SaidMedia {
  readonly microphone: Microphone;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly onHold: boolean;
}

export interface SeatPorts {
  readonly consultation: ConsultationId;
  readonly connection: Pick<Connection, 'request'>;
  readonly clock: Clock;
  readonly onJoined: (joined: CallJoined) => void;
  /** The server does not let this person in, for good. */
  readonly onRefused: (code: ErrorCode) => void;
}

/**
 * This page's place in a running call, as the server knows it: taken, taken again over a new link as the same peer, given
 * up.
 */
export class Seat {
  readonly #ports: SeatPorts;
  #call: CallId | undefined;
  #peer: PeerId | undefined;
  /** Who this page was over the links before; its media go on. */
  #was: PeerId | undefined;
  /** Grows with every call and lost link: older answers no longer count. */
  #round = 0;
  #asking = false;
  #unanswered = false;
  #saying = false;
  #media: SaidMedia | undefined;
  #said = '';
  #callOff: () => void = () => {};

  constructor(ports: SeatPorts) {
    this.#ports = ports;
  }

  /** Who this page is in the call; undefined while it has no seat over this link. */
  get peer(): PeerId | undefined {
    return this.#peer;
  }

  /** The last time it was asked for, no answer came: a seat the server names may be this page's. */
  get mayHaveOne(): boolean {
    return this.#asking || this.#unanswered;
  }

  /** Takes the seat, unless it has it or asks for it already. The link is good. */
  take(call: CallId): void {
    if (this.#call !== call) this.giveUp();
    this.#call = call;
    if (this.#peer === undefined && !this.#asking) void this.#join(call);
  }

  /** The media are over: whoever this page was, it comes as somebody new. */
  giveUp(): void {
    this.lost();
    this.#was = undefined;
  }

  /** The link is gone, and the seat with it until {@link take}. */
  lost(): void {
    this.#round += 1;
    this.#peer = undefined;
    this.#asking = false;
    this.#saying = false;
    this.#said = '';
    this.#callOff();
  }

  /** Tells the others, now or as soon as the seat is taken; only what changed. */
  say(media: SaidMedia): void {
    this.#media = media;
    void this.#say();
  }

  report(quality: CallQuality, setUpMs: number): void {
    if (this.#peer === undefined || this.#call === undefined) return;
    void this.#ports.connection.request({ type: 'reportCall', ...this.#of(this.#call), ...quality, setUpMs });
  }

  /** Gives the seat up, or takes an own proposal back. */
  leave(call: CallId, reason: LeaveReason): Promise<Answer<'leaveCall'>> {
    this.giveUp();
    this.#call = undefined;
    return this.#ports.connection.request({ type: 'leaveCall', ...this.#of(call), reason });
  }

  async #join(call: CallId): Promise<void> {
    const round = this.#round;
    this.#asking = true;
    this.#unanswered = true;
    const was = this.#was;
    const answer = await this.#ports.connection.request({
      type: 'joinCall',
      ...this.#of(call),
      ...(was === undefined ? {} : { peer: was }),
    });
    if (round !== this.#round) return;
    this.#asking = false;
    this.#unanswered = answer.type === 'unanswered';
    if (answer.type === 'callJoined') {
      this.#peer = answer.peer;
      this.#was = answer.peer;
      this.#ports.onJoined(answer);
      void this.#say();
    } else if (answer.type === 'refused' && was !== undefined && !retryByErrorCode[answer.code]) {
      // Another browser of this person joined since, or the server is of a version that knows new peers only.
      this.#was = undefined;
      void this.#join(call);
    } else if (answer.type === 'refused' && !retryByErrorCode[answer.code]) {
      this.#ports.onRefused(answer.code);
    } else {
      const waitMs = (answer.type === 'refused' ? answer.retryAfterMs : undefined) ?? RETRY_AFTER_MS;
      this.#callOff = this.#ports.clock.after(waitMs, () => this.take(call));
    }
  }

  async #say(): Promise<void> {
    const media = this.#media;
    const text = JSON.stringify(media);
    if (!media || this.#saying || this.#peer === undefined || this.#call === undefined || text === this.#said) return;
    const round = this.#round;
    this.#saying = true;
    const answer = await this.#ports.connection.request({ type: 'setMedia', ...this.#of(this.#call), ...media });
    if (round !== this.#round) return;
    this.#saying = false;
    if (answer.type === 'unanswered' || (answer.type === 'refused' && retryByErrorCode[answer.code])) {
      const waitMs = (answer.type === 'refused' ? answer.retryAfterMs : undefined) ?? RETRY_AFTER_MS;
      this.#callOff = this.#ports.clock.after(waitMs, () => void this.#say());
      return;
    }
    this.#said = text;
    await this.#say();
  }

  #of(call: CallId) {
    return { consultation: this.#ports.consultation, call };
  }
}
