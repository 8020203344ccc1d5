import type { Locator, Page } from '@playwright/test';

/** Goes on with Tab, as many times as it takes, until one of these has the focus; fails after a whole round. */
export async function tabOnto(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
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
