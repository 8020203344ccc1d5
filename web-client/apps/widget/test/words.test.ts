import { expect, test } from 'vitest';
import { loadWords, localeFor, type Say, w } from '../src/words/words.ts';

test('the page language decides, then its parent, then Italian', () => {
  expect(localeFor(['it-CH'])).toBe('it-CH');
  expect(localeFor(['de-AT'])).toBe('de');
  expect(localeFor(['rm', 'fr-CH'])).toBe('fr');
  expect(localeFor(['rm'])).toBe('it');
});

const later = <T>(): T | undefined => undefined;

test('an override falls back to its parent', async () => {
  const [swiss, italian] = await Promise.all([loadWords('it-CH', later), loadWords('it', later)]);
  expect(swiss(w.close)).toBe('Chiudi');
  expect(swiss(w.close)).toBe(italian(w.close));
});

test('what is put into a word stands in it', async () => {
  const say = await loadWords('de', later);
  expect(say(w.topics_found, { n: 12 })).toBe('Gefundene Themen: 12');
});

test('a later word is empty until its part of the catalogue has come, then it is said', async () => {
  const asked: Promise<unknown>[] = [];
  let come: unknown;
  const bring = <T>(load: () => Promise<T>): T | undefined => {
    asked.push(load().then((part) => (come = part)));
    return come as T | undefined;
  };
  const say: Say = await loadWords('en', bring);
  expect(say(w.rate5)).toBe('');
  await Promise.all(asked);
  expect(say(w.rate5)).toBe('Excellent');
  expect(say(w.download, { name: 'a.pdf' })).toContain('a.pdf');
});
