type Catalogue = typeof import('./compiled/messages/it.js');

/** Every word of this app, as functions; a word without a gap in it takes nothing. */
export type Words = {
  readonly [K in keyof Catalogue]: keyof Parameters<Catalogue[K]>[0] extends never
    ? () => string
    : (gaps: Record<keyof Parameters<Catalogue[K]>[0], string | number>) => string;
};
/** A word without a gap, by its key. */
export type PlainWord = { [K in keyof Words]: Words[K] extends () => string ? K : never }[keyof Words];

const catalogues = {
  it: () => import('./compiled/messages/it.js'),
  de: () => import('./compiled/messages/de.js'),
  fr: () => import('./compiled/messages/fr.js'),
  en: () => import('./compiled/messages/en.js'),
  'it-CH': () => import('./compiled/messages/it-CH.js'),
  'it-IT': () => import('./compiled/messages/it-IT.js'),
} satisfies Record<string, () => Promise<Catalogue>>;

export type Locale = keyof typeof catalogues;

/** The catalogue that fits best a language tag (BCP 47) of the person or the browser; Italian when none does. */
export function localeFor(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const exact = Object.keys(catalogues).find((locale) => locale.toLowerCase() === tag.toLowerCase());
    const language = tag.split('-')[0]?.toLowerCase() ?? '';
    if (exact ?? language in catalogues) return (exact ?? language) as Locale;
  }
  return 'it';
}

/** Loads one language only; fails when its chunk cannot be fetched (an update took it away, no network). */
export const loadWords = async (locale: Locale): Promise<Words> => (await catalogues[locale]()) as unknown as Words;
