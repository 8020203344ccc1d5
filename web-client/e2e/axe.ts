import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What fades in or out has no contrast yet, or no more. */
async function still(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (it) => it.playState !== 'running' || it.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
}

interface Part {
  /** Only there. */
  readonly within?: string | undefined;
  /** Only what can differ from one width to the other (sizes), or from one scheme to the other (colours). */
  readonly only?: 'sizes' | 'colours' | undefined;
}

const rules = { sizes: ['target-size'], colours: ['color-contrast', 'link-in-text-block'] };

/** What axe finds on the page; also targets under 24 px (WCAG 2.5.8), which axe looks for only when told to. */
export async function violationsOf(page: Page, { within, only }: Part = {}): Promise<readonly string[][]> {
  await still(page);
  // A page that has been looked at keeps axe: half a megabyte less to read.
  const known = await page.evaluate(() => 'axe' in window);
  // No page of ours has frames: nothing is to be gathered in a page of its own, which takes longer than the looking.
  const axe = new AxeBuilder({ page, ...(known ? { axeSource: ';' } : {}) }).setLegacyMode(true);
  if (within) axe.include(within);
  if (only) axe.withRules(rules[only]);
  else axe.options({ rules: { 'target-size': { enabled: true } } });
  const { violations, incomplete } = await axe.analyze();
  // A target whose content runs over its edge is too small for it: axe leaves that to us.
  const unsure = incomplete.filter(({ id }) => id === 'target-size');
  return [...violations, ...unsure].map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))]);
}

/** A picture for people to look at, in `screenshots/`, when PICTURES says so. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `screenshots/${name}.png` });
}
