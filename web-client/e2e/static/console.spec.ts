import { expect, type Page, test } from '@playwright/test';
import { keepPicture, violationsOf } from '../axe.ts';
import { begin } from '../console/begin.ts';
import { walks } from '../console/walks.ts';

/* Every screen of the console at three widths, in both schemes and in the two languages of the demo city's staff. Each is walked on a
   phone and on a desk, and looked at in all widths on the way. */

const widths = [360, 768, 1280] as const;
type Width = (typeof widths)[number];
const walkers = [
  { at: 360, colorScheme: 'light', language: 'it' },
  { at: 1280, colorScheme: 'dark', language: 'de' },
] as const;

/** CSS pixels that are 1280 at 400 % (WCAG 1.4.10). */
const REFLOW = 320;

const softly = expect.configure({ soft: true });

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: width < 768 ? 740 : 900 });

/** How much of the page can only be read by scrolling sideways, in CSS pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** A menu that hangs at a button moves there a frame after the window changed. */
const fits = (page: Page, what: string, width: number) =>
  softly.poll(() => overflow(page), `${what} runs out at ${width} px`).toBeLessThanOrEqual(0);

for (const { at, colorScheme, language } of walkers) {
  test.describe(`${at} ${colorScheme} ${language}`, () => {
    test.use({ locale: `${language}-CH`, timezoneId: 'Europe/Zurich' });

    /** In dark only colours differ; in between the phone and the desk, only sizes. */
    const only = (width: Width) => (width === 768 ? 'sizes' : colorScheme === 'dark' ? 'colours' : undefined);

    for (const [group, members] of Object.entries(walks)) {
      test(`console screens: ${group}`, async ({ page }) => {
        test.setTimeout(240_000);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const [name, walk] of Object.entries(members)) {
          await test.step(name, async () => {
            await page.unrouteAll();
            await resize(page, at);
            const { staff, desk, complaints } = await begin(page, walk, language);
            const look = async (what: string, within?: string) => {
              for (const width of widths) {
                await resize(page, width);
                // What stands under the head that stays is not too small, it is only scrolled there.
                await page.evaluate(() => scrollTo(0, 0));
                await fits(page, what, width);
                await keepPicture(page, `console/${what}-${width}-${colorScheme}-${language}`);
                expect.soft(await violationsOf(page, { within, only: only(width) }), `${what} ${width}`).toEqual([]);
              }
              await resize(page, REFLOW);
              await fits(page, what, REFLOW);
              await resize(page, at);
            };
            await walk.act({ staff, page, desk, look });
            expect.soft(complaints, name).toEqual([]);
          });
        }
      });
    }
  });
}
