import {
  isOwnTab,
  markOwnTab,
  onStillAsked,
  type Pointed,
  Pointer,
  type PointerPorts,
  STILL_TYPE,
  takeStill,
} from '@indiretta/call';
import { Listeners } from '@indiretta/connection';
import type { Talking } from '../Talking.ts';

/** A still picture of the camera, from the operator's question to the person's confirmation. */
export type Still =
  | { readonly is: 'none' }
  | { readonly is: 'asked' }
  | { readonly is: 'taking' }
  /** Seen by this person only, until they send it. */
  | { readonly is: 'taken'; readonly picture: Blob }
  | { readonly is: 'failed' };

export interface ShowingState {
  readonly still: Still;
  /** Where the operator points now. */
  readonly pointed: Pointed | undefined;
  /** What is shared is this page: the place is drawn on it. */
  readonly onThisPage: boolean;
}

export interface ShowingPorts extends PointerPorts {
  readonly talking: Pick<Talking, 'state' | 'onChange' | 'stopShowing'>;
  readonly takeStill: typeof takeStill;
  /** Presses of keys on this page, before anything else hears them. */
  readonly onKey: (call: (event: KeyboardEvent) => void) => () => void;
}

/** The one key that ends whatever is shown. */
export const END_KEY = 'Escape';

/** This browser. */
export const browserShowing: Pick<ShowingPorts, 'takeStill' | 'onKey'> = {
  takeStill,
  onKey: (call) => {
    addEventListener('keydown', call, { capture: true });
    return () => removeEventListener('keydown', call, { capture: true });
  },
};

/** What the citizen shows: still pictures by their confirmation, the operator's pointer, one key that ends it. */
export class Showing {
  readonly #ports: ShowingPorts;
  readonly #pointer: Pointer;
  readonly #mark = crypto.randomUUID();
  readonly #changes = new Listeners<ShowingState>();
  readonly #unsubscribe: (() => void)[];
  #state: ShowingState = { still: { is: 'none' }, pointed: undefined, onThisPage: false };
  #round = 0;

  constructor(ports: ShowingPorts) {
    this.#ports = ports;
    this.#pointer = new Pointer(ports);
    markOwnTab(this.#mark);
    this.#unsubscribe = [
      this.#pointer.onChange((pointed) => this.#change({ pointed })),
      onStillAsked(ports, () => this.#change({ still: { is: 'asked' } })),
      ports.talking.onChange(({ call }) => {
        const { screen } = call.own;
        this.#change({ onThisPage: screen?.state === 'shared' && isOwnTab(screen.track, this.#mark) });
      }),
      ports.onKey((event) => this.#pressed(event)),
    ];
  }

  get state(): ShowingState {
    return this.#state;
  }

  onChange(call: (state: ShowingState) => void): () => void {
    return this.#changes.add(call);
  }

  /** Takes the picture of this moment; only this person sees it. */
  async take(): Promise<void> {
    const { camera } = this.#ports.talking.state.call.own;
    if (!camera) return;
    this.#round += 1;
    const round = this.#round;
    this.#change({ still: { is: 'taking' } });
    const picture = await this.#ports.takeStill(camera, this.#ports.clock);
    if (round === this.#round) this.#change({ still: picture ? { is: 'taken', picture } : { is: 'failed' } });
  }

  /** The confirmed picture as a file of that name, once. */
  confirmed(name: string): File | undefined {
    const { still } = this.#state;
    if (still.is !== 'taken') return undefined;
    this.leave();
    return new File([still.picture], name, { type: STILL_TYPE });
  }

  /** No picture is sent. */
  leave(): void {
    this.#round += 1;
    this.#change({ still: { is: 'none' } });
  }

  /** May be called twice. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#pointer.close();
  }

  #pressed(event: KeyboardEvent): void {
    const { camera, screen } = this.#ports.talking.state.call.own;
    if (event.key !== END_KEY || event.defaultPrevented || (!camera && !screen)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#ports.talking.stopShowing();
  }

  #change(changed: Partial<ShowingState>): void {
    const before = this.#state;
    const keys = Object.keys(changed) as (keyof ShowingState)[];
    if (keys.every((key) => before[key] === changed[key])) return;
    this.#state = { ...before, ...changed };
    this.#changes.tell(this.#state);
  }
}
