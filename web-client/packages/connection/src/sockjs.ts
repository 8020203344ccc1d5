import SockJS from 'sockjs-client';
import type { AnySocket } from './browser.ts';

/** The transports the server offers where WebSocket fails; a stream first, then single answers. */
const transports = ['xhr-streaming', 'xhr-polling'];

/** Loaded only after WebSocket failed twice. */
export const openSockJs = (endpoint: URL): AnySocket => new SockJS(endpoint.href, undefined, { transports });
