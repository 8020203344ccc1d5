import { expect, type Page, test } from '@playwright/test';
import { keepPicture, violationsOf } from '../axe.ts';
import { openShadowRoots } from '../widget/openShadowRoots.ts';
import { Widget } from '../widget/Widget.ts';
import { ScriptedServer } from './scriptedServer.ts';

/** The portal's origin is another port than the server's, see static-server.mjs. */
export const portalOf = (baseURL: string | undefined) => {
  const portal = new URL(baseURL ?? '');
  portal.port = String(Number(portal.port) + 1);
  return portal.origin;
};

export const widths = [360, 768, 1280] as const;
export const schemes = ['light', 'dark'] as const;

/** A page with the widget and a server that answers as the test says; what the browser complains about. */
export async function begin(
  page: Page,
  path: string,
): Promise<{ widget: Widget; server: ScriptedServer; complaints: string[] }> {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const server = new ScriptedServer();
  await openShadowRoots(page);
  await server.answer(page);
  await page.goto(path);
  return { widget: new Widget(page), server, complaints };
}

/** Looks at the screen as it stands: axe finds nothing, nothing runs out of the window; keeps a picture to look at. */
export async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, `widget/${name}-${test.info().title.replaceAll(' ', '-')}`);
  expect.soft(await violationsOf(page), name).toEqual([]);
  expect.soft(await tooWide(page), name).toEqual([]);
}

/** What can only be read by scrolling sideways: the page, or a part of the widget. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const inside = document.querySelector('in-diretta')?.shadowRoot?.querySelectorAll('*') ?? [];
    return [document.documentElement, ...document.querySelectorAll('main, main *'), ...inside]
      .filter((it) => it.scrollWidth > it.clientWidth && /auto|scroll/.test(getComputedStyle(it).overflowX))
      .concat(document.documentElement.scrollWidth > innerWidth ? [document.documentElement] : [])
      .map((it) => `${it.localName}.${it.className}`);
  });
