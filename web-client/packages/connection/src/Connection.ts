import {
  type Ask,
  type Availability,
  assertNever,
  type Positions,
  type Push,
  type SignInEnding,
  type Welcome,
} from '@indiretta/protocol';
import { Attempt, type AttemptPorts, type Ending } from './Attempt.ts';
import { Listeners } from './Listeners.ts';
import type { Random, Wake, WatchWakes } from './ports.ts';
import { Reconnect, STEADY_AFTER_MS } from './Reconnect.ts';
import type { Answer } from './Requests.ts';

export type ConnectionState =
  | { readonly type: 'closed' }
  | { readonly type: 'connecting' }
  /** Greeted: `welcome` answers a hello, `availability` answers watchAvailability. */
  | { readonly type: 'online'; readonly greeted: Welcome | Availability }
  /** `retryAt` on the connection's clock, in ms. */
  | { readonly type: 'waiting'; readonly retryAt: number }
  /** Only a person can go on: sign in again, or load the page again (the version is no longer served). */
  | { readonly type: 'stopped'; readonly next: 'signIn' | 'reload'; readonly why?: SignInEnding };

export interface ConnectionPorts extends AttemptPorts {
  readonly random: Random;
  readonly watchWakes: WatchWakes;
}

/**
 * The only owner of a socket: one link at a time, greeted, watched by a heartbeat, opened again when lost. It promises
 * nothing about what was sent when a link is lost; {@link LiveConsultation} makes that good.
 */
export class Connection {
  readonly #ports: ConnectionPorts;
  readonly #reconnect: Reconnect;
  readonly #pushes = new Listeners<Push>();
  readonly #positions = new Listeners<Positions>();
  readonly #states = new Listeners<ConnectionState>();
  #state: ConnectionState = { type: 'closed' };
  #skipped = 0;
  /** The try or link in use; whoever holds an older one is no longer listened to. */
  #attempt: Attempt | undefined;
  #callOff: () => void = () => {};
  #stopWatching: () => void = () => {};

  constructor(ports: ConnectionPorts) {
    this.#ports = ports;
    this.#reconnect = new Reconnect(ports.random);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** How many messages of the server were not understood and skipped. */
  get skipped(): number {
    return this.#skipped;
  }

  onState(call: (state: ConnectionState) => void): () => void {
    return this.#states.add(call);
  }

  onPush(call: (push: Push) => void): () => void {
    return this.#pushes.add(call);
  }

  /** How far the server says that it sent what this link follows, with each heartbeat. */
  onPositions(call: (positions: Positions) => void): () => void {
    return this.#positions.add(call);
  }

  /** Connects and stays connected until `close`. Does nothing when it already is; after `stopped` it begins anew. */
  open(): void {
    if (this.#state.type !== 'closed' && this.#state.type !== 'stopped') return;
    this.#stopWatching();
    this.#stopWatching = this.#ports.watchWakes((wake) => this.#woken(wake));
    this.#reconnect.networkChanged();
    this.#try();
  }

  /** May be called twice. */
  close(): void {
    this.#end({ type: 'closed' });
  }

  /** Greets anew, over a fresh link: the greeting is another one now (the citizen pressed start, a language was chosen). */
  greetAgain(): void {
    if (this.#state.type === 'closed') return;
    this.#drop();
    this.#try();
  }

  /** Asks the server. Never rejects; nothing is kept when there is no link. */
  request<A extends Ask>(ask: A): Promise<Answer<A['type']>> {
    const attempt = this.#attempt;
    if (this.#state.type !== 'online' || !attempt) return Promise.resolve({ type: 'unanswered', why: 'OFFLINE' });
    return attempt.request(ask);
  }

  #try(): void {
    this.#callOff();
    this.#become({ type: 'connecting' });
    const attempt: Attempt = new Attempt(this.#ports, this.#reconnect.kind, {
      opened: (kind) => this.#reconnect.opened(kind),
      greeted: (greeted) => this.#greeted(attempt, greeted),
      push: (push) => this.#pushes.tell(push),
      sentUpTo: (positions) => this.#positions.tell(positions),
      skipped: () => {
        this.#skipped += 1;
      },
      failedToOpen: (kind) => this.#reconnect.failedToOpen(kind),
      over: (ending) => this.#over(attempt, ending),
    });
    this.#attempt = attempt;
    attempt.start();
  }

  #greeted(attempt: Attempt, greeted: Welcome | Availability): void {
    if (this.#attempt !== attempt) return;
    this.#callOff();
    this.#callOff = this.#ports.clock.after(STEADY_AFTER_MS, () => this.#reconnect.steady());
    this.#become({ type: 'online', greeted });
  }

  #over(attempt: Attempt, ending: Ending): void {
    if (this.#attempt !== attempt) return;
    if (ending.next !== 'comeBack') {
      const why = ending.next === 'signIn' && ending.why ? { why: ending.why } : {};
      this.#end({ type: 'stopped', next: ending.next, ...why });
      return;
    }
    this.#drop();
    const waitMs = this.#reconnect.waitMs(ending.retryAfterMs);
    this.#callOff = this.#ports.clock.after(waitMs, () => this.#try());
    this.#become({ type: 'waiting', retryAt: this.#ports.clock.now() + waitMs });
  }

  #woken(wake: Wake): void {
    if (wake === 'network') this.#reconnect.networkChanged();
    switch (this.#state.type) {
      case 'waiting':
        this.#try();
        return;
      case 'online':
        this.#attempt?.checkNow();
        return;
      case 'connecting':
      case 'closed':
      case 'stopped':
        return;
      default:
        assertNever(this.#state);
    }
  }

  #drop(): void {
    this.#callOff();
    const attempt = this.#attempt;
    this.#attempt = undefined;
    attempt?.end();
  }

  #end(state: ConnectionState): void {
    this.#stopWatching();
    this.#drop();
    this.#become(state);
  }

  #become(state: ConnectionState): void {
    if (state.type === this.#state.type && state.type !== 'online' && state.type !== 'waiting') return;
    this.#state = state;
    this.#states.tell(state);
  }
}
