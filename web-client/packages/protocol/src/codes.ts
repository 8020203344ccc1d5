/** Why a command was refused, and whether the same command may be sent again later. */
export const retryByErrorCode = {
  MALFORMED: false,
  VERSION: false,
  NOT_GREETED: false,
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  NOT_FOUND: false,
  WRONG_STATE: false,
  TAKEN: false,
  ID_REUSED: false,
  BAD_FILE: false,
  BAD_CODE: false,
  NOBODY_THERE: false,
  CLOSED: false,
  FULL: false,
  TOO_MANY: true,
  UNAVAILABLE: true,
  RELOAD: false,
  INTERNAL: true,
} as const;
export type ErrorCode = keyof typeof retryByErrorCode;

/** Why the server ends a connection: the WebSocket close code (RFC 6455, 7.4.2), and what the client does. */
export const closeCodes = {
  MOVE: { number: 4000, next: 'comeBack' },
  RESUME_LATER: { number: 4001, next: 'comeBack' },
  FLOOD: { number: 4002, next: 'comeBack' },
  SIGNED_OUT: { number: 4003, next: 'signIn' },
  SILENT: { number: 4004, next: 'comeBack' },
  RELOAD: { number: 4005, next: 'reload' },
  UNAVAILABLE: { number: 4006, next: 'comeBack' },
} as const;
export type CloseCode = keyof typeof closeCodes;

/** The code with this number; undefined for a code that is not ours. */
export const closeCodeOf = (number: number): CloseCode | undefined =>
  (Object.keys(closeCodes) as CloseCode[]).find((code) => closeCodes[code].number === number);
