import type { Page } from '@playwright/test';

/**
 * Pastes an address into the tab as it is. Where only the fragment differs nothing is loaded, and the page takes the
 * fragment away at once: so there is no navigation to wait for.
 */
export async function paste(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.href = to;
  }, address);
}
