import { isSignInEnding, type SignInEnding } from '@indiretta/protocol';

const problemCodes = [
  'MALFORMED',
  'UNAUTHENTICATED',
  'CODE_NEEDED',
  'FORBIDDEN',
  'NOT_FOUND',
  'WRONG_STATE',
  'TAKEN',
  'IN_USE',
  'LAST_ADMIN',
  'LINK_DEAD',
  'TOO_LARGE',
  'BAD_TYPE',
  'BAD_FILE',
  'WEAK_PASSWORD',
  'TOO_MANY',
  'INTERNAL',
  'UNAVAILABLE',
] as const;
/** `UNREACHABLE` is ours: the network or the server gave no answer. */
export type ProblemCode = (typeof problemCodes)[number] | 'UNREACHABLE';

/** The same of a command over the live link; what HTTP does not know is INTERNAL. */
export const problemCodeOf = (code: string): ProblemCode => problemCodes.find((known) => known === code) ?? 'INTERNAL';

/** Why the server did not do it (RFC 9457); people read the words for the code, `detail` is for developers. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly retryAfterMs: number | undefined;
  readonly by: string | undefined;

  constructor(code: ProblemCode, detail = '', retryAfterMs?: number, by?: string) {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
    this.by = by;
  }
}

/** Reads a problem out of an answer; one that is not ours (a proxy's page) is INTERNAL or UNAVAILABLE. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const code = problemCodes.find((known) => known === fields.code);
  const otherwise = response.status === 401 ? 'UNAUTHENTICATED' : response.status >= 502 ? 'UNAVAILABLE' : 'INTERNAL';
  return new Problem(
    code ?? otherwise,
    typeof fields.detail === 'string' ? fields.detail : '',
    typeof fields.retryAfterMs === 'number' ? fields.retryAfterMs : undefined,
    typeof fields.by === 'string' ? fields.by : undefined,
  );
}

/** How the sign-in ended, where the server said so. */
export const endingOf = ({ code, detail }: Problem): SignInEnding | undefined =>
  code === 'UNAUTHENTICATED' && isSignInEnding(detail) ? detail : undefined;

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('INTERNAL', String(error));
