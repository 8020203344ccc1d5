import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { bundle } from '../bundle.mjs';
import { PASSWORD } from '../live/people.ts';
import { comes, stopped } from './flow.ts';
import type { CallEnd, CallTools } from './live.ts';

const TOPIC = 'other';

/** In the page, see call/live.ts. */
declare const tools: CallTools;
declare let end: CallEnd;

/** Browsers whose devices are of their own making; two contexts, as two people have. */
export const test = base.extend<{ citizen: Page; operator: Page }, { script: string }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          '--use-fake-device-for-media-stream',
          '--disable-features=WebRtcHideLocalIpsWithMdns',
        ],
      }),
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is used from the pattern.
  script: [async ({}, use) => use(await bundle(new URL('../call/live.ts', import.meta.url))), { scope: 'worker' }],
  citizen: async ({ context, script }, use) => use(await open(context, script)),
  operator: async ({ browser, script }, use) => {
    const context = await browser.newContext();
    const operator = await open(context, script);
    await use(operator);
    await context.close();
  },
});

async function open(context: BrowserContext, script: string): Promise<Page> {
  await context.grantPermissions(['microphone', 'camera']);
  const tab = await context.newPage();
  // A page of the server itself: Chromium lets no page of unknown origin open a socket to this machine.
  await tab.addInitScript({ content: script });
  await tab.goto('/demo/');
  return tab;
}

export const phase = (tab: Page) => tab.evaluate(() => end.phase);
export const phases = async (...tabs: Page[]) => Promise.all(tabs.map(phase));
const arrived = (tab: Page) => () => tab.evaluate(() => end.arrived());
/** Audio keeps coming. */
export const hears = (tab: Page): Promise<void> => comes(arrived(tab));
/** Audio stopped for this one, while it keeps coming on the other side. */
export const hearsNothing = (tab: Page, otherSide: Page): Promise<void> => stopped(arrived(tab), arrived(otherSide));

/** Both are in a consultation of this mode; the operator took it. */
export async function consultation(citizen: Page, operator: Page, mode: 'WRITE' | 'TALK'): Promise<string> {
  const self = await operator.evaluate(async (password) => {
    const { page, me } = await tools.staff('marta@rivalago.example', password);
    Object.assign(globalThis, { end: page });
    await page.online();
    await page.connection.request({ type: 'setPresence', state: 'AVAILABLE' });
    return { kind: 'OPERATOR' as const, name: String(me.firstName), operator: String(me.id) };
  }, PASSWORD);
  const id = await citizen.evaluate(
    async ([asked, topic]) => {
      const page = await tools.citizen('ch');
      Object.assign(globalThis, { end: page });
      await page.online();
      const started = await page.start(topic, asked);
      page.follow(started, { kind: 'CITIZEN' });
      if (asked === 'TALK') {
        void page.call?.own.speak();
        page.call?.takePart();
      }
      return started;
    },
    [mode, TOPIC] as const,
  );
  await operator.evaluate(
    async ([asked, who]) => {
      const taken = await end.connection.request({ type: 'takeConsultation', consultation: asked });
      if (taken.type !== 'done') await end.connection.request({ type: 'acceptOffer', consultation: asked });
      end.follow(asked, who);
    },
    [id, self] as const,
  );
  return id;
}
