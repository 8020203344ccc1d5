import { expect, type Page } from '@playwright/test';
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

/** Who walks through screens: on a phone by day and on a desk by night. On the way every width is looked at. */
export const walkers = [
  { at: 360, colorScheme: 'light' },
  { at: 1280, colorScheme: 'dark' },
] as const;

/** 320 CSS pixels are 1280 at 400 % (WCAG 1.4.10). */
const widths = [320, 360, 768, 1280] as const;

const softly = expect.configure({ soft: true });

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: width < 768 ? 740 : 900 });

/** The page is that walker's. */
export async function walk(page: Page, { at, colorScheme }: (typeof walkers)[number]): Promise<void> {
  await resize(page, at);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}

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

/**
 * Looks at the screen as it stands, in every width: axe finds nothing, nothing runs out of the window; keeps pictures to look at. What
 * is drawn on a phone and on a desk is looked at in full by day; by night only colours differ, in the other widths only sizes.
 */
export async function look(page: Page, name: string, folder = 'widget'): Promise<void> {
  const before = page.viewportSize();
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  for (const width of widths) {
    await resize(page, width);
    // A picture takes its new size a moment after the window has.
    await softly.poll(() => tooWide(page), `${name} ${width}`).toEqual([]);
    const full = width === 360 || width === 1280;
    if (full || width === 768) await keepPicture(page, `${folder}/${name}-${width}-${dark ? 'dark' : 'light'}`);
    if (dark && !full) continue;
    const only = dark ? 'colours' : full ? undefined : 'sizes';
    expect.soft(await violationsOf(page, { only }), `${name} ${width}`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
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
