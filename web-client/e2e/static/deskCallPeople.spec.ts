import { expect } from '@playwright/test';
import { people } from '../console/city.ts';
import { MANY_LOOKS_MS, talk, test } from './deskCallScene.ts';

/* More than two in a call, as staff see it: who asked, and who was asked in. */

test('three and four in a call: asked in, here with their roles, their pictures, taken out', async ({
  page,
  scene,
  look,
}) => {
  test.setTimeout(MANY_LOOKS_MS);
  const { staff, desk, row, call } = scene;
  await talk(scene);
  await row.press('call_invite');
  await expect(page.getByRole('menuitem')).toHaveCount(2);
  await page.getByRole('menuitem', { name: staff.say('call_invite_colleague') }).click();
  const dialog = page.getByRole('dialog');
  const invite = dialog.getByRole('button', { name: staff.say('call_invite'), exact: true });
  await invite.click();
  await expect(dialog).toContainText(staff.say('choose_colleague'));
  await look('41-colleague');
  await dialog.getByRole('radio', { name: 'Luca' }).check();
  await invite.click();
  await expect(dialog).toBeHidden();
  expect(desk.last('inviteToCall')).toMatchObject({ operator: people[1]?.id });
  await expect(row.people.filter({ hasText: 'Luca' })).toContainText(staff.say('call_invited'));

  desk.guestAsked = (asked) => {
    expect(asked).toMatchObject({ role: 'INTERPRETER', name: 'Amina Haddad' });
    call.linkMade();
  };
  await row.press('call_invite');
  await page.getByRole('menuitem', { name: staff.say('call_invite_guest') }).click();
  await dialog.getByRole('button', { name: staff.say('call_guest_make') }).click();
  await expect(dialog).toContainText(staff.say('call_guest_name_missing'));
  await look('42-guest');
  await dialog.getByLabel(staff.say('call_guest_name')).fill('Amina Haddad');
  await dialog.getByRole('button', { name: staff.say('call_guest_make') }).click();
  const link = page.getByRole('dialog', { name: staff.say('call_guest_link', { name: 'Amina Haddad' }) });
  await expect(link.getByRole('textbox')).toHaveValue(/\/c#guest=/);
  const mail = await link.getByRole('link', { name: staff.say('call_guest_mail') }).getAttribute('href');
  expect(decodeURIComponent(mail ?? '')).toContain(await link.getByRole('textbox').inputValue());
  await look('43-guest-link');
  await link.getByRole('button', { name: staff.say('done') }).click();
  await expect(row.people).toHaveCount(4);
  await look('44-invited');
  await row.button('call_invite').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(staff.say('call_full')).first()).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(0);

  call.turn('luca', { microphone: 'ON', camera: true });
  call.turn('guest', { microphone: 'MUTED', camera: true });
  call.turn('citizen', { camera: true });
  await expect(row.people.filter({ hasText: 'Luca' })).toContainText(staff.say('role_supervisor'));
  await expect(row.people.filter({ hasText: 'Amina' })).toContainText(staff.say('call_role_interpreter'));
  await expect(page.locator('video')).toHaveCount(3);
  await look('45-three-faces');
  await row.press('call_camera_off');
  await expect(page.locator('video')).toHaveCount(4);
  await look('46-four-faces');
  call.turn('citizen', { screen: true });
  await look('47-screen-and-four-faces');
  call.endOwnShare('CAMERA');
  await expect(page.getByText(staff.say('call_camera_ended'))).toBeVisible();
  await page.getByRole('button', { name: staff.say('call_end_screen', { name: 'Giulia Bernasconi' }) }).click();
  await expect(page.getByRole('button', { name: staff.say('call_zoom_fit') })).toHaveCount(0);
  await page.getByRole('button', { name: staff.say('call_remove', { name: 'Amina Haddad' }) }).click();
  await look('48-take-out');
  await dialog.getByRole('button', { name: staff.say('call_remove_now'), exact: true }).click();
  await expect(row.people).toHaveCount(3);
});

test('asked into a colleague’s call: it rings, is declined or joined by one click, and is left', async ({
  page,
  scene,
  look,
}) => {
  test.setTimeout(MANY_LOOKS_MS);
  const { staff, desk, row, call } = scene;
  await staff.go('nav_desk');
  await expect(staff.offers).toHaveCount(2);
  call.visited();
  await expect(staff.offers).toHaveCount(3);
  const card = staff.offers.filter({ hasText: staff.say('call_asked_by', { name: 'Elena' }) });
  await expect(card).toBeVisible();
  await expect(page).toHaveTitle(/^\(\d+\)/);
  await look('51-asked-in');
  await card.getByRole('button', { name: staff.say('call_visit') }).click();
  await expect(row.row('running')).toBeVisible();
  await expect(row.button('call_microphone_on')).toBeVisible();
  await expect(row.people).toHaveCount(3);
  await expect(row.people.first()).toContainText(staff.say('colleague'));
  await expect(page.getByRole('button', { name: staff.say('end'), exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: staff.say('hand_over'), exact: true })).toHaveCount(0);
  await expect(row.button('call_invite')).toHaveCount(0);
  await look('52-visiting');
  await staff.conversation.write('Verifico io nel registro.');
  await row.press('call_hang_up');
  await expect(staff.notices.filter({ hasText: staff.say('notice_call_left', { reference: 'B8-5TN' }) })).toBeVisible();
  await expect(row.rows).toHaveCount(0);
  await expect.poll(() => desk.last('leaveCall')).toMatchObject({ reason: 'HUNG_UP' });
});
