import type { Microphone, Share } from '@indiretta/protocol';
import type { Captured, Capturing } from './Capturing.ts';
import { NO_TRACKS, type Tracks } from './Peer.ts';
import type { Capture, MediaProblem } from './problems.ts';

/** What is open on this device, and what of it the others get. */
export interface OwnMediaState {
  /** ON: heard by the others. MUTED: open, nothing is sent. OFF: not open. */
  readonly microphone: Microphone;
  /** The own camera's picture, which the others see too. */
  readonly camera: MediaStreamTrack | undefined;
  /** Chosen: seen only here, until it is shared. */
  readonly screen: { readonly state: 'chosen' | 'shared'; readonly track: MediaStreamTrack } | undefined;
  readonly onHold: boolean;
  /** The microphone was heard before the call was re-established; it is one click away. */
  readonly speakAgain: boolean;
  /** A camera or screen was shared before the call was re-established. */
  readonly shareAgain: 'camera' | 'screen' | undefined;
  /** What somebody else in the call ended, until it is shown again or that was read. */
  readonly ended: Share | undefined;
  /** The last thing that did not work, until the next try with the same device. */
  readonly problem: { readonly with: Capture; readonly problem: MediaProblem } | undefined;
}

const CLOSED: OwnMediaState = {
  microphone: 'OFF',
  camera: undefined,
  screen: undefined,
  onHold: false,
  speakAgain: false,
  shareAgain: undefined,
  ended: undefined,
  problem: undefined,
};

/**
 * This person's microphone, camera and screen. Each opens only by a method that stands for the person's own click, and
 * an opening that ends after the call did is closed at once. Muted means that nothing is sent at all.
 */
export class OwnMedia {
  readonly #capturing: Capturing;
  readonly #onChange: () => void;
  #state: OwnMediaState = CLOSED;
  #microphone: MediaStreamTrack | undefined;
  /** Grows when everything is closed: what was asked for before is no longer wanted. */
  #round = 0;
  readonly #asking = new Set<Capture>();

  constructor(capturing: Capturing, onChange: () => void) {
    this.#capturing = capturing;
    this.#onChange = onChange;
  }

  get state(): OwnMediaState {
    return this.#state;
  }

  /** For a level meter; undefined while OFF. */
  get microphoneTrack(): MediaStreamTrack | undefined {
    return this.#microphone;
  }

  /** What the others get now. */
  get sent(): Tracks {
    const { microphone, camera, screen, onHold } = this.#state;
    if (onHold) return NO_TRACKS;
    return {
      microphone: microphone === 'ON' ? (this.#microphone ?? null) : null,
      camera: camera ?? null,
      screen: screen?.state === 'shared' ? screen.track : null,
    };
  }

  /** Opens the microphone (or takes another one without a break) and is heard. */
  async speak(device?: string): Promise<void> {
    if (device === undefined && this.#microphone) {
      this.#hear(true);
      return;
    }
    await this.#open(
      'microphone',
      () => this.#capturing.microphone(device),
      (track) => {
        this.#takeMicrophone(track);
        this.#hear(true);
      },
    );
  }

  /** Takes another microphone and stays as muted as it was. */
  async changeMicrophone(device: string): Promise<void> {
    if (this.#state.microphone === 'OFF') return;
    await this.#open(
      'microphone',
      () => this.#capturing.microphone(device),
      (track) => {
        this.#takeMicrophone(track);
        this.#hear(this.#state.microphone === 'ON');
      },
    );
  }

  mute(): void {
    if (this.#microphone) this.#hear(false);
  }

  /** Shows the camera, or another one. */
  async showCamera(device?: string): Promise<void> {
    await this.#open(
      'camera',
      () => this.#capturing.camera(device),
      (track) => {
        this.#state.camera?.stop();
        const gone = { with: 'camera', problem: 'UNPLUGGED' } as const;
        this.#whenGone(track, () => this.#change({ camera: undefined, problem: gone }));
        this.#change({ camera: track, shareAgain: undefined, ended: undefined });
      },
    );
  }

  hideCamera(): void {
    this.#state.camera?.stop();
    this.#change({ camera: undefined });
  }

