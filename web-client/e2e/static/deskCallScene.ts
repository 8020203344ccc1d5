import { test as base, expect, type Page } from '@playwright/test';
import { keepPicture, violationsOf } from '../axe.ts';
import { begin } from '../console/begin.ts';
import { CallRow } from '../console/CallRow.ts';
import type { Console } from '../console/Console.ts';
import { consultations } from '../console/city.ts';
import type { ScriptedDesk } from '../console/ScriptedDesk.ts';
import { ScriptedDeskCall } from '../console/ScriptedDeskCall.ts';

/** The tab that the browser shares when it is asked to. */
export const SHOWN_TITLE = 'Da mostrare';
/** Six looks at each of several scenes; a busy machine needs its time. */
export const MANY_LOOKS_MS = 420_000;
const widths = [360, 768, 1280] as const;
const schemes = ['light', 'dark'] as const;
const softly = expect.configure({ soft: true });

/** The console with the first consultation open, and all that a call in it needs. */
export interface Scene {
  readonly staff: Console;
  readonly desk: ScriptedDesk;
  readonly row: CallRow;
  readonly call: ScriptedDeskCall;
  readonly complaints: string[];
}

export const test = base.extend<{ scene: Scene; look: (name: string) => Promise<void> }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          '--use-fake-device-for-media-stream',
          `--auto-select-tab-capture-source-by-title=${SHOWN_TITLE}`,
        ],
      }),
    { scope: 'worker' },
  ],
  locale: 'it-CH',
  timezoneId: 'Europe/Zurich',
  scene: async ({ page, context }, use) => {
    await context.grantPermissions(['microphone', 'camera']);
    await page.addInitScript(slowLink);
    const { staff, desk, complaints } = await begin(page, { path: `/console/consultation/${consultations[0]?.id}` });
    const call = new ScriptedDeskCall(page, desk);
    await call.begin();
    await expect(staff.conversation.entries).toHaveCount(7);
    await use({ staff, desk, row: new CallRow(staff), call, complaints });
    expect(complaints).toEqual([]);
  },
  look: async ({ page }, use) => use((name) => lookAt(page, name)),
});

declare global {
  interface Window {
    linkIsSlow?: boolean;
  }
}

/** Runs in the page: while the link is slow its statistics say so. */
function slowLink(): void {
  const real = RTCPeerConnection.prototype.getStats;
  const slow = new Map<string, object>([
    ['way', { id: 'way', type: 'transport', selectedCandidatePairId: 'pair' }],
    ['pair', { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.9 }],
  ]);
  RTCPeerConnection.prototype.getStats = function getStats() {
    return window.linkIsSlow ? Promise.resolve(slow as RTCStatsReport) : real.call(this);
  };
}

/**
 * Every width and scheme: axe finds nothing, nothing runs out of the window; keeps a picture to look at. In between, the same things
 * are drawn in the same colours as on the narrow and the wide screen; by night only colours differ.
 */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await keepPicture(page, `deskCall/${name}-${width}-${colorScheme}`);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      // A picture takes its new size a moment after the window has.
      await softly.poll(overflow, `${name} ${width} runs out of the window`).toBeLessThanOrEqual(0);
      const only = colorScheme === 'dark' ? 'colours' : width === 768 ? 'sizes' : undefined;
      if (colorScheme === 'dark' && width === 768) continue;
      expect.soft(await violationsOf(page, { only }), `${name} ${width} ${colorScheme}`).toEqual([]);
    }
  }
}

/** The citizen asks, the operator answers. */
export async function talk({ call, row }: Scene): Promise<void> {
  call.propose('TALK');
  await row.press('call_answer');
  await expect(row.row('running')).toBeVisible();
}
