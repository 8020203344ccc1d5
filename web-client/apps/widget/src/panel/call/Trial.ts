import { type BrowserParts, type MediaProblem, testSpeaker, watchLevel } from '@indiretta/call';
import type { Clock } from '@indiretta/connection';

/** What the test of microphone and sound shows. */
export type TrialState =
  | { readonly is: 'closed' }
  /** The browser asks the person. */
  | { readonly is: 'opening' }
  /** `level`: 0 to 1. */
  | { readonly is: 'open'; readonly level: number; readonly sound: 'none' | 'playing' | 'played' | 'failed' }
  | { readonly is: 'failed'; readonly problem: MediaProblem };

export interface TrialPorts {
  readonly clock: Clock;
  readonly capturing: BrowserParts['capturing'];
  readonly watchLevel: typeof watchLevel;
  readonly testSpeaker: typeof testSpeaker;
}

/** The sound of this browser. */
export const browserSound: Pick<TrialPorts, 'watchLevel' | 'testSpeaker'> = { watchLevel, testSpeaker };

/** A person tries microphone and sound, by their own click; nothing of it leaves the device. */
export class Trial {
  readonly #ports: TrialPorts;
  readonly #onChange: () => void;
  #state: TrialState = { is: 'closed' };
  #release: () => void = () => {};
  /** Grows with every opening and closing: what was asked for before is no longer wanted. */
  #round = 0;

  constructor(ports: TrialPorts, onChange: () => void) {
    this.#ports = ports;
    this.#onChange = onChange;
  }

  get state(): TrialState {
    return this.#state;
  }

  /** Opens the microphone, or another one. */
  async open(microphone?: string): Promise<void> {
    const round = this.#begin();
    this.#become({ is: 'opening' });
    const captured = await this.#ports.capturing.microphone(microphone);
    if (round !== this.#round) {
      if (captured.type === 'open') captured.track.stop();
      return;
    }
    if (captured.type === 'failed') {
      this.#become({ is: 'failed', problem: captured.problem });
      return;
    }
    const { track } = captured;
    this.#become({ is: 'open', level: 0, sound: 'none' });
    const stop = this.#ports.watchLevel(track, this.#ports.clock, (level) => this.#open({ level }));
    this.#release = () => {
      stop();
      track.stop();
    };
  }

  async playSound(speaker?: string): Promise<void> {
    const round = this.#round;
    this.#open({ sound: 'playing' });
    const sound = await this.#ports.testSpeaker(speaker);
    if (round === this.#round) this.#open({ sound });
  }

  /** Closes the microphone. May be called twice. */
  close(): void {
    this.#begin();
    if (this.#state.is !== 'closed') this.#become({ is: 'closed' });
  }

  #begin(): number {
    this.#round += 1;
    this.#release();
    this.#release = () => {};
    return this.#round;
  }

  #open(change: Partial<Extract<TrialState, { is: 'open' }>>): void {
    if (this.#state.is === 'open') this.#become({ ...this.#state, ...change });
  }

  #become(state: TrialState): void {
    this.#state = state;
    this.#onChange();
  }
}
