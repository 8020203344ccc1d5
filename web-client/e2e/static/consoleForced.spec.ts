import { expect, type Locator, type Page, test } from '@playwright/test';
import { keepPicture } from '../axe.ts';
import { begin } from '../console/begin.ts';
import { consultations } from '../console/city.ts';

/* Forced colours (Windows' contrast themes): backgrounds are not drawn, and the focus and every state still show. */

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });

/** Whether two parts of the screen look different: what is compared is what is drawn, not what the styles say. */
async function looksDifferent(one: Locator, other: Locator): Promise<void> {
  await expect.poll(async () => (await one.screenshot()).equals(await other.screenshot())).toBe(false);
}

/** Draws the same part with and without the focus. */
async function showsFocus(page: Page, part: Locator, name: string): Promise<void> {
  // By keyboard, so that it is a focus that is to be seen.
  await page.keyboard.press('Shift');
  await part.focus();
  const outline = await part.evaluate((element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return { outlineStyle, width: Number.parseFloat(outlineWidth), outlineColor };
  });
  expect(outline, name).toMatchObject({ outlineStyle: expect.not.stringMatching('none') });
  expect(outline.width, name).toBeGreaterThanOrEqual(2);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(outline.outlineColor, name).not.toBe(ground);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the focus and every state show in forced colours (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, forcedColors: 'active', reducedMotion: 'reduce' });
    const { staff } = await begin(page, { path: `/console/consultation/${consultations[0]?.id}` });
    await expect(staff.conversation.entries).toHaveCount(7);
    await page.keyboard.press('Shift+Tab');
    const button = (key: string) => page.getByRole('button', { name: staff.say(key), exact: true });
    const focusable = {
      presence: staff.presence,
      person: staff.personMenu,
      navigation: page.getByRole('link', { name: staff.say('nav_archive') }),
      own: staff.own.first().getByRole('link'),
      take: staff.waiting.first().getByRole('button'),
      more: button('more'),
      end: button('end'),
    };
    for (const [name, part] of Object.entries(focusable)) await showsFocus(page, part, name);
    await keepPicture(page, `console/forced-conversation-${colorScheme}`);

    const nav = page.getByRole('navigation', { name: staff.say('navigation') });
    const line = (key: string) =>
      nav
        .getByRole('link', { name: staff.say(key) })
        .evaluate((it) => Number.parseFloat(getComputedStyle(it, '::after').borderTopWidth));
    expect(await line('nav_desk'), 'where one is').toBe(2);
    expect(await line('nav_archive')).toBe(0);
    const border = (part: Locator) => part.evaluate((it) => getComputedStyle(it).borderTopColor);
    const [here, elsewhere] = [staff.own.first().getByRole('link'), staff.own.nth(1).getByRole('link')];
    expect(await border(here), 'the open one').not.toBe(await border(elsewhere));

    const composer = page.getByRole('radiogroup', { name: staff.say('write_what') });
    const asMessage = await composer.screenshot();
    await staff.conversation.chooseNote();
    await page.mouse.move(0, 0);
    await expect.poll(async () => asMessage.equals(await composer.screenshot()), 'message or note').toBe(false);
    await button('end').click();
    const radios = page.getByRole('dialog').getByRole('radio');
    await looksDifferent(radios.first(), radios.nth(1));
    await keepPicture(page, `console/forced-end-${colorScheme}`);
    await page.keyboard.press('Escape');

    await staff.personMenu.click();
    await page.getByRole('menuitem', { name: staff.say('nav_me') }).click();
    const keys = page.getByRole('switch', { name: staff.say('single_keys') });
    const track = page.locator('.mantine-Switch-root').filter({ has: keys }).locator('.mantine-Switch-track');
    const on = await track.screenshot();
    await keys.click({ force: true });
    await expect(keys).not.toBeChecked();
    await page.mouse.move(0, 0);
    await expect.poll(async () => on.equals(await track.screenshot()), 'on or off').toBe(false);
    await keepPicture(page, `console/forced-profile-${colorScheme}`);

    await staff.goAdmin('admin_competences');
    expect(await line('nav_admin'), 'where one is').toBe(2);
    expect(await line('nav_desk')).toBe(0);
    await keepPicture(page, `console/forced-competences-${colorScheme}`);
    const parts = page.getByRole('navigation', { name: staff.say('nav_admin') });
    const under = (key: string) =>
      parts
        .getByRole('link', { name: staff.say(key), exact: true })
        .evaluate((it) => getComputedStyle(it).borderBottomColor);
    expect(await under('admin_competences')).not.toBe(await under('admin_topics'));
    await showsFocus(page, page.getByRole('grid').getByRole('button').first(), 'level');
  });
}
