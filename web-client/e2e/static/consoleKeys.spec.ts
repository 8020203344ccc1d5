import { expect, test } from '@playwright/test';
import { shortcuts } from '../../apps/console/src/keyboard/shortcuts.ts';
import { begin } from '../console/begin.ts';
import { consultations, offer, uuid } from '../console/city.ts';

/* The console by keyboard. */

const open = `/console/consultation/${consultations[0]?.id}`;

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });

test('by keyboard only: from consultation to consultation, answer, end and undo', async ({ page }) => {
  const { staff, desk, complaints } = await begin(page, { path: '/console/' });
  // Long enough for any machine: that it is gone comes of the key.
  desk.undoMs = 60_000;
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

/** What single keys ask for, and by what it shows. */
const everySingleKey = shortcuts.flatMap(({ key, single }) => (single ? [key] : [])).join('');

test('each single key does what the list of shortcuts says', async ({ page }) => {
  const { staff, desk, complaints } = await begin(page, { path: '/console/' });
  const heard = (type: string) => desk.heard.filter((command) => command.type === type).length;
  const dialog = page.getByRole('dialog');
  /** Opens the consultation, whose field has the focus, and leaves the field. */
  const opened = async (reference: string) => {
    await expect(staff.conversation.heading(reference)).toBeVisible();
    await expect(staff.conversation.message).toBeFocused();
    await page.keyboard.press('Shift+Tab');
  };
  await expect(staff.offers).toHaveCount(2);

  await page.keyboard.press('?');
  for (const { key, word } of shortcuts) {
    const cap = key === 'arrowdown' ? '↓' : key === 'arrowup' ? '↑' : key.toUpperCase();
    await expect(
      dialog
        .getByRole('row')
        .filter({ hasText: staff.say(word) })
        .filter({ hasText: cap }),
    ).not.toHaveCount(0);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('p');
  await expect(page.getByRole('menuitem', { name: staff.say('presence_available') })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();

  await expect(staff.muteButton).toBeVisible();
  await page.keyboard.press('m');
  await expect(staff.muteButton).toBeHidden();

  await page.keyboard.press('t');
  await opened('D9-2FJ');
  expect(heard('acceptOffer'), 'who is offered comes first').toBe(1);
  await page.keyboard.press('t');
  await opened('T9-4KD');
  expect(heard('takeConsultation')).toBe(1);

  await page.keyboard.press('k');
  await opened('D9-2FJ');
  await page.keyboard.press('j');
  await opened('T9-4KD');

  await page.keyboard.press('n');
  await expect(staff.conversation.note).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('r');
  await expect(staff.conversation.message).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog', { name: staff.say('hand_over_title', { reference: 'T9-4KD' }) })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog', { name: staff.say('end_title', { reference: 'T9-4KD' }) })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  desk.push({ ...offer, waiting: { ...offer.waiting, id: uuid(777) } });
  await expect(staff.offers).toHaveCount(2);
  await page.keyboard.press('d');
  await expect.poll(() => heard('declineOffer')).toBe(1);
  await expect(staff.offers, 'the hand-over is left').toHaveCount(1);
  desk.push({ ...offer, waiting: { ...offer.waiting, id: uuid(778) } });
  await expect(staff.offers).toHaveCount(2);
  await page.keyboard.press('a');
  await expect.poll(() => heard('acceptOffer')).toBe(2);
  expect(complaints).toEqual([]);
});

test('no shortcut fires while somebody writes, and none of one key when they are off', async ({ page }) => {
  const { staff, desk, complaints } = await begin(page, { path: open });
  const dialog = page.getByRole('dialog');
  // That somebody stopped typing is said by itself, 5 s later.
  const acted = () =>
    desk.heard.filter(
      ({ type, typing }) =>
        typing !== false && !['hello', 'watchQueue', 'resume', 'markRead', 'ping', 'stillHere'].includes(String(type)),
    );
  await expect(staff.conversation.entries).toHaveCount(7);
  const { message, note } = staff.conversation;
  await expect(message).toBeFocused();
  await page.keyboard.type(everySingleKey);
  await expect(message).toHaveValue(everySingleKey);
  await staff.conversation.chooseNote();
  await expect(note).toBeFocused();
  await page.keyboard.type(everySingleKey);
  await expect(note).toHaveValue(everySingleKey);
  await expect(dialog).toHaveCount(0);
  expect(acted().map(({ type }) => type)).toEqual(acted().map(() => 'setTyping'));

  await staff.go('nav_archive');
  await page.getByLabel(staff.say('search_text')).fill('');
  await page.keyboard.type(everySingleKey);
  await expect(page.getByLabel(staff.say('search_text'))).toHaveValue(everySingleKey);
  await expect(dialog).toHaveCount(0);

  await staff.personMenu.click();
  await page.getByRole('menuitem', { name: staff.say('nav_me') }).click();
  await page.getByRole('switch', { name: staff.say('single_keys') }).click({ force: true });
  await expect(page.getByRole('switch', { name: staff.say('single_keys') })).not.toBeChecked();
  expect(desk.preferences.singleKeys).toBe(false);
  await staff.go('nav_desk');
  await staff.open('Giulia');
  await expect(staff.conversation.entries).toHaveCount(7);
  await expect(message).toBeFocused();
  const before = acted().length;
  await page.getByRole('main').focus();
  for (const key of everySingleKey) await page.keyboard.press(key);
  await page.keyboard.press('Control+Alt+ArrowDown');
  await expect(staff.conversation.heading('H3-9QT')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(acted().slice(before)).toEqual([]);
  await staff.personMenu.click();
  await page.getByRole('menuitem', { name: staff.say('shortcuts') }).click();
  await expect(dialog).toContainText(staff.say('single_keys_are_off'));
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
  await expect.poll(told).toBe(2);
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
