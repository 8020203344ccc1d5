import type { Locale } from './words.ts';

/** The words of calls. */
export type TalkWords = typeof import('./compiled/talk/messages/it.js');

const talk: Record<Locale, () => Promise<TalkWords>> = {
  it: () => import('./compiled/talk/messages/it.js'),
  de: () => import('./compiled/talk/messages/de.js'),
  fr: () => import('./compiled/talk/messages/fr.js'),
  en: () => import('./compiled/talk/messages/en.js'),
  'it-CH': () => import('./compiled/talk/messages/it-CH.js'),
  'it-IT': () => import('./compiled/talk/messages/it-IT.js'),
};

/** Loads one language only; fails when its chunk cannot be fetched. */
export const loadTalkWords = (locale: Locale): Promise<TalkWords> => talk[locale]();
