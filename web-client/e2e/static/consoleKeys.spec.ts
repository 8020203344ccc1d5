import { expect, test } from '@playwright/test';
import { begin } from '../console/begin.ts';
import { consultations } from '../console/city.ts';

/* The console by keyboard. */

const open = `/console/consultation/${consultations[0]?.id}`;

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich', actionTimeout: 10_000 });

test('by keyboard only: from consultation to consultation, answer, end and undo', async ({ page }) => {
  const { staff, complaints } = await begin(page, { path: '/console/' });
  await expect(staff.offers).toHaveCount(2);
  await page.keyboard.press('k');
  await expect(staff.conversation.message).toBeFocused();
  await page.keyboard.type('Buongiorno');
  await page.keyboard.press('Enter');
  await expect(staff.conversation.entry('Buongiorno').last()).toContainText(staff.say('sent'));
  await page.keyboard.press('Control+Alt+ArrowDown');
  await expect(staff.conversation.heading('H3-9QT')).toBeVisible();
  await page.keyboard.press('Control+Alt+ArrowUp');
  await expect(staff.conversation.heading('K7-4F2')).toBeVisible();
  await expect(staff.conversation.message).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('e');
  await expect(page.getByRole('radio', { name: staff.say('outcome_resolved'), exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(staff.say('ended_reference', { reference: 'K7-4F2' }))).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('u');
  await expect(staff.undo).toBeHidden();
  await expect(staff.conversation.message).toBeVisible();
  expect(complaints).toEqual([]);
});

test('w13: who is asked whether they are still there answers with Enter and goes on; who does not is told why', async ({
  page,
}) => {
  const { staff, complaints, desk } = await begin(page, { path: open });
  await staff.conversation.message.fill('Un momento');
  const told = () => desk.heard.filter(({ type }) => type === 'stillHere').length;
  await page.mouse.move(200, 200);
  await page.mouse.move(210, 210);
  await expect.poll(told, 'a person is at the console').toBe(1);
  desk.warn(100, 'IDLE');
  const question = page.getByRole('dialog', { name: staff.say('still_there_title') });
  await expect(question.getByRole('button', { name: staff.say('stay_signed_in') })).toBeFocused();
  await expect(question).toContainText('1:');
  expect(told(), 'while it is asked only the answer counts').toBe(1);
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  expect(told()).toBe(2);
  await expect(staff.conversation.message).toBeFocused();

  desk.warn(100, 'AGE');
  await expect(page.getByRole('dialog', { name: staff.say('sign_in_too_old_title') })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  desk.signOut('AGE');
  await expect(page.getByRole('heading', { name: staff.say('sign_in_title') })).toBeVisible();
  await expect(page.getByText(staff.say('signed_out_age'))).toBeVisible();
  await staff.enter('marta@rivalago.example', 'right');
  await expect(staff.conversation.message).toHaveValue('Un momento');
  expect(complaints).toEqual([]);
});

test('the matrix is edited by keyboard', async ({ page }) => {
  const { staff } = await begin(page, { path: '/console/admin/competences' });
  const cell = staff.level('Marta Bianchi', 'Certificati (domicilio, dimora)');
  await cell.focus();
  await page.keyboard.press('3');
  await expect(cell).toHaveText('3');
  await page.keyboard.press('ArrowRight');
  await expect(staff.level('Luca Ferrari', 'Certificati (domicilio, dimora)')).toBeFocused();
  await page.keyboard.press('0');
  await expect(staff.level('Luca Ferrari', 'Certificati (domicilio, dimora)')).toHaveText('');
});
