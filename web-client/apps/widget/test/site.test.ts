import { expect, test } from 'vitest';
import { isThere, offeredModes, searchTopics } from '../src/panel/site.ts';
import { everybodyThere, site } from './fixtures.ts';

const found = (search: string) =>
  searchTopics(site, 'WRITE', search).flatMap(({ topics }) => topics.map(({ id }) => id));

test('a search finds words in any order, without accents, also in what to have ready', () => {
  expect(found('')).toEqual(['moving', 'passport', 'other']);
  expect(found('PASSAPORTO abitanti')).toEqual(['passport', 'other']);
  expect(found('fotografía')).toEqual(['passport', 'other']);
});

test('the front desk is always found', () => {
  expect(found('zzz')).toEqual(['other']);
});

test('only modes that a topic offers and the panel serves are drawn', () => {
  expect(offeredModes(site, ['WRITE'])).toEqual(['WRITE']);
  expect(offeredModes(site, ['SHOW', 'TALK', 'WRITE'])).toEqual(['SHOW', 'WRITE']);
});

test('somebody is there only for a mode that is named', () => {
  expect(isThere(everybodyThere, 'passport', 'WRITE')).toBe(true);
  expect(isThere(everybodyThere, 'passport', 'SHOW')).toBe(false);
  expect(isThere(everybodyThere, 'toString', 'WRITE')).toBe(false);
});
