import { w } from '../../words/words.ts';
import type { Problem } from '../state.ts';

export type RequestKind = 'QUESTION' | 'SUGGESTION' | 'REPORT';

/** A contact request as it is typed. */
export interface RequestDraft {
  readonly kind: RequestKind;
  readonly text: string;
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
  readonly files: readonly File[];
}

export const emptyDraft: RequestDraft = {
  kind: 'QUESTION',
  text: '',
  name: '',
  email: '',
  telephone: '',
  files: [],
};

/** The longest e-mail address and telephone number, in characters, and the most files (openapi.yaml, createContactRequest). */
export const requestLimits = { emailChars: 254, telephoneChars: 30, files: 5 } as const;

/** What the server takes (openapi.yaml, createContactRequest). */
const EXPECTED = {
  email: /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/,
  telephone: /^\+?[0-9 ()/.'-]{5,30}$/,
} as const;

/** Something was typed with which nobody can be reached. */
export function isWrong(draft: Partial<RequestDraft>, field: keyof typeof EXPECTED): boolean {
  const typed = draft[field]?.trim();
  return !!typed && !EXPECTED[field].test(typed);
}

/** What is missing before it can be sent; `textKept`: what was written elsewhere comes along. */
export function problemOf(draft: RequestDraft, textKept: boolean): Problem | undefined {
  if (!draft.text.trim() && !textKept) return w.question_missing;
  if (!draft.email.trim() && !draft.telephone.trim()) return w.leave_reach_missing;
  if (isWrong(draft, 'email') || isWrong(draft, 'telephone')) return w.leave_reach_wrong;
  return undefined;
}
