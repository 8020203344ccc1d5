import type { Page } from '@playwright/test';

/**
 * Pastes an address into the tab as it is. Where only the fragment differs nothing is loaded, and the page takes the
 * fragment away at once: so there is no navigation to wait for.
 */
export async function paste(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    // After the answer: a page that loads itself again takes the one who asked away.
    setTimeout(() => {
      location.href = to;
    });
  }, address);
}

/** As {@link paste}, where the page loads itself again for another fragment; waits until it has. */
export async function pasteAnew(page: Page, address: string): Promise<void> {
  const loaded = page.waitForEvent('load');
  await paste(page, address);
  await loaded;
}
