import { expect, test } from 'vitest';
import { shortcutOf, shortcuts, takesText } from '../src/keyboard/shortcuts.ts';

const press = (key: string, more: Partial<Parameters<typeof shortcutOf>[0]> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});
const onThePage = { singleKeys: true, inText: false, inDialog: false };

test('a single key works on the page, in either case', () => {
  expect(shortcutOf(press('t'), onThePage)?.name).toBe('takeNext');
  expect(shortcutOf(press('T'), onThePage)?.name).toBe('takeNext');
  expect(shortcutOf(press('?'), onThePage)?.name).toBe('help');
});

test('single keys can be switched off (WCAG 2.1.4); those with Ctrl+Alt stay', () => {
  const off = { ...onThePage, singleKeys: false };
  for (const { key } of shortcuts.filter(({ single }) => single)) expect(shortcutOf(press(key), off)).toBeUndefined();
  expect(shortcutOf(press('ArrowDown', { ctrlKey: true, altKey: true }), off)?.name).toBe('nextConsultation');
});

test('letters typed into a text are text', () => {
  expect(shortcutOf(press('t'), { ...onThePage, inText: true })).toBeUndefined();
  expect(shortcutOf(press('ArrowUp', { ctrlKey: true, altKey: true }), { ...onThePage, inText: true })?.name).toBe(
    'previousConsultation',
  );
});

test.each(['ctrlKey', 'altKey', 'metaKey'] as const)(
  'a browser shortcut with %s is left to the browser',
  (modifier) => {
    expect(shortcutOf(press('t', { [modifier]: true }), onThePage)).toBeUndefined();
  },
);

test('nothing happens behind a dialog, while composing, or while a key is held', () => {
  expect(shortcutOf(press('t'), { ...onThePage, inDialog: true })).toBeUndefined();
  expect(shortcutOf(press('t', { isComposing: true }), onThePage)).toBeUndefined();
  expect(shortcutOf(press('t', { repeat: true }), onThePage)).toBeUndefined();
});

test('no key means two things', () => {
  const keys = shortcuts.map(({ key, single }) => `${single}${key}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what takes text: fields, lists and grids; not buttons and checkboxes', () => {
  const element = (html: string) => {
    document.body.innerHTML = html;
    return document.body.querySelector('[data-it]');
  };
  expect(takesText(element('<input data-it type="email">'))).toBe(true);
  expect(takesText(element('<textarea data-it></textarea>'))).toBe(true);
  expect(takesText(element('<div role="grid"><button data-it></button></div>'))).toBe(true);
  expect(takesText(element('<input data-it type="checkbox">'))).toBe(false);
  expect(takesText(element('<button data-it></button>'))).toBe(false);
});
