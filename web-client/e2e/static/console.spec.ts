import { expect, type Page, test } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { begin } from '../console/begin.ts';
import { walks } from '../console/walks.ts';

/* Every screen of the console at three widths, in both schemes and in the two languages of the demo city's staff. */

const looks = [
  [360, 'light', 'it'],
  [360, 'dark', 'de'],
  [768, 'light', 'de'],
  [768, 'dark', 'it'],
  [1280, 'light', 'it'],
  [1280, 'dark', 'de'],
] as const;

/** CSS pixels that are 1280 at 400 % (WCAG 1.4.10). */
const REFLOW = 320;

const softly = expect.configure({ soft: true, timeout: 2_000 });

/** How much of the page can only be read by scrolling sideways, in CSS pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const [width, colorScheme, language] of looks) {
  test.describe(`${width} ${colorScheme} ${language}`, () => {
    test.use({ locale: `${language}-CH`, timezoneId: 'Europe/Zurich', actionTimeout: 10_000 });

    test('console screens', async ({ page }) => {
      test.setTimeout(240_000);
      const height = width === 360 ? 740 : 900;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const [name, walk] of Object.entries(walks)) {
        await test.step(name, async () => {
          await page.unrouteAll();
          const { staff, desk, complaints } = await begin(page, walk, language);
          const look = async (what: string, within?: string) => {
            await page.screenshot({ path: `screenshots/console/${what}-${width}-${colorScheme}-${language}.png` });
            // In between, the same things are drawn in the same colours as on the narrow and the wide screen.
            expect.soft(await violationsOf(page, { within, sizesOnly: width === 768 }), what).toEqual([]);
            expect.soft(await overflow(page), `${what} runs out of the window`).toBeLessThanOrEqual(0);
            if (width > 360) return;
            await page.setViewportSize({ width: REFLOW, height });
            // A menu that hangs at a button moves there a frame later.
            await softly.poll(() => overflow(page), `${what} runs out at ${REFLOW} px`).toBeLessThanOrEqual(0);
            await page.setViewportSize({ width, height });
          };
          await walk.act({ staff, page, desk, look });
          expect.soft(complaints, name).toEqual([]);
        });
      }
    });
  });
}
