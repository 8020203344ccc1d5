import { expect, type Page } from '@playwright/test';
import { hears, madePeers } from '../call/calls.ts';
import { call, test, write } from '../call/two.ts';
import { expectApart, linksOf, tell } from './cluster.ts';

/** From the end of a server until its people are at the other one. */
const MOVED = { timeout: 15_000 };

/** Notes from now on in which ways the call stood, as the operator's row says it. */
const watchRow = (page: Page) =>
  page.evaluate(() => {
    const stood = new Set<string>();
    const look = () => {
      for (const row of document.querySelectorAll<HTMLElement>('section[data-phase]')) {
        stood.add(row.dataset.phase ?? '');
      }
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(globalThis, { stood });
  });
declare const stood: ReadonlySet<string>;
const waysItStood = (page: Page) => page.evaluate(() => [...stood]);

test('p6: both servers are stopped in turn, as for an update: the call goes on, and so does what is typed', async ({
  two,
}) => {
  test.setTimeout(180_000);
  const { citizen, operator, ours } = two;
  await write(two);
  await expectApart();
  await call(two);
  await hears(citizen.page);
  await hears(operator.page);
  const before = [await madePeers(citizen.page), await madePeers(operator.page)];
  await watchRow(operator.page);
  await citizen.composer.fill('Quasi finito di scriv');

  for (const [stopped, other] of [
    ['one', 'two'],
    ['two', 'one'],
  ] as const) {
    await tell('stop', stopped);
    await expect.poll(() => linksOf(other), MOVED).toBe(2);
    await hears(citizen.page);
    await hears(operator.page);
    await operator.conversation.write(`Scritto senza ${stopped}.`);
    await expect(citizen.messages.filter({ hasText: `Scritto senza ${stopped}.` })).toHaveCount(1);
    await tell('start', stopped);
  }

  await expect(citizen.composer).toHaveValue('Quasi finito di scriv');
  expect(await waysItStood(operator.page), 'it never stood otherwise').toEqual(['running']);
  expect([await madePeers(citizen.page), await madePeers(operator.page)], 'nothing was negotiated anew').toEqual(
    before,
  );
  await ours.press('call_hang_up');
  await expect(ours.rows).toHaveCount(0);
});
