import { expect, test } from 'vitest';
import { missingOf } from '../src/screens/admin/missing.ts';

const whole = { it: 'a', de: 'b', fr: 'c', en: 'd' };

test('a language is missing where a text stands in another', () => {
  expect(missingOf([whole, { it: 'a', fr: 'c' }, { ...whole, en: '' }])).toEqual(['de', 'en']);
});

test('what nobody wrote, such as the page of a topic that has none, lacks no language', () => {
  expect(missingOf([whole, {}, { it: '', de: '' }])).toEqual([]);
});
