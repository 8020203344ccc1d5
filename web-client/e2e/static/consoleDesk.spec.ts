import { expect, test } from '@playwright/test';
import { begin, stopClock } from '../console/begin.ts';
import { ago, consultations, entries } from '../console/city.ts';

/* What an operator sees of those who wait and of several consultations at once. */

const open = `/console/consultation/${consultations[0]?.id}`;

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });

test('how long somebody waits goes on by itself', async ({ page }) => {
  await page.clock.install();
  const { staff, complaints } = await begin(page, { path: '/console/' });
  const time = staff.card('T9-4KD').getByTitle(staff.say('waiting_for'));
  const seconds = async () => {
    const [minutes = 0, rest = 0] = ((await time.textContent()) ?? '').split(':').map(Number);
    return 60 * minutes + rest;
  };
  await expect(time).toHaveText(/^\d+:\d\d$/);
  const before = await seconds();
  await page.clock.runFor(5_000);
  await expect.poll(seconds).toBeGreaterThanOrEqual(before + 5);
  expect(complaints).toEqual([]);
});

test('a link that is lost for a moment is not said; one that stays away is, and one writes on', async ({ page }) => {
  await page.clock.install();
  const { staff, desk } = await begin(page, { path: open });
  const end = page.getByRole('button', { name: staff.say('end'), exact: true });
  await expect(end).toBeEnabled();
  await stopClock(page);
  desk.cutLink();
  await expect(end).toBeDisabled();
  await page.clock.runFor(1_000);
  await expect(staff.reconnecting).toHaveCount(0);
  await page.clock.runFor(2_000);
  await expect(staff.reconnecting).toBeVisible();
  await expect(staff.conversation.message).toBeInViewport({ ratio: 1 });
});

test('several at once: what is unread stands in the list; drafts and notes are kept', async ({ page }) => {
  const { staff, desk, complaints } = await begin(page, { path: open });
  const { message, note } = staff.conversation;
  const giulia = staff.own.filter({ hasText: 'Giulia' });
  const hans = staff.own.filter({ hasText: 'Hans' });
  const unread = (n: number) => `${n} ${staff.say('unread')}`;
  await expect(hans).toContainText(unread(2));
  await message.fill('Un momento, cerco il modulo');
  await staff.conversation.chooseNote();
  await note.fill('da verificare con Elena');

  await staff.open('Hans');
  await expect(staff.conversation.heading('H3-9QT')).toBeVisible();
  await expect(hans).not.toContainText(staff.say('unread'));
  await expect(message).toHaveValue('');
  await expect(giulia).toContainText(`${staff.say('draft')} Un momento, cerco il modulo`);
  const entry = {
    seq: entries.length + 1,
    at: ago(0),
    author: { kind: 'CITIZEN' },
    body: { type: 'message', text: 'C’è ancora?' },
  };
  desk.push({ type: 'entryAdded', consultation: consultations[0]?.id, entry });
  await expect(giulia).toContainText(unread(1));

  await staff.open('Giulia');
  await expect(staff.conversation.entry('C’è ancora?')).toBeVisible();
  await expect(giulia).not.toContainText(staff.say('unread'));
  await expect(message).toHaveValue('Un momento, cerco il modulo');
  await staff.conversation.chooseNote();
  await expect(note).toHaveValue('da verificare con Elena');
  expect(complaints).toEqual([]);
});
