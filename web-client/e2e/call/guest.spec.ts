import { type BrowserContext, expect, type Page } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { hears, watchPeers } from './calls.ts';
import { within } from './flow.ts';
import { call, type Two, test, write } from './two.ts';

/** What the owner does in the console's dialog: a place for a guest, and the link to it. */
async function linkFor({ operator, ours }: Two, name: string): Promise<string> {
  const { page } = operator;
  await ours.press('call_invite');
  await page.getByRole('menuitem', { name: operator.say('call_invite_guest') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(operator.say('call_guest_name')).fill(name);
  await dialog.getByRole('button', { name: operator.say('call_guest_make') }).click();
  const made = page.getByRole('dialog', { name: operator.say('call_guest_link', { name }) });
  const link = await made.getByRole('textbox').inputValue();
  await made.getByRole('button', { name: operator.say('done') }).click();
  await expect(made).toBeHidden();
  return link;
}

/** A third person's browser at that link. */
async function follow(context: BrowserContext, link: string): Promise<Page> {
  await watchPeers(context);
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

test('an interpreter by a link: all three hear each other, names and roles on every screen; they leave and it goes on', async ({
  two,
  browser,
}) => {
  const { citizen, operator, theirs, ours } = two;
  await write(two);
  await citizen.send('Scritto prima che venisse qualcuno.');
  await expect(operator.conversation.entry('Scritto prima')).toBeVisible();
  await call(two);
  await hears(citizen.page);
  const link = await linkFor(two, 'Amina Haddad');
  await expect(theirs.part.locator('.people')).toContainText('Amina Haddad');
  await expect(theirs.part.locator('.people')).toContainText('invitata o invitato');

  const context = await browser.newContext({ locale: 'it-CH', permissions: ['microphone', 'camera'] });
  try {
    const guest = await follow(context, link);
    const main = guest.getByRole('main');
    const part = main.locator('.call');
    await expect(main).toContainText('Città di Rivalago La invita a una consulenza a voce come interprete');
    await expect(main).toContainText('Amina Haddad');
    await main.getByRole('button', { name: 'Entra nella chiamata' }).click();
    await expect(part).toContainText('In chiamata con');
    await expect(part.locator('.people li')).toHaveCount(2);
    await expect(part.locator('.people')).toContainText('Marta collaboratrice/collaboratore');
    await expect(theirs.part.locator('.people')).toContainText('Amina Haddad interprete');
    await expect(ours.people.filter({ hasText: 'Amina Haddad' })).toContainText(operator.say('call_role_interpreter'));
    // each hears both others: packets go on coming over every link of every page
    for (const page of [citizen.page, operator.page, guest]) await hearsBoth(page);

    await guest.getByRole('textbox').fill('Traduco io.');
    await guest.keyboard.press('Enter');
    await expect(citizen.messages.last()).toHaveText('Traduco io.');
    await expect(operator.conversation.entry('Traduco io.')).toBeVisible();
    await citizen.send('Grazie Amina.');
    await expect(main.getByRole('log')).toContainText('Grazie Amina.');
    await expect(main.getByRole('log')).not.toContainText('Scritto prima');
    expect(await violationsOf(guest)).toEqual([]);

    // a reload keeps the place; heard again by one click
    await within(5_000, async () => {
      await guest.reload({ waitUntil: 'commit' });
      await expect(part).toContainText('In chiamata con');
    });
    await part.getByRole('button', { name: 'Parla di nuovo' }).click();
    for (const page of [citizen.page, operator.page, guest]) await hearsBoth(page);

    // the link was good once
    const late = await context.newPage();
    await late.goto(link);
    await expect(late.getByRole('main')).toContainText('Questo link non vale più');
    await late.close();

    await part.getByRole('button', { name: 'Riaggancia' }).click();
    await expect(main).toContainText('Ha lasciato la chiamata');
    await expect.poll(() => guest.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    await expect(theirs.part.locator('.people')).toHaveCount(0);
    await expect(theirs.part).toContainText('In chiamata con Marta');
    await hears(citizen.page);
    await hears(operator.page);
    await expect(citizen.events.filter({ hasText: 'Amina Haddad' })).toHaveText([
      /Amina Haddad partecipa alla chiamata/,
      /Amina Haddad ha lasciato la chiamata/,
    ]);
  } finally {
    await context.close();
  }
});

declare const peers: readonly RTCPeerConnection[];

/** Packets of sound on each open link of this page so far. */
const onLinks = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const open = peers.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    return reports.map((report) =>
      [...report.values()]
        .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
        .reduce((sum, { packetsReceived }) => sum + packetsReceived, 0),
    );
  });

/** Sound keeps coming from both others. */
async function hearsBoth(page: Page): Promise<void> {
  let before: number[] = [];
  await expect
    .poll(async () => {
      const now = await onLinks(page);
      if (now.length !== before.length) before = now;
      return now.length === 2 && now.every((packets, link) => packets > (before[link] ?? 0) + 10);
    })
    .toBe(true);
}

test('the guest is told when the call ends or they are taken out, and nothing stays on their device', async ({
  two,
  browser,
}) => {
  const { theirs, operator, ours } = two;
  await write(two);
  await call(two);
  const context = await browser.newContext({ locale: 'it-CH', permissions: ['microphone'] });
  try {
    const guest = await follow(context, await linkFor(two, 'Piero'));
    const main = guest.getByRole('main');
    await main.getByRole('button', { name: 'Entra nella chiamata' }).click();
    await expect(main.locator('.call')).toContainText('In chiamata con');
    await expect(theirs.part.locator('.people')).toContainText('Piero');
    const { page } = operator;
    await ours.people
      .filter({ hasText: 'Piero' })
      .getByRole('button', { name: operator.say('call_remove', { name: 'Piero' }) })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: operator.say('call_remove_now') })
      .click();
    await expect(main).toContainText('Non partecipa più alla chiamata');

    await guest.goto(await linkFor(two, 'Rosa'));
    await main.getByRole('button', { name: 'Entra nella chiamata' }).click();
    await expect(main.locator('.call')).toContainText('In chiamata con');
    await theirs.press('Riaggancia');
    await expect(main).toContainText('La chiamata è finita');
    await expect.poll(() => guest.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  } finally {
    await context.close();
  }
});
