import { expect, test } from 'vitest';
import { loadWords, localeFor } from '../src/words/words.ts';

test('the page language decides, then its parent, then Italian', () => {
  expect(localeFor(['it-CH'])).toBe('it-CH');
  expect(localeFor(['de-AT'])).toBe('de');
  expect(localeFor(['rm', 'fr-CH'])).toBe('fr');
  expect(localeFor(['rm'])).toBe('it');
});

test('an override falls back to its parent', async () => {
  const [swiss, italian] = await Promise.all([loadWords('it-CH'), loadWords('it')]);
  expect(swiss.close()).toBe(italian.close());
});
