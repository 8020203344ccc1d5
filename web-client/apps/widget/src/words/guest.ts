import type { Locale } from './words.ts';

/** The words of the page of a call's guests. */
export type GuestWords = typeof import('./compiled/guest/messages/it.js');

const guest: Record<Locale, () => Promise<GuestWords>> = {
  it: () => import('./compiled/guest/messages/it.js'),
  de: () => import('./compiled/guest/messages/de.js'),
  fr: () => import('./compiled/guest/messages/fr.js'),
  en: () => import('./compiled/guest/messages/en.js'),
  'it-CH': () => import('./compiled/guest/messages/it-CH.js'),
  'it-IT': () => import('./compiled/guest/messages/it-IT.js'),
};

/** Loads one language only; fails when its chunk cannot be fetched. */
export const loadGuestWords = (locale: Locale): Promise<GuestWords> => guest[locale]();
