import { expect, test, vi } from 'vitest';
import { SIGN_EVERY_MS, SignsOfLife } from '../src/desk/SignsOfLife.ts';
import { watchInput } from '../src/desk/watchInput.ts';

/** A person whose input the test makes. */
function person(answers: boolean[] = []) {
  let time = 0;
  let input = () => {};
  const say = vi.fn(async () => answers.shift() ?? true);
  const signs = new SignsOfLife({
    now: () => time,
    watchInput: (call) => {
      input = call;
      return () => {
        input = () => {};
      };
    },
    say,
  });
  const does = async (afterMs = 0) => {
    time += afterMs;
    input();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    return say.mock.calls.length;
  };
  return { signs, does };
}

test('w13_inputIsToldAtOnceAndThenAtMostOnceAMinute', async () => {
  const { does } = person();
  expect(await does()).toBe(1);
  expect(await does(10)).toBe(1);
  expect(await does(SIGN_EVERY_MS - 11)).toBe(1);
  expect(await does(1)).toBe(2);
});

test('w13_withoutInputNothingIsTold', async () => {
  const { signs, does } = person();
  expect(await does()).toBe(1);
  signs.close();
  signs.close();
  expect(await does(10 * SIGN_EVERY_MS)).toBe(1);
});

test('w13_whatCouldNotBeToldIsToldSoonAgainAndNotAtEveryMove', async () => {
  const { does } = person([false, true]);
  expect(await does()).toBe(1);
  expect(await does(100)).toBe(1);
  expect(await does(4_900)).toBe(2);
  expect(await does(5_000)).toBe(2);
});

test('w13_whatAScriptDoesIsNoInput', () => {
  const call = vi.fn();
  const stop = watchInput(call);
  window.dispatchEvent(Object.defineProperty(new Event('keydown'), 'isTrusted', { value: false }));
  expect(call).not.toHaveBeenCalled();
  window.dispatchEvent(Object.defineProperty(new Event('keydown'), 'isTrusted', { value: true }));
  expect(call).toHaveBeenCalledTimes(1);
  stop();
  window.dispatchEvent(Object.defineProperty(new Event('keydown'), 'isTrusted', { value: true }));
  expect(call).toHaveBeenCalledTimes(1);
});
