import type { Clock } from '@indiretta/connection';
import type { CallId, CallView } from '@indiretta/protocol';

/**
 * When a call started, on this device's clock: seen here where it was seen, else (after a reload) told by the server and
 * the time of day, which on a device whose time is wrong can only make a call look newer than it is.
 */
export class StartTime {
  readonly #clock: Clock;
  readonly #timeOfDay: () => number;
  #waited: CallId | undefined;
  #started: { readonly call: CallId; readonly at: number } | undefined;

  constructor(clock: Clock, timeOfDay: () => number) {
    this.#clock = clock;
    this.#timeOfDay = timeOfDay;
  }

  /** In ms on the clock; undefined while it has not started. */
  of(call: CallView | undefined): number | undefined {
    if (call?.startedAt === undefined) {
      this.#waited = call?.id;
      return undefined;
    }
    if (this.#started?.call !== call.id) {
      const ago = this.#waited === call.id ? 0 : Math.max(0, this.#timeOfDay() - Date.parse(call.startedAt));
      this.#started = { call: call.id, at: this.#clock.now() - ago };
    }
    return this.#started.at;
  }
}
