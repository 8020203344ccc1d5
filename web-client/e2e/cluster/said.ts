import { expect, type Locator, type Page } from '@playwright/test';

declare const said: { readonly alert: ReadonlySet<string>; readonly status: ReadonlySet<string> };

/**
 * Notes from now on, in a page that stands, what it tells a person without being asked: its alerts and its statuses. Not those of a
 * call, which says too how good its voices are.
 */
export const watchSaid = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard = { alert: new Set<string>(), status: new Set<string>() };
    const rootsIn = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? rootsIn(shadowRoot) : [])),
    ];
    const roots = rootsIn(document);
    const look = (note: (role: keyof typeof heard, text: string) => void) => {
      for (const root of roots) {
        for (const place of root.querySelectorAll<HTMLElement>('[role=alert], [role=status]')) {
          const text = place.textContent?.trim();
          if (text && !place.closest('[data-phase]')) note(place.role as keyof typeof heard, text);
        }
      }
    };
    const before = new Set<string>();
    look((_role, text) => before.add(text));
    const watch = new MutationObserver(() =>
      look((role, text) => {
        if (!before.has(text)) heard[role].add(text);
      }),
    );
    for (const root of roots) watch.observe(root, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { said: heard });
  });

/** What was told since {@link watchSaid}; fails where the page was loaded again. */
export const saidSince = (page: Page): Promise<Record<'alert' | 'status', string[]>> =>
  page.evaluate(() => ({ alert: [...said.alert], status: [...said.status] }));

/** That an alert in this place would have been noted; for the end of a story. */
export async function expectWatched(place: Locator): Promise<void> {
  await place.evaluate((element) => {
    const alert = document.createElement('p');
    alert.role = 'alert';
    alert.textContent = 'Is this heard?';
    element.append(alert);
  });
  await expect.poll(async () => (await saidSince(place.page())).alert).toContain('Is this heard?');
}
