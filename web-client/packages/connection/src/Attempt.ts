import {
  type Ask,
  type Availability,
  type Credential,
  closeCodeOf,
  closeCodes,
  decode,
  isReply,
  type Language,
  type Positions,
  PROTOCOL_VERSION,
  type Push,
  type Refused,
  type SignInEnding,
  type SiteId,
  type Welcome,
} from '@indiretta/protocol';
import { Heartbeat } from './Heartbeat.ts';
import type { Clock, Link, LinkKind, OpenLink } from './ports.ts';
import { type Answer, Requests, type Unanswered } from './Requests.ts';

/** A link that is not open and greeted after so long is given up: some proxies neither pass nor refuse a WebSocket. */
const GREETED_WITHIN_MS = 8_000;
/** How often to ping while only watching the availability, where the server names no number, in ms. */
const WATCHER_PING_MS = 15_000;

/** What to say first. Asked for before every try, because a ticket is good once. */
export type Greeting =
  | { readonly type: 'hello'; readonly credential: Credential; readonly language: Language }
  | { readonly type: 'watchAvailability'; readonly site: SiteId }
  /** There is no sign-in any more: stop. */
  | { readonly type: 'signedOut'; readonly why?: SignInEnding };

/** How a try or link ends: come back by itself, or only a person can go on. */
export type Ending =
  | { readonly next: 'comeBack'; readonly retryAfterMs?: number | undefined }
  /** `why` where the server said how the sign-in ended. */
  | { readonly next: 'signIn'; readonly why?: SignInEnding | undefined }
  | { readonly next: 'reload' };

export interface AttemptPorts {
  readonly clock: Clock;
  readonly openLink: OpenLink;
  /** Rejects when the network fails, a failed try like any other; with `retryAfterMs` where the server said so. */
  readonly greeting: () => Promise<Greeting>;
}

interface AttemptListener {
  opened(kind: LinkKind): void;
  greeted(greeted: Welcome | Availability): void;
  push(push: Push): void;
  sentUpTo(positions: Positions): void;
  skipped(): void;
  failedToOpen(kind: LinkKind): void;
  /** The end of this try or link, said once. */
  over(ending: Ending): void;
}

/** One try and, when it succeeds, one link: from asking for the greeting to the end. Never used again. */
export class Attempt {
  readonly #ports: AttemptPorts;
  readonly #kind: LinkKind;
  readonly #listener: AttemptListener;
  readonly #requests: Requests;
  #link: Link | undefined;
  #heartbeat: Heartbeat | undefined;
  #opened = false;
  #ended = false;
  #farewell: Extract<Push, { type: 'disconnect' }> | undefined;
  #callOff: () => void = () => {};

  constructor(ports: AttemptPorts, kind: LinkKind, listener: AttemptListener) {
    this.#ports = ports;
    this.#kind = kind;
    this.#listener = listener;
    this.#requests = new Requests(ports.clock);
  }

  start(): void {
    this.#callOff = this.#ports.clock.after(GREETED_WITHIN_MS, () => this.#failed());
    this.#ports.greeting().then(
      (greeting) => {
        if (this.#ended) return;
        if (greeting.type === 'signedOut') return this.#over({ next: 'signIn', why: greeting.why });
        this.#link = this.#ports.openLink(this.#kind, {
          opened: () => this.#greet(greeting),
          received: (text) => this.#received(text),
          closed: (code) => this.#closed(code),
        });
      },
      (why?: { readonly retryAfterMs?: number }) => this.#over({ next: 'comeBack', retryAfterMs: why?.retryAfterMs }),
    );
  }

  request<A extends Ask>(ask: A): Promise<Answer<A['type']>> {
    return this.#requests.send(ask, (text) => this.#link?.send(text));
  }

  checkNow(): void {
    this.#heartbeat?.checkNow();
  }

  /** Says nothing more to its listener; what was asked over it ends unanswered. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#callOff();
    this.#heartbeat?.stop();
    this.#link?.close();
    this.#requests.lost();
  }

  async #greet(greeting: Exclude<Greeting, { type: 'signedOut' }>): Promise<void> {
    if (this.#ended) return;
    this.#opened = true;
    this.#listener.opened(this.#kind);
    const answer: Welcome | Availability | Refused | Unanswered = await this.request({
      ...greeting,
      protocol: PROTOCOL_VERSION,
    });
    if (this.#ended) return;
    if (answer.type === 'unanswered') return this.#over({ next: 'comeBack' });
    if (answer.type === 'refused') return this.#refused(answer);
    this.#callOff();
    const pingEveryMs = answer.type === 'welcome' ? answer.pingEveryMs : WATCHER_PING_MS;
    this.#heartbeat = new Heartbeat(
      {
        clock: this.#ports.clock,
        ping: () => void this.#ping(),
        onDead: () => this.#over({ next: 'comeBack' }),
      },
      pingEveryMs,
    );
    this.#listener.greeted(answer);
  }

  async #ping(): Promise<void> {
    const answer = await this.request({ type: 'ping' });
    if (!this.#ended && answer.type === 'done' && answer.positions) this.#listener.sentUpTo(answer.positions);
  }

  #refused({ code, retryAfterMs }: Refused): void {
    if (code === 'UNAUTHENTICATED') this.#over({ next: 'signIn' });
    else if (code === 'VERSION') this.#over({ next: 'reload' });
    else this.#over({ next: 'comeBack', retryAfterMs });
  }

  #received(text: unknown): void {
    if (this.#ended) return;
    this.#heartbeat?.heard();
    const outbound = decode(text);
    if (outbound.type === 'undecodable') {
      this.#listener.skipped();
      if (outbound.id !== undefined) {
        this.#requests.answered(outbound.id, { type: 'unanswered', why: 'NOT_UNDERSTOOD' });
      }
    } else if (isReply(outbound)) {
      this.#requests.answered(outbound.id, outbound);
    } else if (outbound.type === 'disconnect') {
      this.#farewell = outbound;
      this.#closed(closeCodes[outbound.code]?.number ?? 1006);
    } else {
      this.#listener.push(outbound);
    }
  }

  #closed(number: number): void {
    if (this.#ended) return;
    if (!this.#opened) {
      this.#failed();
      return;
    }
    const { code = closeCodeOf(number), retryAfterMs, why } = this.#farewell ?? {};
    const next = code && Object.hasOwn(closeCodes, code) ? closeCodes[code].next : 'comeBack';
    this.#over({ next, retryAfterMs, why });
  }

  #failed(): void {
    if (this.#ended) return;
    if (this.#link && !this.#opened) this.#listener.failedToOpen(this.#kind);
    this.#over({ next: 'comeBack' });
  }

  #over(ending: Ending): void {
    if (this.#ended) return;
    this.end();
    this.#listener.over(ending);
  }
}
