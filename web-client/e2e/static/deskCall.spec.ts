import { expect } from '@playwright/test';
import { tabOnto } from '../keys.ts';
import { MANY_LOOKS_MS, SHOWN_TITLE, talk, test } from './deskCallScene.ts';

/* Every screen of a call as the operator sees it, with real media: by eye, by axe, and by keys alone. */

test('from the proposal to the end: asked, asking, running, waiting, slow, ended', async ({ page, scene, look }) => {
  test.setTimeout(MANY_LOOKS_MS);
  const { staff, row, call } = scene;
  call.propose('TALK');
  await expect(row.row('proposedByThem')).toBeVisible();
  await look('01-asked');
  await row.press('decline');
  await expect(row.rows).toHaveCount(0);
  await row.propose('show');
  await expect(row.row('proposedByUs')).toBeVisible();
  await look('02-asking');
  call.end('UNANSWERED');
  await expect(page.getByText(staff.say('call_ended_unanswered')).first()).toBeVisible();
  await look('03-unanswered');

  await talk(scene);
  await expect(row.row('running')).toContainText(staff.say('call_good'));
  await look('04-talk');
  await row.press('call_live_off');
  call.types(1, 'Ho qui il contratto, un mom');
  await expect(row.line('Ho qui il contratto')).toBeVisible();
  call.turn('citizen', { microphone: 'MUTED' });
  await look('05-live-text');
  call.turn('citizen', { microphone: 'ON', camera: true });
  await row.press('call_camera_off');
  await expect(page.locator('video')).toHaveCount(2);
  await look('06-cameras');
  await row.press('call_sound');
  const sound = page.getByRole('dialog', { name: staff.say('call_sound_title') });
  await expect(sound.getByRole('progressbar')).toBeVisible();
  await look('07-sound');
  await page.keyboard.press('Escape');
  await row.press('call_hold');
  await expect(row.rows).toContainText(staff.say('call_on_hold'));
  await look('08-hold');
  await row.press('call_resume');
  await page.evaluate(() => {
    window.linkIsSlow = true;
  });
  await expect(row.row('running')).toContainText(staff.say('call_poor'));
  await look('09-poor');
  call.end('LOST');
  await expect(page.getByText(staff.say('call_ended_lost')).first()).toBeVisible();
  await look('10-ended');
});

test('Show: a screen, zoomed, beside a face; the own screen, chosen and shown', async ({
  page,
  context,
  scene,
  look,
}) => {
  test.setTimeout(MANY_LOOKS_MS);
  const { staff, row, call } = scene;
  await talk(scene);
  await page.getByRole('button', { name: staff.say('call_propose_show'), exact: true }).click();
  call.turn('citizen', { screen: true });
  await expect(page.getByRole('button', { name: staff.say('call_zoom_fit') })).toBeVisible();
  await expect(page.locator('video')).toHaveCount(1);
  await look('21-screen');
  await page.getByRole('region', { name: staff.say('call_zoom_keys') }).focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await look('22-zoomed');
  await page.keyboard.press('0');
  call.turn('citizen', { camera: true });
  await expect(page.getByRole('button', { name: staff.say('call_ask_still') })).toBeVisible();
  await look('23-screen-and-camera');
  call.turn('citizen', { screen: false, camera: false });
  const shown = await context.newPage();
  await shown.setContent(`<title>${SHOWN_TITLE}</title><body style="background: #26a">Il modulo</body>`);
  await page.bringToFront();
  await row.press('call_screen_show');
  await expect(page.getByRole('button', { name: staff.say('call_share'), exact: true })).toBeVisible();
  await look('24-own-screen-chosen');
  await page.getByRole('button', { name: staff.say('call_share'), exact: true }).click();
  await expect(page.getByRole('button', { name: staff.say('call_share_stop') })).toBeVisible();
  await look('25-own-screen-shown');
});

