import type { Parts } from '../panel/Parts.ts';
import type { Locale } from './words.ts';

/** What is said of waiting, of opening hours and of contact requests. */
export type QueueWords = typeof import('./compiled/queue/messages/it.js');

const queue: Record<Locale, () => Promise<QueueWords>> = {
  it: () => import('./compiled/queue/messages/it.js'),
  de: () => import('./compiled/queue/messages/de.js'),
  fr: () => import('./compiled/queue/messages/fr.js'),
  en: () => import('./compiled/queue/messages/en.js'),
  'it-CH': () => import('./compiled/queue/messages/it-CH.js'),
  'it-IT': () => import('./compiled/queue/messages/it-IT.js'),
};

/** The words in the language of the panel; undefined until they have come. */
export const queueWords = (locale: Locale, bring: Parts['bring']): QueueWords | undefined => bring(queue[locale]);

/** Loads one language only; fails when its chunk cannot be fetched. */
export const loadQueueWords = (locale: Locale): Promise<QueueWords> => queue[locale]();
