import { expect, type Page } from '@playwright/test';
import { hears, madePeers } from '../call/calls.ts';
import { call, test, write } from '../call/two.ts';
import { widgetWords } from '../widget/words.ts';
import { expectApart, linksOf, tell } from './cluster.ts';
import { expectWatched, saidSince, watchSaid } from './said.ts';

/** A browser whose server was killed comes back by itself. */
const BACK = { timeout: 60_000 };

/** A page that was loaded again has forgotten. */
const remember = (page: Page) => page.evaluate(() => Object.assign(globalThis, { remembered: true }) && undefined);
const remembers = (page: Page) => page.evaluate(() => 'remembered' in globalThis);

test.beforeEach(async () => {
  for (const server of ['one', 'two'] as const) await tell('start', server);
});

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

test('two people at different servers write; each server is killed in turn, and both go on', async ({ two }) => {
  test.setTimeout(300_000);
  const { citizen, operator } = two;
  await write(two);
  await expectApart(operator.page);
  await remember(citizen.page);
  await remember(operator.page);
  await citizen.send('Dal primo server.');
  await expect(operator.conversation.entry('Dal primo server.')).toBeVisible();
  await operator.conversation.write('Dal secondo.');
  await expect(citizen.messages.last()).toHaveText('Dal secondo.');

  const said = ['Buongiorno, ho una domanda.', 'Dal primo server.', 'Dal secondo.'];
  for (const server of ['one', 'two'] as const) {
    await tell('kill', server);
    // At once: whoever sat there writes while the link is gone.
    const texts = [`Anna senza ${server}.`, `Marta senza ${server}.`] as const;
    await citizen.send(texts[0]);
    await operator.conversation.write(texts[1]);
    for (const text of texts) {
      await expect(operator.conversation.entry(text)).toHaveCount(1, BACK);
      await expect(citizen.messages.filter({ hasText: text })).toHaveCount(1, BACK);
      said.push(text);
    }
    await expect.poll(() => linksOf(server === 'one' ? 'two' : 'one'), BACK).toBe(2);
    await tell('start', server);
  }
  await expect(citizen.messages).toHaveCount(said.length);
  expect(await Promise.all([citizen.page, operator.page].map(remembers)), 'nobody was loaded again').toEqual([
    true,
    true,
  ]);
});

test('a call between two servers: one is killed, the voices go on, and so does what the call needs', async ({
  two,
}) => {
  test.setTimeout(300_000);
  const { citizen, operator, theirs, ours } = two;
  await write(two);
  await expectApart(operator.page);
  await call(two);
  await hears(citizen.page);
  await hears(operator.page);
  await remember(citizen.page);
  await remember(operator.page);

  await tell('kill', 'one');
  await hears(citizen.page);
  await hears(operator.page);
  await expect.poll(() => linksOf('two'), BACK).toBe(2);
  await expect(ours.row('running')).toBeVisible();

  // The road for signals is there again: text as it is typed, and the end.
  await ours.press('call_live_off');
  await expect(citizen.panel).toContainText('Marta vede ciò che Lei scrive', BACK);
  await citizen.composer.pressSequentially('Mi sente');
  await expect(ours.line('Mi sente')).toBeVisible(BACK);
  await hears(citizen.page);
  await ours.press('call_hang_up');
  await expect(ours.rows).toHaveCount(0);
  await expect(theirs.part).toContainText('Chiamata terminata');
  expect(await Promise.all([citizen.page, operator.page].map(remembers)), 'nobody was loaded again').toEqual([
    true,
    true,
  ]);
});

test('p6: both servers are stopped in turn, as for an update: the call goes on, so does what is typed, and nobody reads more than "reconnecting"', async ({
  two,
}) => {
  test.setTimeout(300_000);
  const { citizen, operator, ours } = two;
  await write(two);
  await expectApart(operator.page);
  await call(two);
  await hears(citizen.page);
  await hears(operator.page);
  const before = [await madePeers(citizen.page), await madePeers(operator.page)];
  await watchRow(operator.page);
  await citizen.composer.fill('Quasi finito di scriv');
  for (const { page } of [citizen, operator]) await watchSaid(page);
  const away = [widgetWords('it').reconnecting ?? '', operator.say('link_reconnecting')] as const;

  for (const [stopped, other] of [
    ['one', 'two'],
    ['two', 'one'],
  ] as const) {
    await tell('stop', stopped);
    await expect.poll(() => linksOf(other), BACK).toBe(2);
    await hears(citizen.page);
    await hears(operator.page);
    await operator.conversation.write(`Scritto senza ${stopped}.`);
    await expect(citizen.messages.filter({ hasText: `Scritto senza ${stopped}.` })).toHaveCount(1);
    await expect(citizen.panel.getByText(away[0])).toHaveCount(0);
    await expect(operator.reconnecting).toHaveCount(0);
    await tell('start', stopped);
  }

  // A short way off is not even said; a longer one is called what it is, and nothing else.
  for (const [at, { page }] of [citizen, operator].entries()) {
    const { alert, status } = await saidSince(page);
    expect(alert, 'no error').toEqual([]);
    expect(status.filter((text) => !text.startsWith(away[at] ?? ''))).toEqual([]);
  }
  await expect(citizen.composer).toHaveValue('Quasi finito di scriv');
  expect(await waysItStood(operator.page), 'it never stood otherwise').toEqual(['running']);
  expect([await madePeers(citizen.page), await madePeers(operator.page)], 'nothing was negotiated anew').toEqual(
    before,
  );
  await ours.press('call_hang_up');
  await expect(ours.rows).toHaveCount(0);
  for (const place of [citizen.panel, operator.page.locator('main')]) await expectWatched(place);
});
