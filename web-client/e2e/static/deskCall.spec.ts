import { test as base, expect, type Page } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { begin } from '../console/begin.ts';
import { CallRow } from '../console/CallRow.ts';
import type { Console } from '../console/Console.ts';
import { consultations, people } from '../console/city.ts';
import type { ScriptedDesk } from '../console/ScriptedDesk.ts';
import { ScriptedDeskCall } from '../console/ScriptedDeskCall.ts';
import { tabOnto } from '../keys.ts';

/* Every screen of a call as the operator sees it, with real media: by eye, by axe, and by keys alone. */

const SHOWN_TITLE = 'Da mostrare';
/** Six looks at each of some twenty scenes; a busy machine needs its time. */
const MANY_LOOKS_MS = 420_000;
const widths = [360, 768, 1280] as const;
const schemes = ['light', 'dark'] as const;

interface Scene {
  readonly staff: Console;
  readonly desk: ScriptedDesk;
  readonly row: CallRow;
  readonly call: ScriptedDeskCall;
  readonly complaints: string[];
}

const test = base.extend<{ scene: Scene; look: (name: string) => Promise<void> }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          '--use-fake-device-for-media-stream',
          `--auto-select-tab-capture-source-by-title=${SHOWN_TITLE}`,
        ],
      }),
    { scope: 'worker' },
  ],
  locale: 'it-CH',
  timezoneId: 'Europe/Zurich',
  actionTimeout: 10_000,
  scene: async ({ page, context }, use) => {
    await context.grantPermissions(['microphone', 'camera']);
    await page.addInitScript(slowLink);
    const { staff, desk, complaints } = await begin(page, { path: `/console/consultation/${consultations[0]?.id}` });
    const call = new ScriptedDeskCall(page, desk);
    await call.begin();
    await expect(staff.conversation.entries).toHaveCount(7);
    await use({ staff, desk, row: new CallRow(staff), call, complaints });
    expect(complaints).toEqual([]);
  },
  look: async ({ page }, use) => use((name) => lookAt(page, name)),
});

declare global {
  interface Window {
    linkIsSlow?: boolean;
  }
}

/** Runs in the page: while the link is slow its statistics say so. */
function slowLink(): void {
  const real = RTCPeerConnection.prototype.getStats;
  const slow = new Map<string, object>([
    ['way', { id: 'way', type: 'transport', selectedCandidatePairId: 'pair' }],
    ['pair', { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.9 }],
  ]);
  RTCPeerConnection.prototype.getStats = function getStats() {
    return window.linkIsSlow ? Promise.resolve(slow as RTCStatsReport) : real.call(this);
  };
}

/** Every width and scheme: axe finds nothing, nothing runs out of the window; keeps a picture to look at. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // In between, the same things are drawn in the same colours as on the narrow and the wide screen.
      const violations = await violationsOf(page, { sizesOnly: width === 768 });
      await page.screenshot({ path: `screenshots/deskCall/${name}-${width}-${colorScheme}.png` });
      expect.soft(violations, `${name} ${width} ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, `${name} ${width} runs out of the window`).toBeLessThanOrEqual(0);
    }
  }
}

/** The citizen asks, the operator answers. */
async function talk({ call, row }: Scene): Promise<void> {
  call.propose('TALK');
  await row.press('call_answer');
  await expect(row.row('running')).toBeVisible();
}

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
  const luca = desk.heard.findLast(({ type }) => type === 'inviteToCall');
  expect(luca).toMatchObject({ operator: people[1]?.id });
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
  const before = await staff.offers.count();
  call.visited();
  await expect(staff.offers).toHaveCount(before + 1);
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
  await expect(staff.notices).toContainText(staff.say('notice_call_left', { reference: 'B8-5TN' }));
  await expect(row.rows).toHaveCount(0);
  expect(desk.heard.findLast(({ type }) => type === 'leaveCall')).toMatchObject({ reason: 'HUNG_UP' });
});

test('by keys alone and without a sound: what rings, who speaks, what is open is read, and each control is reached', async ({
  page,
  scene,
}) => {
  const { staff, row, call } = scene;
  const keys = page.keyboard;
  await expect(staff.conversation.message).toBeFocused();
  const count = /^\((\d+)\)/.exec(await page.title())?.[1];
  call.propose('TALK');
  await expect(page).toHaveTitle(new RegExp(`^\\(${Number(count) + 1}\\)`));
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
  await expect(row.row('reestablishing')).toBeVisible();
  await look('35-link-lost');
  desk.mendLink();
  await expect(row.row('running')).toBeVisible();
});
