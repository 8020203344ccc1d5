import type { Author, CallRole } from '@indiretta/protocol';
import type { TalkWords } from '../../words/talk.ts';

/** As what somebody is in a call, in words. */
export function roleWords(words: TalkWords, role: CallRole): string {
  const said: Record<CallRole, () => string> = {
    CITIZEN: () => words.role_citizen({}),
    OPERATOR: () => words.role_operator({}),
    COLLEAGUE: () => words.role_colleague({}),
    SUPERVISOR: () => words.role_supervisor({}),
    INTERPRETER: () => words.role_interpreter({}),
    HELPER: () => words.role_helper({}),
  };
  return said[role]();
}

/** A first name; the citizen, who need not have one, by what they are. */
export const nameOf = (words: TalkWords, { name, kind }: Author): string =>
  name ?? (kind === 'CITIZEN' ? words.role_citizen({}) : words.desk({}));
