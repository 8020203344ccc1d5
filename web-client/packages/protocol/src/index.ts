/** Version of the wire this client speaks; the server takes this one and the one before. */
export const PROTOCOL_VERSION = 1;
