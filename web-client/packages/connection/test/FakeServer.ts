import type { Ask, Command, Outbound, Push, Reply } from '@indiretta/protocol';
import type { Link, LinkKind, LinkListener, OpenLink } from '../src/ports.ts';

/** Both ends of one link, in memory. */
export class FakeLink implements Link {
  readonly kind: LinkKind;
  readonly commands: Command[] = [];
  readonly #listener: LinkListener;
  readonly #answer: (command: Command, link: FakeLink) => Reply | undefined;
  closed = false;
  /** Half open: what is sent disappears, nothing comes. */
  silent = false;

  constructor(kind: LinkKind, listener: LinkListener, answer: (command: Command, link: FakeLink) => Reply | undefined) {
    this.kind = kind;
    this.#listener = listener;
    this.#answer = answer;
  }

  accept(): void {
    this.#listener.opened();
  }

  send(text: string): void {
    if (this.closed || this.silent) return;
    const command = JSON.parse(text) as Command;
    this.commands.push(command);
    const reply = this.#answer(command, this);
    if (reply) queueMicrotask(() => this.say(reply));
  }

  say(outbound: Outbound | object): void {
    if (!this.closed && !this.silent) this.#listener.received(JSON.stringify(outbound));
  }

  drop(code = 1006): void {
    this.closed = true;
    this.#listener.closed(code);
  }

  close(): void {
    this.closed = true;
  }

  asked<T extends Ask['type']>(type: T): Extract<Command, { type: T }>[] {
    return this.commands.filter((command) => command.type === type) as Extract<Command, { type: T }>[];
  }
}

export const at = '2026-11-21T09:05:00.120Z';
export const welcome = (id: string): Reply => ({
  type: 'welcome',
  id,
  protocol: 1,
  at,
  pingEveryMs: 15_000,
  consultations: [],
});

/** A server in memory: it greets and answers pings; a test changes what it does by `answers`. */
export class FakeServer {
  readonly links: FakeLink[] = [];
  /** Which roads let a link open; the others fail at once. */
  passes: Record<LinkKind, boolean> = { webSocket: true, fallback: true };
  /** Nothing happens to a link that is tried: neither open nor refused. */
  hangs = false;
  answers: Partial<Record<Ask['type'], (command: never, link: FakeLink) => Reply | undefined>> = {};

  readonly openLink: OpenLink = (kind, listener) => {
    const link = new FakeLink(kind, listener, (command, on) => this.#answer(command, on));
    this.links.push(link);
    if (!this.hangs) queueMicrotask(() => (this.passes[kind] ? link.accept() : link.drop()));
    return link;
  };

  get link(): FakeLink {
    const link = this.links.at(-1);
    if (!link) throw new Error('no link was tried');
    return link;
  }

  on<T extends Ask['type']>(
    type: T,
    answer: (command: Extract<Command, { type: T }>, link: FakeLink) => Reply | undefined,
  ): void {
    this.answers[type] = answer as (command: never, link: FakeLink) => Reply | undefined;
  }

  push(push: Push): void {
    this.link.say(push);
  }

  #answer(command: Command, link: FakeLink): Reply | undefined {
    const answer = this.answers[command.type] as ((command: Command, link: FakeLink) => Reply | undefined) | undefined;
    if (answer) return answer(command, link);
    if (command.type === 'hello') return welcome(command.id);
    if (command.type === 'watchAvailability') {
      return { type: 'availability', id: command.id, availability: { site: 'ch', open: {} } };
    }
    return { type: 'done', id: command.id };
  }
}
