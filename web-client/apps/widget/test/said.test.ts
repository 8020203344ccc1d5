import { expect, test } from 'vitest';
import { clockSaid, languagesSaid, timeSaid, waitSaid } from '../src/panel/queue/said.ts';
import { loadQueueWords } from '../src/words/queue.ts';
import type { Locale } from '../src/words/words.ts';

const [de, it, en] = await Promise.all([loadQueueWords('de'), loadQueueWords('it'), loadQueueWords('en')]);
const zurich = (locale: Locale) => ({ locale, timeZone: 'Europe/Zurich' });

test.each([
  [0, 20, 'weniger als eine Minute'],
  [0, 60, 'weniger als eine Minute'],
  [20, 200, 'bis 4 Minuten'],
  [300, 600, 'etwa 5 bis 10 Minuten'],
  [310, 590, 'etwa 5 bis 10 Minuten'],
  [300, 300, 'etwa 5 Minuten'],
  [660, 1_300, 'etwa 10 bis 25 Minuten'],
  [1_800, 4_000, 'etwa 30 bis 70 Minuten'],
  [3_900, 7_000, 'mehr als eine Stunde'],
  [8_000, 12_000, 'mehr als 2 Stunden'],
])('from %i s to %i s is %s: never narrower than it is', (fromS, toS, said) => {
  expect(waitSaid(de, { fromS, toS })).toBe(said);
});

/** Monday, 2 March 2026, 23:30 in Zurich. */
const lateMonday = Date.parse('2026-03-02T22:30:00.000Z');

test.each([
  ['2026-03-02T22:45:00.000Z', 'heute um 23:45'],
  ['2026-03-03T07:00:00.000Z', 'morgen um 08:00'],
  ['2026-03-05T07:00:00.000Z', 'am Donnerstag um 08:00'],
  ['2026-03-30T06:00:00.000Z', 'am Montag, 30. März um 08:00'],
])('the next opening %s is said as %s, by the days of the city', (at, said) => {
  expect(timeSaid(de, zurich('de'), at, lateMonday)).toBe(said);
});

test('a time of day, and languages, in each language', () => {
  expect(clockSaid(it, zurich('it'), '2026-03-02T11:00:00.000Z')).toBe('alle 12:00');
  expect(timeSaid(en, zurich('en'), '2026-03-03T07:00:00.000Z', lateMonday)).toBe('tomorrow at 08:00');
  expect(languagesSaid('de', ['it', 'de'])).toBe('Italienisch und Deutsch');
  expect(languagesSaid('it', ['it', 'de', 'fr'])).toBe('italiano, tedesco e francese');
});
