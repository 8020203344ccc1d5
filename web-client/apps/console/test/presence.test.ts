import type { Presence } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { minutesUntil, presenceAsk } from '../src/desk/presence.ts';

const since = '2026-03-01T09:00:00.000Z';
const now = Date.parse(since) + 60_000;
const at = (ms: number) => new Date(now + ms).toISOString();
const asked = (presence: Partial<Presence>) => presenceAsk({ state: 'AVAILABLE', since, ...presence }, now);

describe('what is said about the own presence', () => {
  test('who is available hears nothing, unless they are asked', () => {
    expect(asked({})).toBeUndefined();
    expect(asked({ stillThere: at(30_000) })).toBe('stillThere');
    expect(asked({ stillThere: at(-30_000) }), 'also when the time to answer is over').toBe('stillThere');
  });

  test('the time to complete is shown until it is over, and after the question', () => {
    expect(asked({ wrapUpUntil: at(1) })).toBe('wrapUp');
    expect(asked({ wrapUpUntil: at(0) })).toBeUndefined();
    expect(asked({ wrapUpUntil: at(1), stillThere: at(1) })).toBe('stillThere');
    expect(asked({ state: 'AWAY', reason: 'BREAK', wrapUpUntil: at(1) })).toBeUndefined();
  });

  test('a pause says something when it is over, and never without an end', () => {
    expect(asked({ state: 'AWAY', reason: 'LUNCH', until: at(1) })).toBeUndefined();
    expect(asked({ state: 'AWAY', reason: 'LUNCH', until: at(0) })).toBe('pauseOver');
    expect(asked({ state: 'AWAY', reason: 'LUNCH' })).toBeUndefined();
  });

  test('who was set away is told so as long as they are', () => {
    expect(asked({ state: 'AWAY', reason: 'NO_ANSWER' })).toBe('setAway');
    expect(asked({ state: 'OFFLINE', until: at(-1) })).toBeUndefined();
  });
});

describe('until a time by the clock', () => {
  const nine = new Date(2026, 2, 2, 9, 0).getTime();
  test.each([
    ['09:30', 30],
    ['13:05', 245],
    ['09:00', 24 * 60],
    ['08:59', 24 * 60 - 1],
  ])('%s', (time, minutes) => expect(minutesUntil(time, nine)).toBe(minutes));
  test.each(['', '9:30', 'x'])('"%s" is none', (time) => expect(minutesUntil(time, nine)).toBeUndefined());
});
