/** Why a microphone, camera or screen did not open, or is gone; apps have the words and what to do. */
export type MediaProblem =
  /** The person or the system said no. */
  | 'DENIED'
  /** There is none, or the chosen one is no longer there. */
  | 'MISSING'
  /** Another program has it, or the device does not start. */
  | 'IN_USE'
  /** The page around (Permissions-Policy) or a web view does not let it. */
  | 'POLICY'
  /** Not over HTTPS. */
  | 'INSECURE'
  /** This browser cannot do it. */
  | 'UNSUPPORTED'
  /** The person closed the question without an answer. */
  | 'CANCELLED'
  /** It was unplugged or taken away in the middle. */
  | 'UNPLUGGED';

export type Capture = 'microphone' | 'camera' | 'screen';

const byName: Readonly<Record<string, MediaProblem>> = {
  NotFoundError: 'MISSING',
  DevicesNotFoundError: 'MISSING',
  OverconstrainedError: 'MISSING',
  NotReadableError: 'IN_USE',
  TrackStartError: 'IN_USE',
  AbortError: 'IN_USE',
  SecurityError: 'POLICY',
  NotSupportedError: 'UNSUPPORTED',
  TypeError: 'UNSUPPORTED',
  // getDisplayMedia without a click.
  InvalidStateError: 'CANCELLED',
};

/**
 * What an error of `getUserMedia` or `getDisplayMedia` means. Browsers use one name, NotAllowedError, for four things:
 * `allowed` says whether page and policy would let it; the rest is in the message (Chromium) or in what was asked for.
 */
export function problemOf(error: unknown, capture: Capture, allowed: boolean): MediaProblem {
  const { name = '', message = '' } = error instanceof Error ? error : {};
  if (name !== 'NotAllowedError' && name !== 'PermissionDeniedError') return byName[name] ?? 'IN_USE';
  if (!allowed || /permissions? policy/i.test(message)) return 'POLICY';
  if (/by system|system denied/i.test(message)) return 'DENIED';
  return capture === 'screen' || /dismissed/i.test(message) ? 'CANCELLED' : 'DENIED';
}
