/** Time, so that tests can move it. */
export interface Clock {
  /** Milliseconds that only grow; their zero means nothing. */
  now(): number;
  /** Calls once after `ms`; the answer calls it off, and may be called twice. */
  after(ms: number, call: () => void): () => void;
}

/** Evenly spread over [0, 1). */
export type Random = () => number;

export type LinkKind = 'webSocket' | 'fallback';

/** One try to reach the server, and what comes of it. After `closed` nothing more is said. */
export interface LinkListener {
  opened(): void;
  received(text: unknown): void;
  /** `code` as in RFC 6455, 7.4; 1006 when there was none. Also said when the link never opened. */
  closed(code: number): void;
}

/** A link in use. `send` before `opened` or after `closed` does nothing; `close` may be called twice. */
export interface Link {
  send(text: string): void;
  close(): void;
}

/** Opens a link; failing is said by `closed`, never thrown. */
export type OpenLink = (kind: LinkKind, listener: LinkListener) => Link;

/**
 * Signs that the world may have changed while no timer ran: `network` (the device has a network again) and `woken`
 * (the page is seen again, or came back out of the browser's cache).
 */
export type Wake = 'network' | 'woken';
/** Tells wakes until the answer is called. */
export type WatchWakes = (call: (wake: Wake) => void) => () => void;

/**
 * Keeps short texts across page changes. Losing one loses comfort (a draft, a message not sent yet), never a
 * transcript; so an adapter swallows a full or forbidden storage.
 */
export interface Keep {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Keys that start so, in no order. */
  keys(prefix: string): string[];
}