test('by keys alone and without a sound: what rings, who speaks, what is open is read, and each control is reached', async ({
  page,
  scene,
}) => {
  const { staff, row, call } = scene;
  const keys = page.keyboard;
  await expect(staff.conversation.message).toBeFocused();
  await expect(page).toHaveTitle(/^\(4\) /);
  call.propose('TALK');
  await expect(page).toHaveTitle(/^\(5\) /);
  await expect(row.row('proposedByThem')).toBeVisible();
  await keys.press('Control+Alt+c');
  await expect(row.row('running')).toBeVisible();
  await expect(row.button('call_microphone_on')).toBeVisible();
  await expect(row.rows).toContainText(staff.say('call_speaks', { name: 'Giulia Bernasconi' }));
  await keys.press('Control+Alt+v');
  await expect(row.button('call_microphone_muted')).toBeVisible();
  call.turn('citizen', { microphone: 'MUTED' });
  await expect(row.rows).toContainText(staff.say('call_they_muted', { name: 'Giulia Bernasconi' }));

  const controls = row.rows.getByRole('button');
  for (const control of await controls.all()) expect(await control.getAttribute('tabindex')).not.toBe('-1');
  await tabOnto(page, row.button('call_live_off'), 'Shift+Tab');
  await keys.press('Enter');
  await expect(row.button('call_live_on')).toBeFocused();
  await tabOnto(page, row.button('call_hold'));
  await keys.press('Space');
  await expect(row.rows).toContainText(staff.say('call_on_hold'));
  await keys.press('Space');
  await expect(row.button('call_hold')).toBeFocused();

  await tabOnto(page, row.button('call_invite'));
  await keys.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await keys.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator(':focus'), 'keys go to it').toHaveCount(1);
  await tabOnto(page, dialog.getByRole('radio', { name: 'Luca' }));
  await keys.press('Space');
  await keys.press('Enter');
  await expect(dialog).toBeHidden();
  await tabOnto(page, page.getByRole('button', { name: staff.say('call_invitation_back', { name: 'Luca' }) }));
  await keys.press('Enter');
  await expect(row.people).toHaveCount(0);

  await keys.press('Control+Alt+x');
  await expect(row.rows).toHaveCount(0);
  await expect(page.getByText(staff.say('call_ended_hung_up')).first()).toBeVisible();
  await expect(page.locator('body')).not.toBeFocused();
});

test('bad luck: no microphone, the citizen lost, the link lost, a reload; elsewhere on the console', async ({
  page,
  context,
  scene,
  look,
}) => {
  test.setTimeout(MANY_LOOKS_MS);
  const { staff, desk, row, call } = scene;
  await context.clearPermissions();
  call.propose('TALK');
  await row.press('call_answer');
  await expect(page.getByText(staff.say('call_microphone_denied'))).toBeVisible();
  await expect(row.row('running')).toBeVisible();
  await look('31-denied');
  await context.grantPermissions(['microphone', 'camera']);
  await page.getByRole('button', { name: staff.say('try_again') }).click();
  await expect(row.button('call_microphone_on')).toBeVisible();
  await expect.poll(() => call.packetsReceived('citizen')).toBeGreaterThan(10);
  call.lose('citizen');
  await expect(row.rows).toContainText('ricollegando');
  await look('32-citizen-lost');
  call.turn('citizen', { microphone: 'ON', away: false });

  await page.reload();
  await call.begin();
  await expect(row.button('call_speak_again')).toBeVisible();
  await expect(row.row('running')).toBeVisible();
  await look('33-speak-again');
  await row.press('call_speak_again');
  await expect.poll(() => call.packetsReceived('citizen')).toBeGreaterThan(10);

  await staff.go('nav_archive');
  await expect(row.row('running')).toContainText(staff.say('call_running', { name: 'Giulia Bernasconi' }));
  await look('34-elsewhere');
  desk.cutLink();
  await expect(staff.reconnecting).toBeVisible();
  await expect(row.row('running')).toBeVisible();
  await look('35-link-lost');
  desk.mendLink();
  await expect(row.row('running')).toBeVisible();
});
