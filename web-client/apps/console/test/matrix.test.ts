import { expect, test } from 'vitest';
import { matrixAction, nextLevel } from '../src/screens/admin/matrix.ts';
import { idFor, inOrder, lastPosition, moved } from '../src/screens/admin/order.ts';

const size = { rows: 3, columns: 2 };
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, altKey: false, metaKey: false });

test.each([
  ['ArrowUp', 1, 1, 0, 1],
  ['ArrowDown', 1, 1, 2, 1],
  ['ArrowLeft', 1, 1, 1, 0],
  ['ArrowRight', 1, 0, 1, 1],
  ['ArrowUp', 0, 0, 0, 0],
  ['ArrowDown', 2, 1, 2, 1],
  ['Home', 1, 1, 1, 0],
  ['End', 1, 0, 1, 1],
])('%s from %i,%i goes to %i,%i', (name, row, column, toRow, toColumn) => {
  const action = matrixAction(key(name), { row, column }, size);
  expect(action).toEqual({ type: 'go', to: { row: toRow, column: toColumn } });
});

test('Ctrl+Home and Ctrl+End go to the corners', () => {
  expect(matrixAction(key('Home', true), { row: 2, column: 1 }, size)).toEqual({
    type: 'go',
    to: { row: 0, column: 0 },
  });
  expect(matrixAction(key('End', true), { row: 0, column: 0 }, size)).toEqual({
    type: 'go',
    to: { row: 2, column: 1 },
  });
});

test('0 to 3 and Delete set the level; other keys and Ctrl+1 are left alone', () => {
  const at = { row: 0, column: 0 };
  expect(matrixAction(key('0'), at, size)).toEqual({ type: 'set', level: 0 });
  expect(matrixAction(key('3'), at, size)).toEqual({ type: 'set', level: 3 });
  expect(matrixAction(key('Delete'), at, size)).toEqual({ type: 'set', level: 0 });
  expect(matrixAction(key('4'), at, size)).toEqual({ type: 'none' });
  expect(matrixAction(key('Tab'), at, size)).toEqual({ type: 'none' });
  expect(matrixAction(key('1', true), at, size)).toEqual({ type: 'none' });
});

test('a click goes round', () => {
  expect([0, 1, 2, 3].map((level) => nextLevel(level as 0 | 1 | 2 | 3))).toEqual([1, 2, 3, 0]);
});

test('moving changes only what must change, and the ends do not move', () => {
  const items = [
    { id: 'a', position: 10 },
    { id: 'b', position: 20 },
    { id: 'c', position: 30 },
  ];
  expect(moved(items, 'c', -1)).toEqual([
    { id: 'c', position: 20 },
    { id: 'b', position: 30 },
  ]);
  expect(moved(items, 'a', -1)).toEqual([]);
  expect(moved(items, 'c', 1)).toEqual([]);
});

test('equal positions are mended by the first move', () => {
  const items = [
    { id: 'a', position: 0 },
    { id: 'b', position: 0 },
  ];
  const next = moved(items, 'b', -1);
  expect(inOrder(next).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('ids come from the name and are unique', () => {
  expect(idFor("Passaporto e carta d'identità", [])).toBe('passaporto-e-carta-d-identita');
  expect(idFor('Imposta', ['imposta', 'imposta-2'])).toBe('imposta-3');
  expect(idFor('???', [])).toBe('x');
  expect(idFor('a'.repeat(80), [])).toMatch(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/);
  expect(lastPosition([{ id: 'a', position: 40 }])).toBe(50);
});
