import type { ConsultationId } from '@indiretta/protocol';

/** While somebody waits and nobody took them, the alert comes again this often. */
export const REPEAT_MS = 15_000;

/** What an alert may use; each does nothing where the browser or the person does not allow it. */
export interface AlertPorts {
  /** A short sound. */
  readonly chime: () => void;
  /** A desktop notification, only while the page is not seen. The same tag replaces the one before. */
  readonly notify: (count: number) => void;
  /** The number in front of the page's title. */
  readonly countInTitle: (count: number) => void;
  /** Calls again every `ms` until the answer is called. */
  readonly every: (ms: number, call: () => void) => () => void;
}

/** Whether this person wants to be alerted now. */
export interface AlertWish {
  readonly sound: boolean;
  readonly desktop: boolean;
  /** Away: the title still counts, nothing rings. */
  readonly available: boolean;
}

/**
 * Rings when somebody new waits, and again every 15 s until they are taken, gone or muted. One quiet place for all
 * who wait: ten people waiting ring once, not ten times.
 */
export class Alerts {
  readonly #ports: AlertPorts;
  #wish: AlertWish = { sound: true, desktop: false, available: false };
  #waiting: readonly ConsultationId[] = [];
  #muted = new Set<ConsultationId>();
  #stop: (() => void) | undefined;

  constructor(ports: AlertPorts) {
    this.#ports = ports;
  }

  /** Who waits now; those who were not there before ring at once. */
  update(waiting: readonly ConsultationId[]): void {
    const isNew = waiting.some((id) => !this.#waiting.includes(id));
    this.#waiting = waiting;
    this.#muted = new Set([...this.#muted].filter((id) => waiting.includes(id)));
    this.#ports.countInTitle(waiting.length);
    this.#settle(isNew);
  }

  wish(wish: AlertWish): void {
    const becameAvailable = wish.available && !this.#wish.available;
    this.#wish = wish;
    this.#settle(becameAvailable);
  }

  /** Be quiet about those who wait now; whoever comes next rings again. */
  mute(): void {
    this.#muted = new Set(this.#waiting);
    this.#settle(false);
  }

  /** Whether somebody waits and the person chose not to hear it. */
  get muted(): boolean {
    return this.#waiting.length > 0 && this.#loud().length === 0;
  }

  /** Stops for good; may be called twice. */
  close(): void {
    this.#waiting = [];
    this.#ports.countInTitle(0);
    this.#settle(false);
  }

  #loud(): readonly ConsultationId[] {
    return this.#waiting.filter((id) => !this.#muted.has(id));
  }

  #settle(ringNow: boolean): void {
    const rings = this.#wish.available && this.#loud().length > 0;
    if (!rings) {
      this.#stop?.();
      this.#stop = undefined;
      return;
    }
    if (ringNow || !this.#stop) this.#ring();
    if (ringNow) this.#stop?.();
    if (ringNow || !this.#stop) this.#stop = this.#ports.every(REPEAT_MS, () => this.#ring());
  }

  #ring(): void {
    if (this.#wish.sound) this.#ports.chime();
    if (this.#wish.desktop) this.#ports.notify(this.#loud().length);
  }
}
