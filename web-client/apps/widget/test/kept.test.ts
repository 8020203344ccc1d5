import { beforeEach, expect, test } from 'vitest';
import { Kept } from '../src/panel/Kept.ts';

beforeEach(() => localStorage.clear());

test('nothing is written by a change before the start', () => {
  const kept = new Kept('indiretta:ch', () => 0);
  kept.change({ open: true });
  expect(localStorage.length).toBe(0);
});

test('after its time the visit is erased with its drafts, and nothing else is', () => {
  let now = 1_000;
  const kept = new Kept('indiretta:ch', () => now);
  kept.write({ token: 't', open: true, until: 2_000 });
  localStorage.setItem('indiretta:ch:draft:c-1', 'half a sentence');
  localStorage.setItem('indiretta:chur', 'another site');
  now = 1_999;
  expect(kept.read()?.token).toBe('t');
  now = 2_001;
  expect(kept.read()).toBeUndefined();
  expect(Object.keys(localStorage)).toEqual(['indiretta:chur']);
});

test('a visit whose end was never heard goes after a week', () => {
  let now = 0;
  const kept = new Kept('indiretta:ch', () => now);
  kept.write({ token: 't', open: false });
  now = 7 * 24 * 3_600_000;
  expect(kept.read()).toBeDefined();
  now += 1;
  expect(kept.read()).toBeUndefined();
});

test('what is no JSON counts as nothing kept', () => {
  localStorage.setItem('indiretta:ch', '{half');
  expect(new Kept('indiretta:ch', () => 0).read()).toBeUndefined();
});
