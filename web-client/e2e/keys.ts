import { expect, type Locator, type Page } from '@playwright/test';

/** Once one of these can be used, goes on with Tab, as many times as it takes, until one has the focus; fails after a whole round. */
export async function tabOnto(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await expect
    .poll(() => wanted.evaluateAll((all) => all.some((each) => !each.matches(':disabled'))), `${wanted} can be used`)
    .toBe(true);
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press(key);
    const there = await wanted.evaluateAll((all) =>
      all.some((each) => (each.getRootNode() as Document | ShadowRoot).activeElement === each),
    );
    if (there) return;
  }
  throw new Error(`the focus never came to ${wanted}`);
}

/** The same by the name of a button or radio. */
export const tabTo = (page: Page, name: string | RegExp, key = 'Tab'): Promise<void> =>
  tabOnto(page, page.getByRole('button', { name }).or(page.getByRole('radio', { name, exact: true })), key);
