import { expect, test } from 'vitest';
import type { CannedReply } from '../src/http/types.ts';
import { cannedChoices, cannedSearch } from '../src/screens/desk/canned.ts';

const reply = (shortcut: string, text: CannedReply['text'], topic?: string): CannedReply => ({
  id: shortcut,
  site: 'ch',
  shortcut,
  text,
  ...(topic ? { topic } : {}),
});
const replies = [
  reply('attesa', { it: 'Un momento, verifico subito.', de: 'Einen Moment bitte.' }),
  reply('saluto', { it: 'Buongiorno, come posso aiutarla?' }),
  reply(
    'certificato',
    { it: 'Il certificato costa 15 franchi.', de: 'Die Bescheinigung kostet 15 Franken.' },
    'certificati',
  ),
  reply('imposta', { it: "Per l'imposta si rivolga alle Contribuzioni." }, 'imposta'),
];
const shortcutsOf = (search: string, language: 'it' | 'de' = 'it') =>
  cannedChoices(replies, search, 'certificati', language).map(({ shortcut }) => shortcut);

test('only a draft that begins with / is a search', () => {
  expect(cannedSearch('/')).toBe('');
  expect(cannedSearch('/sal')).toBe('sal');
  expect(cannedSearch('prezzo 10/20')).toBeUndefined();
  expect(cannedSearch('/una\nriga')).toBeUndefined();
});

test('the replies of the topic come first, those of other topics never', () => {
  expect(shortcutsOf('')).toEqual(['certificato', 'attesa', 'saluto']);
});

test('words of the text are found, without accents and in any order', () => {
  expect(shortcutsOf('subito verifico')).toEqual(['attesa']);
  expect(shortcutsOf('àttesa')).toEqual(['attesa']);
  expect(shortcutsOf('xyz')).toEqual([]);
});

test("the text is in the citizen's language, or says that it is not", () => {
  const [first, , third] = cannedChoices(replies, '', 'certificati', 'de');
  expect(first).toMatchObject({ text: 'Die Bescheinigung kostet 15 Franken.', inLanguage: true });
  expect(third).toMatchObject({ text: 'Buongiorno, come posso aiutarla?', inLanguage: false });
});
