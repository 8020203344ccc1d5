import { browserClock, type Connection } from '@indiretta/connection';
import type { CallId, ConsultationId } from '@indiretta/protocol';
import { loadTwice } from '../Parts.ts';
import type { ShowScreens } from './show/main.tsx';
import type { Talking, TalkingState } from './Talking.ts';

interface DoorPorts {
  readonly connection: Connection;
  readonly consultation: ConsultationId;
  readonly talking: Talking;
  readonly wear: (styles: string) => void;
}

/** Brings the part that shows when a running call becomes one in which something is shown, a Talk's camera too. */
export class ShowDoor {
  readonly #ports: DoorPorts;
  readonly #changed: () => void;
  readonly #unsubscribe: () => void;
  #of: CallId | undefined;
  #screens: ShowScreens | undefined;

  constructor(ports: DoorPorts, changed: () => void) {
    this.#ports = ports;
    this.#changed = changed;
    this.#unsubscribe = ports.talking.onChange((state) => this.#look(state));
    this.#look(ports.talking.state);
  }

  get screens(): ShowScreens | undefined {
    return this.#screens;
  }

  /** May be called twice. */
  close(): void {
    this.#unsubscribe();
    this.#leave(undefined);
  }

  #look({ call: { phase, call, own } }: TalkingState): void {
    const shows = 'mode' in phase && (phase.mode === 'SHOW' || own.camera) && call?.state === 'RUNNING';
    const of = shows ? call.id : undefined;
    if (of === this.#of) return;
    this.#leave(of);
    if (of) void this.#bring(of);
  }

  #leave(next: CallId | undefined): void {
    this.#of = next;
    this.#screens?.close();
    this.#screens = undefined;
  }

  async #bring(call: CallId): Promise<void> {
    try {
      const { startShow } = await loadTwice(() => import('./show/main.tsx'));
      if (call !== this.#of) return;
      this.#screens = startShow({ ...this.#ports, call, clock: browserClock });
      this.#changed();
    } catch {
      // the voice goes on; the next change of mode asks again
      this.#of = undefined;
    }
  }
}
