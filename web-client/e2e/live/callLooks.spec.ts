import { expect, test as one, type Page } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { call, test, write } from './two.ts';

/* The operator's screens of a call, with real media, as they look. */

const widths = [360, 768, 1280] as const;
const schemes = ['light', 'dark'] as const;

/** Every width and scheme: axe finds nothing, nothing runs out of the window; keeps a picture to look at. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 850 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const file = `results/looks/${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: new URL(`../${file}`, import.meta.url).pathname });
      expect.soft(await violationsOf(page), `${name} ${width} ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, `${name} ${width}`).toBeLessThanOrEqual(0);
    }
  }
}

test('the screens of a call, at three widths, light and dark', async ({ two }) => {
  one.setTimeout(240_000);
  const { citizen, operator, theirs, ours } = two;
  const { page } = operator;
  await write(two);
  await theirs.offer('Parlare').click();
  await expect(ours.row('proposedByThem')).toBeVisible();
  await look(page, '1-asked');
  await theirs.press('Ritira');
  await expect(ours.rows).toHaveCount(0);
  await call(two);
  await ours.press('call_live_off');
  await expect(ours.button('call_live_on')).toBeVisible();
  await citizen.composer.pressSequentially('Ho qui il passap');
  await expect(ours.line('Ho qui il passap')).toBeVisible();
  await theirs.camera.click();
  await ours.press('call_camera_off');
  await expect(page.locator('video')).toHaveCount(2);
  await look(page, '2-running');
  await ours.press('call_sound');
  const dialog = page.getByRole('dialog', { name: operator.say('call_sound_title') });
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await look(page, '3-sound');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 850 });
  await operator.go('nav_archive');
  await expect(ours.row('running')).toBeVisible();
  await look(page, '4-elsewhere');
  await operator.go('nav_desk');
  await ours.row('running').getByRole('link').click();
  await ours.press('call_hang_up');
  await expect(ours.rows).toHaveCount(0);
  await look(page, '5-ended');
});
