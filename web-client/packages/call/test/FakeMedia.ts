import type { Captured, Capturing } from '../src/Capturing.ts';
import type { MediaProblem } from '../src/problems.ts';
import type { Player } from '../src/Sound.ts';

let count = 0;
const nextId = () => {
  count += 1;
  return `track-${count}`;
};

/** A track of a device that a test can unplug. */
export class FakeTrack extends EventTarget {
  readonly id = nextId();
  readonly kind: 'audio' | 'video';
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  contentHint = '';

  constructor(kind: 'audio' | 'video') {
    super();
    this.kind = kind;
  }

  /** As in a browser: stopping says nothing. */
  stop(): void {
    this.readyState = 'ended';
  }

  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

/** Devices that open at once, fail as told, or wait for the person. */
export class FakeCapturing implements Capturing {
  readonly opened: FakeTrack[] = [];
  problem: MediaProblem | undefined;
  /** While set, the browser's question stands. */
  question: Promise<void> | undefined;

  microphone = () => this.#open('audio');
  camera = () => this.#open('video');
  screen = () => this.#open('video');

  get live(): FakeTrack[] {
    return this.opened.filter(({ readyState }) => readyState === 'live');
  }

  async #open(kind: 'audio' | 'video'): Promise<Captured> {
    await this.question;
    if (this.problem) return { type: 'failed', problem: this.problem };
    const track = new FakeTrack(kind);
    this.opened.push(track);
    return { type: 'open', track: track as unknown as MediaStreamTrack };
  }
}

/** A loudspeaker that plays, or wants a click first. */
export class FakePlayer implements Player {
  static wantsClick = false;
  playing = false;
  muted = false;

  async play(): Promise<boolean> {
    this.playing = !FakePlayer.wantsClick;
    return this.playing;
  }
  setMuted(muted: boolean): void {
    this.muted = muted;
  }
  setSpeaker(): void {}
  stop(): void {
    this.playing = false;
  }
}
