import type { BrowserContext, Page } from '@playwright/test';

/**
 * The widget draws into closed shadow roots, which neither locators nor axe can see into. Tests open them from outside:
 * before any script of a page runs, `attachShadow` is made to ignore "closed". So the widget needs no switch for tests,
 * and what is tested is what is shipped. That it asks for closed roots is tested in apps/widget/test/loader.test.ts.
 *
 * Call it before the first `goto`, on a page or on a whole context.
 */
export async function openShadowRoots(target: Page | BrowserContext): Promise<void> {
  await target.addInitScript(() => {
    const attachShadow = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function open(init) {
      return attachShadow.call(this, { ...init, mode: 'open' });
    };
  });
}
