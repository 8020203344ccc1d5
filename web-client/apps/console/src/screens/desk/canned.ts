import type { Language, TopicId } from '@indiretta/protocol';
import type { CannedReply } from '../../http/types.ts';
import { textIn } from '../../words/terms.ts';

/** The most replies a list offers at once. */
export const CANNED_SHOWN = 8;

export interface CannedChoice {
  readonly id: string;
  readonly shortcut: string;
  readonly text: string;
  /** False: there is no text in the citizen's language, this is another one. */
  readonly inLanguage: boolean;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** What follows the `/` when a draft is a search for a canned reply; undefined when it is not. */
export function cannedSearch(draft: string): string | undefined {
  const found = /^\/([^\n]{0,60})$/.exec(draft);
  return found?.[1];
}

/**
 * The canned replies that fit a search, in the citizen's language: those of the topic first, then shortcuts that
 * begin so, then whatever has every word of the search in it.
 */
export function cannedChoices(
  replies: readonly CannedReply[],
  search: string,
  topic: TopicId,
  language: Language,
): readonly CannedChoice[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const rank = (reply: CannedReply): number =>
    (reply.topic === topic ? 0 : 2) + (words[0] && reply.shortcut.startsWith(words[0]) ? 0 : 1);
  return replies
    .filter((reply) => reply.topic === undefined || reply.topic === topic)
    .filter((reply) => {
      const text = plain(`${reply.shortcut} ${textIn(reply.text, language)}`);
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => rank(one) - rank(other) || one.shortcut.localeCompare(other.shortcut))
    .slice(0, CANNED_SHOWN)
    .map((reply) => ({
      id: reply.id,
      shortcut: reply.shortcut,
      text: textIn(reply.text, language),
      inLanguage: Boolean(reply.text[language]),
    }));
}
