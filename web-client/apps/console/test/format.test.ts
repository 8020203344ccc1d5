import { expect, test } from 'vitest';
import { duration, fileSize, languageOf, timeOfDay, wholeNumber } from '../src/words/format.ts';
import { textIn } from '../src/words/terms.ts';

test('durations count up without a negative one', () => {
  expect([-5, 0, 9_999, 187_000, 3_727_000].map(duration)).toEqual(['0:00', '0:00', '0:09', '3:07', '1:02:07']);
});

test('numbers as in Switzerland', () => {
  expect([7, 1125, 1234567].map(wholeNumber)).toEqual(['7', "1'125", "1'234'567"]);
  expect([1, 820_400, 1_400_000].map(fileSize)).toEqual(['1 KB', '820 KB', '1.4 MB']);
});

test("times are in the site's zone", () => {
  expect(timeOfDay('2026-07-01T08:05:00.000Z', 'it', 'Europe/Zurich')).toBe('10:05');
  expect(languageOf('it-CH')).toBe('it');
});

test('a missing language falls back to the first one there is', () => {
  expect(textIn({ de: 'Pass' }, 'fr')).toBe('Pass');
  expect(textIn({ it: '', de: 'Pass' }, 'it')).toBe('Pass');
  expect(textIn(undefined, 'it')).toBe('');
});
