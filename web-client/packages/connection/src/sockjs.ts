import SockJS from 'sockjs-client';
import type { AnySocket } from './browser.ts';

/** The transports the server offers where WebSocket fails; a stream first, then single answers. */
const transports = ['xhr-streaming', 'xhr-polling'];

/** Over XHR the id in the path is the only key, so the server takes no short one. */
const SESSION_ID_CHARS = 32;

/** Loaded only after WebSocket failed twice. */
export const openSockJs = (endpoint: URL): AnySocket =>
  new SockJS(endpoint.href, undefined, { transports, sessionId: SESSION_ID_CHARS });
