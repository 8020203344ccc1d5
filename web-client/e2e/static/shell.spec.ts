import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { ScriptedServer } from './scriptedServer.ts';

/** The portal's origin is another port than the server's, see static-server.mjs. */
const portalOf = (baseURL: string | undefined) => {
  const portal = new URL(baseURL ?? '');
  portal.port = String(Number(portal.port) + 1);
  return portal.origin;
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a portal that allows only the server's scripts shows the button and opens the panel (${colorScheme})`, async ({
    page,
    baseURL,
  }) => {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.emulateMedia({ colorScheme });
    await new ScriptedServer().answer(page);
    await page.goto(`${portalOf(baseURL)}/demo/`);
    const panel = page.waitForResponse(/assets\/panel-.*\.js/);
    await page.mouse.click(1180, 680); // the red button, bottom right
    expect((await panel).status()).toBe(200);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

/** Besides the front page: the one on privacy, and one of the services. */
const OTHER_PAGES = ['privacy', 'municipal-tax'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['fr', 'en']) {
    test(`the portal's other pages are accessible to everybody: ${language} (${colorScheme})`, async ({
      page,
      baseURL,
    }) => {
      await page.emulateMedia({ colorScheme });
      await new ScriptedServer().answer(page);
      for (const other of OTHER_PAGES) {
        await page.goto(`${portalOf(baseURL)}/demo/${language}/${other}.html`);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('in-diretta')).toBeAttached();
        expect((await new AxeBuilder({ page }).analyze()).violations, other).toEqual([]);
      }
    });
  }
}
