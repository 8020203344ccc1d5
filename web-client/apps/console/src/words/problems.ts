import type { ErrorCode } from '@indiretta/protocol';
import { asProblem, type ProblemCode } from '../http/problem.ts';
import { duration } from './format.ts';
import type { PlainWord, Words } from './words.ts';

const problemWord: Record<Exclude<ProblemCode, 'TOO_MANY' | 'TAKEN' | 'WEAK_PASSWORD'>, PlainWord> = {
  MALFORMED: 'problem_malformed',
  UNAUTHENTICATED: 'problem_signed_out',
  CODE_NEEDED: 'problem_code',
  FORBIDDEN: 'problem_forbidden',
  NOT_FOUND: 'problem_not_found',
  WRONG_STATE: 'problem_wrong_state',
  IN_USE: 'problem_in_use',
  LAST_ADMIN: 'problem_last_admin',
  LINK_DEAD: 'problem_link_dead',
  TOO_LARGE: 'problem_too_large',
  BAD_TYPE: 'problem_bad_file',
  BAD_FILE: 'problem_bad_file',
  INTERNAL: 'problem_internal',
  UNAVAILABLE: 'problem_unavailable',
  UNREACHABLE: 'problem_unreachable',
};

const weakPasswordWord: Record<string, PlainWord> = {
  TOO_SHORT: 'password_too_short',
  TOO_LONG: 'password_too_long',
  LIKE_EMAIL: 'password_like_email',
  COMMON: 'password_common',
};

/** What went wrong over HTTP, and what to do, in words. */
export function problemText(words: Words, error: unknown): string {
  const { code, detail, retryAfterMs, by } = asProblem(error);
  switch (code) {
    case 'TOO_MANY':
      return words.problem_too_many({ time: duration(retryAfterMs ?? 0) });
    case 'TAKEN':
      return by ? words.problem_taken_by({ name: by }) : words.problem_taken();
    case 'WEAK_PASSWORD':
      return words[
        weakPasswordWord[detail.match(/TOO_SHORT|TOO_LONG|LIKE_EMAIL|COMMON/)?.[0] ?? ''] ?? 'password_weak'
      ]();
    default:
      return words[problemWord[code]]();
  }
}

const refusalWord: Partial<Record<ErrorCode, PlainWord>> = {
  FORBIDDEN: 'problem_forbidden',
  NOT_FOUND: 'problem_gone',
  WRONG_STATE: 'problem_wrong_state',
  BAD_FILE: 'problem_bad_file',
  NOBODY_THERE: 'problem_nobody_there',
  UNAVAILABLE: 'problem_unavailable',
  TAKEN: 'problem_taken',
  VERSION: 'problem_reload',
  RELOAD: 'problem_reload',
};

/** Why a command over the live link was not done, and what to do. */
export function refusalText(words: Words, code: ErrorCode, retryAfterMs?: number): string {
  if (code === 'TOO_MANY') return words.problem_too_many({ time: duration(retryAfterMs ?? 1000) });
  return words[refusalWord[code] ?? 'problem_internal']();
}
