import { PROTOCOL_VERSION } from '@indiretta/protocol';

/** Path of the plain WebSocket on the server. */
export const WEB_SOCKET_PATH = '/live/websocket';
export { PROTOCOL_VERSION };
