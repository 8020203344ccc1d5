import type { Locale } from './words.ts';

/** The words from the start on. */
export type LaterWords = typeof import('./later/compiled/messages/it.js');

const later: Record<Locale, () => Promise<LaterWords>> = {
  it: () => import('./later/compiled/messages/it.js'),
  de: () => import('./later/compiled/messages/de.js'),
  fr: () => import('./later/compiled/messages/fr.js'),
  en: () => import('./later/compiled/messages/en.js'),
  'it-CH': () => import('./later/compiled/messages/it-CH.js'),
  'it-IT': () => import('./later/compiled/messages/it-IT.js'),
};

/** Loads one language only; fails when its chunk cannot be fetched. */
export const loadLaterWords = (locale: Locale): Promise<LaterWords> => later[locale]();
