import type { ClientMessageId } from '@indiretta/protocol';
import type { Clock, Keep, Link, LinkListener, OpenLink, WatchWakes } from './ports.ts';

/** Path of the plain WebSocket, and of the SockJS endpoint it belongs to. */
const SOCKJS_PATH = '/live';
const WEB_SOCKET_PATH = '/live/websocket';

/** The longest wait of one timer, in ms (a signed 32-bit number): browsers fire longer ones at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const browserClock: Clock = {
  now: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Links to this server: native WebSocket, and SockJS over XHR whose code is loaded when it is needed. */
export const browserLinks =
  (server: URL): OpenLink =>
  (kind, listener) =>
    kind === 'webSocket' ? webSocketLink(server, listener) : fallbackLink(server, listener);

function webSocketLink(server: URL, listener: LinkListener): Link {
  const address = new URL(WEB_SOCKET_PATH, server);
  address.protocol = address.protocol.replace('http', 'ws');
  try {
    const socket = new WebSocket(address);
    const link = socketLink(socket, listener);
    // the end of every failed one; where the page's policy forbids it, Chromium says nothing after it
    socket.onerror = () => {
      socket.onclose = null;
      listener.closed(1006);
    };
    return link;
  } catch {
    // other browsers throw where the policy forbids it
    queueMicrotask(() => listener.closed(1006));
    return { send: () => undefined, close: () => undefined };
  }
}

function fallbackLink(server: URL, listener: LinkListener): Link {
  let link: Link | undefined;
  let closed = false;
  import('./sockjs.ts').then(
    ({ openSockJs }) => {
      if (!closed) link = socketLink(openSockJs(new URL(SOCKJS_PATH, server)), listener);
    },
    () => listener.closed(1006),
  );
  return {
    send: (text) => link?.send(text),
    close: () => {
      closed = true;
      link?.close();
    },
  };
}

/** What WebSocket and SockJS have in common. */
export interface AnySocket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  readonly readyState: number;
  send(text: string): void;
  close(): void;
}

function socketLink(socket: AnySocket, listener: LinkListener): Link {
  const open = 1;
  socket.onopen = () => listener.opened();
  socket.onmessage = ({ data }: MessageEvent<unknown>) => listener.received(data);
  socket.onclose = ({ code }: CloseEvent) => listener.closed(code);
  return {
    send: (text) => {
      if (socket.readyState === open) socket.send(text);
    },
    close: () => socket.close(),
  };
}

export const watchBrowserWakes: WatchWakes = (call) => {
  const ended = new AbortController();
  const { signal } = ended;
  addEventListener('online', () => call('network'), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && call('woken'), { signal });
  document.addEventListener('resume', () => call('woken'), { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && call('woken'), {
    signal,
  });
  return () => ended.abort();
};

/**
 * Keeps under `prefix`, on this device or, with `sessionStorage`, over a reload of this tab; a full or forbidden storage keeps
 * nothing and says nothing.
 */
export function browserKeep(prefix: string, storage = () => localStorage): Keep {
  const attempt = <T>(access: () => T, otherwise: T): T => {
    try {
      return access();
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt(() => storage().getItem(prefix + key) ?? undefined, undefined),
    set: (key, value) => attempt(() => storage().setItem(prefix + key, value), undefined),
    remove: (key) => attempt(() => storage().removeItem(prefix + key), undefined),
    keys: (start) =>
      attempt(() => Object.keys(storage()), [])
        .filter((key) => key.startsWith(prefix + start))
        .map((key) => key.slice(prefix.length)),
  };
}

/** The time, then 64 random bits: unique, and later ones sort after earlier ones. */
export function newClientMessageId(): ClientMessageId {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `${Date.now().toString(36).padStart(9, '0')}-${Array.from(random, (part) => part.toString(36)).join('')}`;
}
