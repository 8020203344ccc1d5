import type { Keep } from '@indiretta/connection';

/** What this person chose for calls on this device; absent: the device's own choice. */
export class Preferences {
  readonly #keep: Keep;

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  get microphone(): string | undefined {
    return this.#keep.get('microphone');
  }

  get speaker(): string | undefined {
    return this.#keep.get('speaker');
  }

  get camera(): string | undefined {
    return this.#keep.get('camera');
  }

  /** Real-time text is switched on with each call. */
  get liveText(): boolean {
    return this.#keep.get('liveText') === 'on';
  }

  choose(what: 'microphone' | 'speaker' | 'camera', device: string): void {
    this.#keep.set(what, device);
  }

  setLiveText(on: boolean): void {
    if (on) this.#keep.set('liveText', 'on');
    else this.#keep.remove('liveText');
  }
}