  /** Lets the person pick a screen, which only they see until {@link shareScreen}. */
  async chooseScreen(): Promise<void> {
    await this.#open(
      'screen',
      () => this.#capturing.screen(),
      (track) => {
        this.#state.screen?.track.stop();
        track.contentHint = 'detail';
        // The browser's own "stop sharing" bar.
        this.#whenGone(track, () => this.#change({ screen: undefined }));
        this.#change({ screen: { state: 'chosen', track }, shareAgain: undefined, ended: undefined });
      },
    );
  }

  shareScreen(): void {
    const { screen } = this.#state;
    if (screen) this.#change({ screen: { ...screen, state: 'shared' } });
  }

  stopScreen(): void {
    this.#state.screen?.track.stop();
    this.#change({ screen: undefined });
  }

  /** Somebody else in the call ended it. */
  takeDown(what: Share): void {
    if (what === 'CAMERA') this.hideCamera();
    else this.stopScreen();
    this.#change({ ended: what });
  }

  hold(onHold: boolean): void {
    this.#change({ onHold });
  }

  /**
   * The call is re-established: others may hear only what the person says after a click of their own, and nothing is
   * shown before it is shared again. What was open on a page that is gone now is told by `before`.
   */
  startAnew(before: Pick<OwnMediaState, 'speakAgain' | 'shareAgain'>): void {
    const { screen } = this.#state;
    this.#state.camera?.stop();
    if (this.#microphone) this.#microphone.enabled = false;
    this.#change({
      ...before,
      microphone: this.#microphone ? 'MUTED' : 'OFF',
      camera: undefined,
      screen: screen && { ...screen, state: 'chosen' },
    });
  }

  /** What has to be offered again if this page went away now. */
  get before(): Pick<OwnMediaState, 'speakAgain' | 'shareAgain'> {
    const { microphone, camera, screen, speakAgain, shareAgain } = this.#state;
    return {
      speakAgain: speakAgain || microphone === 'ON',
      shareAgain: screen?.state === 'shared' ? 'screen' : camera ? 'camera' : shareAgain,
    };
  }

  /** What did not work, or was ended, was read. */
  dismissProblem(): void {
    this.#change({ problem: undefined, ended: undefined });
  }

  /** Closes every device; what is still being opened is closed as soon as it is there. May be called twice. */
  close(): void {
    this.#round += 1;
    this.#asking.clear();
    this.#microphone?.stop();
    this.#microphone = undefined;
    this.#state.camera?.stop();
    this.#state.screen?.track.stop();
    this.#change(CLOSED);
  }

  /**
   * One question per device at a time: a second click while the browser asks changes nothing. What opens is taken in the
   * same turn in which it is known to be wanted still, so that nothing closes in between.
   */
  async #open(what: Capture, ask: () => Promise<Captured>, take: (track: MediaStreamTrack) => void): Promise<void> {
    if (this.#asking.has(what)) return;
    const round = this.#round;
    this.#asking.add(what);
    if (this.#state.problem?.with === what) this.#change({ problem: undefined });
    const captured = await ask();
    if (round !== this.#round) {
      if (captured.type === 'open') captured.track.stop();
      return;
    }
    this.#asking.delete(what);
    if (captured.type === 'open') take(captured.track);
    else this.#change({ problem: { with: what, problem: captured.problem } });
  }

  #takeMicrophone(track: MediaStreamTrack): void {
    this.#microphone?.stop();
    this.#microphone = track;
    this.#whenGone(track, () => void this.#microphoneGone(track));
  }

  /** Unplugged in the middle: another one takes its place, in the same state; without one it is off. Both are said. */
  async #microphoneGone(gone: MediaStreamTrack): Promise<void> {
    const before = this.#state.microphone;
    const round = this.#round;
    this.#microphone = undefined;
    this.#change({ microphone: 'OFF', problem: { with: 'microphone', problem: 'UNPLUGGED' } });
    const other = await this.#capturing.microphone();
    if (other.type === 'failed') return;
    if (round !== this.#round || this.#microphone !== undefined || gone.id === other.track.id) {
      other.track.stop();
      return;
    }
    this.#takeMicrophone(other.track);
    this.#hear(before === 'ON');
  }

  /** `ended` is said only when the device or the browser ends a track, not after our own `stop`. */
  #whenGone(track: MediaStreamTrack, call: () => void): void {
    track.addEventListener(
      'ended',
      () => {
        const current = [this.#microphone, this.#state.camera, this.#state.screen?.track];
        if (current.includes(track)) call();
      },
      { once: true },
    );
  }

  #hear(on: boolean): void {
    if (!this.#microphone) return;
    this.#microphone.enabled = on;
    this.#change(on ? { microphone: 'ON', speakAgain: false } : { microphone: 'MUTED' });
  }

  #change(changed: Partial<OwnMediaState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#onChange();
  }
}
