import { w } from '../../words/words.ts';
import { type Api, isFailed } from '../Api.ts';
import { type Form, languageOf } from '../state.ts';
import type { Store } from '../store.ts';

/** What the server takes (openapi.yaml, createContactRequest). */
const EXPECTED = {
  email: /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/,
  telephone: /^\+?[0-9 ()/.'-]{5,30}$/,
} as const;

/** Something was typed with which nobody can be reached. */
export function isWrong(form: Partial<Form>, field: keyof typeof EXPECTED): boolean {
  const typed = form[field]?.trim();
  return !!typed && !EXPECTED[field].test(typed);
}

/** Leaves what was typed as a message; needs a text and one way to reach the person. */
export async function leaveMessage(store: Store, api: Api, site: string): Promise<void> {
  const { stage, locale } = store.state;
  if (stage.at !== 'asking' || !stage.topic || stage.sending) return;
  const form = Object.fromEntries(
    Object.entries(stage.form).flatMap(([field, text]) => (text.trim() ? [[field, text.trim()]] : [])),
  ) as Partial<typeof stage.form>;
  const { question: text, ...rest } = form;
  if (!text || !(rest.email || rest.telephone)) {
    store.failed(text ? w.leave_reach_missing : w.question_missing);
    return;
  }
  if (isWrong(form, 'email') || isWrong(form, 'telephone')) {
    store.failed(w.leave_reach_wrong);
    return;
  }
  store.inStage('asking', { sending: true, problem: undefined });
  const answer = await api.json<{ readonly reference: string }>('contact-requests', {
    site,
    topic: stage.topic,
    language: languageOf(locale),
    text,
    ...rest,
  });
  if (isFailed(answer)) store.failed(answer);
  else store.change({ stage: { at: 'left', reference: answer.reference } });
}
