import { first } from './compiled/tables/lists.ts';
import { type Inputs, LATER_FROM } from './compiled/tables/places.ts';

/** The places of the words, by name; the build puts the numbers in. */
export * as w from './compiled/tables/places.ts';

/** A word as its place in the catalogue. */
export type Word = keyof Inputs & number;

/** A word in the language of the panel, with what is put into it. */
export type Say = <Place extends Word>(word: Place, ...inputs: Inputs[Place]) => string;

type List = readonly (string | ((...inputs: never) => string) | undefined)[];

export type Locale = keyof typeof first;

/** The catalogue that fits best a language tag (BCP 47) of the page or the browser; Italian when none does. */
export function localeFor(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const exact = Object.keys(first).find((locale) => locale.toLowerCase() === tag.toLowerCase());
    const language = tag.split('-')[0]?.toLowerCase() ?? '';
    if (exact ?? language in first) return (exact ?? language) as Locale;
  }
  return 'it';
}

/**
 * Loads one language: the words until one can write; fails when they cannot be fetched. The others come when one of them
 * is said for the first time: it is empty until `bring` has them, which then draws again.
 */
export async function loadWords(locale: Locale, bring: <T>(load: () => Promise<T>) => T | undefined): Promise<Say> {
  const { words, live, later } = await first[locale]();
  return (word, ...inputs) => {
    const more = word < words.length ? words : bring<{ words: List }>(word < LATER_FROM ? live : later)?.words;
    const said = (more as List | undefined)?.[word] ?? '';
    return typeof said === 'string' ? said : said(...(inputs as never));
  };
}
