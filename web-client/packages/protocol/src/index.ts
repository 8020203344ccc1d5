/** Version of the wire this client speaks; the server takes this one and the one before. */
export const PROTOCOL_VERSION = 1;

export * from './board.ts';
export * from './calls.ts';
export * from './codes.ts';
export * from './command.ts';
export { decode, type Undecodable } from './decode.ts';
export * from './outbound.ts';
export { decodeForStaff } from './staff.ts';
export * from './values.ts';
export * from './views.ts';

/** Ends a switch over a union: a member that was forgotten does not compile; at run time it says which. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
