import type { Locale } from '../../words/words.ts';
import { loadTwice } from '../Parts.ts';
import type { JitsiScreen } from './jitsi/main.tsx';
import type { Talking, TalkingState } from './Talking.ts';

interface DoorPorts {
  readonly talking: Talking;
  readonly locale: () => Locale;
  readonly wear: (styles: string) => void;
}

/** Brings the part for a call that Jitsi carries, from this server; from Jitsi's own nothing comes before a click. */
export class JitsiDoor {
  readonly #ports: DoorPorts;
  readonly #changed: () => void;
  readonly #unsubscribe: () => void;
  #asking = false;
  #screen: JitsiScreen | undefined;

  constructor(ports: DoorPorts, changed: () => void) {
    this.#ports = ports;
    this.#changed = changed;
    this.#unsubscribe = ports.talking.onChange((state) => void this.#look(state));
    void this.#look(ports.talking.state);
  }

  get screen(): JitsiScreen | undefined {
    return this.#screen;
  }

  /** May be called twice. */
  close(): void {
    this.#unsubscribe();
  }

  async #look({ call: { call } }: TalkingState): Promise<void> {
    if (call?.provider !== 'JITSI' || this.#screen || this.#asking) return;
    this.#asking = true;
    try {
      const { startJitsi } = await loadTwice(() => import('./jitsi/main.tsx'));
      this.#screen = await startJitsi(this.#ports.locale(), this.#ports.wear);
      this.#changed();
    } catch {
      // the next change of the call asks again
    } finally {
      this.#asking = false;
    }
  }
}
