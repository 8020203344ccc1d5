/** The words before the start (also the button's), as functions; Italian is the base, the others fall back to it. */
export type ReadyWords = typeof import('./compiled/messages/it.js');

const ready = {
  it: () => import('./compiled/messages/it.js'),
  de: () => import('./compiled/messages/de.js'),
  fr: () => import('./compiled/messages/fr.js'),
  en: () => import('./compiled/messages/en.js'),
  'it-CH': () => import('./compiled/messages/it-CH.js'),
  'it-IT': () => import('./compiled/messages/it-IT.js'),
} satisfies Record<string, () => Promise<ReadyWords>>;

export type Locale = keyof typeof ready;

/** The catalogue that fits best a language tag (BCP 47) of the page or the browser; Italian when none does. */
export function localeFor(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const exact = Object.keys(ready).find((locale) => locale.toLowerCase() === tag.toLowerCase());
    const language = tag.split('-')[0]?.toLowerCase() ?? '';
    if (exact ?? language in ready) return (exact ?? language) as Locale;
  }
  return 'it';
}

/** Loads one language only; fails when its chunk cannot be fetched (an update took it away, no network). */
export const loadReadyWords = (locale: Locale): Promise<ReadyWords> => ready[locale]();
