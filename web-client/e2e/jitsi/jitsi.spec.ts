import { expect, type Page } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { hears, received } from '../call/calls.ts';
import { type Two, test } from '../call/two.ts';
import { stopClock } from '../console/begin.ts';
import { FRONT_DESK } from '../live/people.ts';

const jitsi = process.env.INDIRETTA_JITSI_URL ?? '';
const host = new URL(jitsi).host;

/** What the page asked Jitsi's host for so far. */
function askedJitsi(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(jitsi)) asked.push(new URL(request.url()).pathname);
  });
  return asked;
}

/** The page of the meeting, inside of its frame. */
const meeting = (page: Page) => page.locator('iframe').contentFrame();

/** Both write to each other; the citizen on the page of our own. */
async function writing({ citizen, operator }: Two): Promise<void> {
  await citizen.chooseMode('Scrivere');
  await citizen.start('Buongiorno, ho una domanda.', FRONT_DESK);
  await operator.take((await citizen.reference.textContent()) ?? '');
  await expect(citizen.operator).toBeVisible();
}

/** The operator asks for a call and the citizen takes it; these two clicks join. */
async function called({ theirs, ours }: Two): Promise<void> {
  await ours.propose();
  await theirs.press('Rispondi');
  await expect(ours.row('running')).toBeVisible();
}

test.describe('on the page of our own', () => {
  test.use({ path: '/c?site=ch' });

  test('both come into the same room after their own clicks, the operator as its moderator', async ({ two }) => {
    const { citizen, operator, theirs, ours } = two;
    const asked = [askedJitsi(citizen.page), askedJitsi(operator.page)];
    await writing(two);
    await ours.propose();
    await expect(theirs.part).toHaveAttribute('data-phase', 'proposedByThem');
    expect(asked[0]).toEqual([]);
    await theirs.press('Rispondi');

    const [theirMeeting, ourMeeting] = [meeting(citizen.page), meeting(operator.page)];
    await expect(theirMeeting.locator('#verdict')).toHaveText('let in');
    await expect(ourMeeting.locator('#verdict')).toHaveText('let in');
    const room = await ourMeeting.locator('#room').textContent();
    expect(room).toMatch(/^[0-9a-f]{40}$/);
    await expect(theirMeeting.locator('#room')).toHaveText(room ?? '');
    await expect(ourMeeting.locator('#role')).toHaveText('moderator: Marta');
    await expect(theirMeeting.locator('#role')).toHaveText('participant');
    await expect(theirMeeting.locator('#others')).toHaveText('1');
    for (const page of [theirMeeting, ourMeeting]) {
      await expect(page.locator('#allowed')).toHaveText('microphone camera display-capture autoplay');
    }
    for (const { page } of [citizen, operator]) expect(await violationsOf(page)).toEqual([]);
    // No device of our own is open, and nothing goes from browser to browser.
    expect(await received(citizen.page)).toBe(0);
    await expect(theirs.part.getByRole('button', { name: 'Microfono' })).toHaveCount(0);

    const muted = 'microfono chiuso';
    await expect(ours.row('running')).not.toContainText(muted);
    await theirMeeting.locator('#mute').click();
    await expect(ours.row('running')).toContainText(muted);
    await ourMeeting.locator('#screen').click();
    await expect(citizen.events.last()).toContainText('Schermo mostrato');
    await ourMeeting.locator('#leave').click();
    await expect(theirs.part).toHaveAttribute('data-phase', 'ended');
    await expect(citizen.page.locator('iframe')).toHaveCount(0);
    await expect(operator.page.locator('iframe')).toHaveCount(0);
  });

  test('after a reload nothing comes from Jitsi before a click; another consultation on the screen keeps the meeting', async ({
    two,
  }) => {
    const { citizen, operator, theirs, ours } = two;
    await writing(two);
    await called(two);
    await expect(meeting(citizen.page).locator('#verdict')).toHaveText('let in');
    await expect(meeting(operator.page).locator('#others')).toHaveText('1');
    const asked = askedJitsi(citizen.page);
    const askedByUs = askedJitsi(operator.page);

    await citizen.page.reload();
    await expect(theirs.part.getByRole('button', { name: 'Entra nella chiamata' })).toBeVisible();
    await expect(theirs.part).toContainText(host);
    expect(asked).toEqual([]);
    await theirs.press('Entra nella chiamata');
    await expect(meeting(citizen.page).locator('#others')).toHaveText('1');

    await operator.go('nav_archive');
    await expect(meeting(operator.page).locator('#others')).toHaveText('1');
    expect(askedByUs).toEqual([]);
    await ours.press('call_hang_up');
    await expect(theirs.part).toHaveAttribute('data-phase', 'ended');
  });

  test('what does not load is told to both after 8 s, and one click goes on from browser to browser', async ({
    two,
  }) => {
    const { citizen, operator, theirs, ours } = two;
    for (const { page } of [citizen, operator]) {
      await page.route(`${jitsi}/external_api.js`, () => undefined);
      await page.clock.install();
      await page.reload();
    }
    await writing(two);
    // The 8 s begin with the call, and go by where this test says so.
    for (const { page } of [citizen, operator]) await stopClock(page);
    await called(two);
    const told = operator.page.getByRole('button', { name: operator.say('jitsi_directly') });
    await expect(operator.page.getByText(operator.say('jitsi_loading', { host }))).toBeVisible();
    await expect(theirs.part).toContainText(`Apriamo la chiamata su ${host}`);
    await expect(told).toHaveCount(0);

    for (const { page } of [citizen, operator]) {
      await page.clock.fastForward(8_000);
      await page.clock.resume();
    }
    await expect(operator.page.getByText(operator.say('jitsi_missing', { host }))).toBeVisible();
    await expect(told).toBeVisible();
    await expect(theirs.part.getByRole('alert')).toContainText(`${host} non risponde`);

    for (const { page } of [citizen, operator]) expect(await violationsOf(page)).toEqual([]);
    await theirs.press('Continua senza Jitsi');
    await ours.press('call_speak_again');
    await hears(citizen.page);
    await hears(operator.page);
    await expect(told).toHaveCount(0);
    await expect(theirs.microphone).toHaveAttribute('aria-pressed', 'true');
    await ours.press('call_hang_up');
    await expect(theirs.part).toHaveAttribute('data-phase', 'ended');
  });
});

test("the portal's own page loads nothing from Jitsi and leads to ours, which takes the call over", async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  const asked = askedJitsi(citizen.page);
  await citizen.open();
  await writing(two);
  await called(two);
  await expect(meeting(operator.page).locator('#verdict')).toHaveText('let in');
  const link = theirs.part.getByRole('link');
  await expect(link).toBeVisible();
  expect(asked).toEqual([]);

  const [own] = await Promise.all([citizen.page.context().waitForEvent('page'), link.click()]);
  await own.getByRole('button', { name: 'Continua qui' }).click();
  await expect(meeting(own).locator('#role')).toHaveText('participant');
  await expect(meeting(operator.page).locator('#others')).toHaveText('1');
  expect(asked).toEqual([]);
  await ours.press('call_hang_up');
  await expect(meeting(own).locator('#role')).toHaveCount(0);
});
