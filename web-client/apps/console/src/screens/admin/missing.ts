import type { Language } from '@indiretta/protocol';
import type { LocalText } from '../../http/types.ts';
import { languages } from '../../words/terms.ts';

/** Languages that one of the texts lacks although it stands in another; a text that nobody wrote lacks none. */
export function missingOf(texts: readonly LocalText[]): readonly Language[] {
  const written = texts.filter((text) => languages.some((language) => text[language]));
  return languages.filter((language) => written.some((text) => !text[language]));
}
