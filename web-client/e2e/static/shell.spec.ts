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
