import type { Locale } from './words.ts';

/** The words of a call that Jitsi carries. */
export type JitsiWords = typeof import('./compiled/jitsi/messages/it.js');

const jitsi: Record<Locale, () => Promise<JitsiWords>> = {
  it: () => import('./compiled/jitsi/messages/it.js'),
  de: () => import('./compiled/jitsi/messages/de.js'),
  fr: () => import('./compiled/jitsi/messages/fr.js'),
  en: () => import('./compiled/jitsi/messages/en.js'),
  'it-CH': () => import('./compiled/jitsi/messages/it-CH.js'),
  'it-IT': () => import('./compiled/jitsi/messages/it-IT.js'),
};

/** Loads one language only; fails when its chunk cannot be fetched. */
export const loadJitsiWords = (locale: Locale): Promise<JitsiWords> => jitsi[locale]();
