import { expect } from '@playwright/test';

/** Packets of audio that are half a second of speech, at the 20 ms of Opus. */
const HALF_A_SECOND = 25;
/** So many more are no remainder of what was under way. */
const SOME = 10;

/** How many packets came so far. */
type Count = () => Promise<number>;

/** Packets keep coming. */
export async function comes(count: Count, more = SOME): Promise<void> {
  const before = await count();
  await expect.poll(count, { intervals: [100] }).toBeGreaterThan(before + more);
}

/** Not one packet comes while half a second of them comes the other way; the other way is what measures the time. */
export async function stopped(count: Count, otherWay: Count): Promise<void> {
  await expect
    .poll(async () => {
      const before = await count();
      await comes(otherWay, HALF_A_SECOND);
      return (await count()) - before;
    })
    .toBe(0);
}

const TRIES = 3;

/** What is done takes no longer than this, at least once in three tries: a machine at work for others is late now and then. */
export async function within(ms: number, act: () => Promise<void>): Promise<void> {
  let took = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < TRIES && took > ms; tried += 1) {
    const from = performance.now();
    await act();
    took = performance.now() - from;
  }
  expect(took).toBeLessThanOrEqual(ms);
}
