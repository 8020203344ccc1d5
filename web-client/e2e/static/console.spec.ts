import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Console } from '../console/Console.ts';
import { consultations } from '../console/city.ts';
import { ScriptedDesk } from '../console/ScriptedDesk.ts';

/** Each width is looked at in one scheme at least, the narrowest and the widest in both. */
const looks = [
  [360, 'light'],
  [360, 'dark'],
  [768, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const;
const conversation = `/console/consultation/${consultations[0]?.id}`;

/** A screen: where it is, and what to do to see it. */
interface Screen {
  readonly path: string;
  readonly signedIn?: false;
  readonly prepare?: (desk: ScriptedDesk) => void;
  readonly act?: (staff: Console, page: Page, desk: ScriptedDesk) => Promise<void>;
}

const screens: Readonly<Record<string, Screen>> = {
  'sign-in': { path: '/console/', signedIn: false },
  'sign-in-locked': {
    path: '/console/',
    signedIn: false,
    prepare: (desk) => desk.lockOut(90_000),
    act: async (staff, page) => {
      await staff.enter('marta@rivalago.example', 'wrong');
      await expect(page.getByRole('alert').filter({ hasText: '1:' })).toBeVisible();
    },
  },
  invitation: {
    path: '/console/invitation#token',
    signedIn: false,
    act: async (staff, page) => {
      await expect(page.getByLabel(staff.say('password_again'))).toBeVisible();
      expect(page.url()).not.toContain('token');
    },
  },
  desk: {
    path: '/console/',
    act: async (staff) => {
      await expect(staff.offers).toHaveCount(2);
      await expect(staff.waiting).toHaveCount(2);
    },
  },
  conversation: { path: conversation, act: (staff) => expect(staff.conversation.entries).toHaveCount(7) },
  'conversation-note': {
    path: conversation,
    act: async (staff, page) => {
      await page.getByText(staff.say('note'), { exact: true }).first().click();
      await expect(staff.conversation.note).toBeVisible();
    },
  },
  'conversation-canned': {
    path: conversation,
    act: async (staff, page) => {
      await staff.conversation.message.fill('/');
      await expect(page.getByRole('option')).toHaveCount(3);
    },
  },
  'conversation-end': {
    path: conversation,
    act: async (staff, page) => {
      await page.getByRole('button', { name: staff.say('end'), exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  'conversation-menu': {
    path: conversation,
    act: async (staff, page) => {
      await page.getByRole('button', { name: staff.say('more') }).click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  },
  shortcuts: {
    path: '/console/',
    act: async (staff, page) => {
      await expect(staff.presence).toBeVisible();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: staff.say('shortcuts') })).toBeVisible();
    },
  },
  'still-there': {
    path: '/console/',
    act: async (staff, page, desk) => {
      await expect(staff.waiting).toHaveCount(2);
      desk.warn(100, 'IDLE');
      await expect(page.getByRole('dialog', { name: staff.say('still_there_title') })).toBeVisible();
    },
  },
  'signed-out-idle': {
    path: '/console/',
    act: async (staff, page, desk) => {
      await expect(staff.waiting).toHaveCount(2);
      desk.signOut('IDLE');
      await expect(page.getByText(staff.say('signed_out_idle'))).toBeVisible();
    },
  },
  requests: { path: '/console/requests' },
  archive: { path: '/console/archive', act: (_staff, page) => expect(page.getByRole('row')).toHaveCount(3) },
  archived: { path: `/console/archive/${consultations[0]?.id}` },
  profile: { path: '/console/me' },
  operators: { path: '/console/admin/operators', act: (_staff, page) => expect(page.getByRole('row')).toHaveCount(5) },
  'operator-new': {
    path: '/console/admin/operators',
    act: async (staff, page) => {
      await page.getByRole('button', { name: staff.say('operator_add') }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  topics: { path: '/console/admin/topics' },
  competences: {
    path: '/console/admin/competences',
    act: (_staff, page) => expect(page.getByRole('grid')).toBeVisible(),
  },
  replies: { path: '/console/admin/replies', act: (_staff, page) => expect(page.getByRole('row')).toHaveCount(4) },
  site: { path: '/console/admin/site' },
};

async function begin(
  page: Page,
  { path, signedIn, prepare }: Screen,
): Promise<{ staff: Console; complaints: string[]; desk: ScriptedDesk }> {
  const complaints: string[] = [];
  // That nobody is signed in is a 401, which browsers write into their console.
  const isOurs = (text: string) => !text.startsWith('Failed to load resource');
  page.on(
    'console',
    (message) => message.type() === 'error' && isOurs(message.text()) && complaints.push(message.text()),
  );
  page.on('pageerror', (error) => complaints.push(error.message));
  const desk = new ScriptedDesk(signedIn ?? true);
  prepare?.(desk);
  await desk.answer(page);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  return { staff: new Console(page), complaints, desk };
}

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });

for (const [width, colorScheme] of looks) {
  test(`console screens ${width} ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [name, screen] of Object.entries(screens)) {
      await test.step(name, async () => {
        await page.unrouteAll();
        const { staff, complaints, desk } = await begin(page, screen);
        await screen.act?.(staff, page, desk);
        await page.screenshot({ path: `screenshots/console/${name}-${width}-${colorScheme}.png` });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect
          .soft(violations.map(({ id, nodes }) => [name, id, ...nodes.map(({ target }) => String(target))]))
          .toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(overflow, `${name} runs out of the window`).toBeLessThanOrEqual(0);
        expect.soft(complaints, name).toEqual([]);
      });
    }
  });
}

test('by keyboard only: take, answer, end and undo', async ({ page }) => {
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
  expect(complaints).toEqual([]);
});

test('w13: who is asked whether they are still there answers with Enter and goes on; who does not is told why', async ({
  page,
}) => {
  const { staff, complaints, desk } = await begin(page, { path: conversation });
  await staff.conversation.message.fill('Un momento');
  const told = () => desk.asked.filter((type) => type === 'stillHere').length;
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
