import { expect, type Page, test } from '@playwright/test';
import { REPEAT_MS } from '../../apps/console/src/desk/alerts.ts';
import { begin, stopClock } from '../console/begin.ts';
import { offer, uuid } from '../console/city.ts';

/* Sound, desktop notification and the number in the title, in a real page whose sound card and desktop are heard by us. */

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });

/** What came out of the page: tones that were started, and titles of notifications. */
interface Heard {
  readonly tones: number;
  readonly notifications: readonly string[];
}

/** Before the page's own script: a sound card and a desktop that write down. The page is behind other windows. */
async function listen(page: Page): Promise<() => Promise<Heard>> {
  await page.addInitScript(() => {
    const heard = { tones: 0, notifications: [] as string[] };
    const connectable = () => ({ connect: (next: unknown) => next });
    const value = { value: 0, setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    class WrittenDownSound {
      readonly state = 'running';
      readonly currentTime = 0;
      readonly destination = connectable();
      readonly createGain = () => ({ ...connectable(), gain: value });
      readonly createOscillator = () => ({
        ...connectable(),
        frequency: value,
        start: () => {
          heard.tones += 1;
        },
        stop() {},
      });
    }
    class WrittenDownNotification {
      static readonly permission = 'granted';
      onclick: unknown;
      constructor(title: string) {
        heard.notifications.push(title);
      }
      close() {}
    }
    Object.assign(window, { heard, AudioContext: WrittenDownSound, Notification: WrittenDownNotification });
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  return () => page.evaluate(() => (window as unknown as { heard: Heard }).heard);
}

/** Two tones are one sound. */
const TONES = 2;

test('who waits is heard, notified and counted, again and again until taken or muted', async ({ page }) => {
  await page.clock.install();
  const heard = await listen(page);
  const { staff, desk, complaints } = await begin(page, {
    path: '/console/',
    prepare: (it) => {
      it.preferences = { notifications: true };
    },
  });
  await expect(staff.offers).toHaveCount(2);
  await expect(page).toHaveTitle(/^\(4\) /);
  await stopClock(page);
  const four = staff.say('notification_title', { n: 4 });
  await expect.poll(heard, 'at once').toEqual({ tones: TONES, notifications: [four] });
  await page.clock.runFor(REPEAT_MS);
  await expect.poll(heard, 'again').toEqual({ tones: 2 * TONES, notifications: [four, four] });

  await staff
    .card('T9-4KD')
    .getByRole('button', { name: new RegExp(`^${staff.say('take')}`) })
    .click();
  await expect(staff.conversation.heading('T9-4KD')).toBeVisible();
  await expect(page, 'one less').toHaveTitle(/^\(3\) /);

  await staff.muteButton.click();
  // In one leap: lived through, so much time would be enough for a ping to stay without an answer.
  await page.clock.fastForward(2 * REPEAT_MS);
  expect(await heard(), 'muted').toEqual({ tones: 2 * TONES, notifications: [four, four] });
  await expect(page, 'the number stays').toHaveTitle(/^\(3\) /);

  desk.push({ ...offer, waiting: { ...offer.waiting, id: uuid(777) } });
  await expect.poll(async () => (await heard()).tones, 'whoever comes next is heard').toBe(3 * TONES);
  expect((await heard()).notifications.at(-1)).toBe(staff.say('notification_title', { n: 1 }));
  expect(complaints).toEqual([]);
});

test('who wants no sound hears none; who is not asked for notifications gets none; the title still counts', async ({
  page,
}) => {
  await page.clock.install();
  const heard = await listen(page);
  const { staff } = await begin(page, {
    path: '/console/',
    prepare: (it) => {
      it.preferences = { sound: false, notifications: false };
    },
  });
  await expect(staff.offers).toHaveCount(2);
  await expect(page).toHaveTitle(/^\(4\) /);
  await page.clock.runFor(REPEAT_MS);
  expect(await heard()).toEqual({ tones: 0, notifications: [] });
});
