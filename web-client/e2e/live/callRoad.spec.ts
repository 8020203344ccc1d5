import type { Mode } from '@indiretta/protocol';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { bundle } from '../bundle.mjs';
import type { CallEnd, CallTools } from '../call/live.ts';
import { PASSWORD } from './people.ts';

const TOPIC = 'other';

/** In the page, see call/live.ts. */
declare const tools: CallTools;
declare let end: CallEnd;

/** Browsers whose devices are of their own making; two contexts, as two people have. */
const test = base.extend<{ citizen: Page; operator: Page }, { script: string }>({
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
    await offer(operator, ['SHOW', 'TALK', 'WRITE']);
    await use(operator);
    await offer(operator, ['WRITE']);
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

const phase = (tab: Page) => tab.evaluate(() => end.phase);
const phases = async (...tabs: Page[]) => Promise.all(tabs.map(phase));
async function flow(tab: Page): Promise<number> {
  return tab.evaluate(async () => {
    const before = await end.arrived();
    await new Promise((resolve) => setTimeout(resolve, 600));
    return (await end.arrived()) - before;
  });
}

/** What the topic offers, as the city's administrator sets it. */
const offer = (tab: Page, modes: readonly Mode[]) =>
  tab.evaluate(([topic, offered, password]) => tools.offer(topic, offered, password), [
    TOPIC,
    modes,
    PASSWORD,
  ] as const);

/** Both are in a consultation of this mode; the operator took it. */
async function consultation(citizen: Page, operator: Page, mode: 'WRITE' | 'TALK'): Promise<string> {
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

test.afterEach(({ citizen }) =>
  citizen.evaluate(async () => {
    await end.connection.request({ type: 'leaveConsultation', consultation: end.live?.id ?? '' });
  }),
);

test('a call over the real server: proposed, accepted, heard, muted, seen typing, reloaded, hung up', async ({
  citizen,
  operator,
}) => {
  await consultation(citizen, operator, 'WRITE');
  await operator.evaluate(() => {
    void end.call?.own.speak();
    return end.call?.propose('TALK');
  });
  await expect.poll(() => phase(citizen)).toBe('proposedByThem');
  await citizen.evaluate(() => {
    void end.call?.own.speak();
    return end.call?.accept();
  });
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await expect.poll(() => flow(citizen)).toBeGreaterThan(10);
  await expect.poll(() => flow(operator)).toBeGreaterThan(10);

  await citizen.evaluate(() => end.call?.own.mute());
  await expect.poll(() => flow(operator)).toBe(0);
  await expect.poll(() => operator.evaluate(() => end.call?.snapshot.others[0]?.microphone)).toBe('MUTED');
  await citizen.evaluate(() => end.call?.own.speak());

  await operator.evaluate(() => end.text?.set(true));
  await expect.poll(() => citizen.evaluate(() => end.text?.snapshot.on)).toBe(true);
  await citizen.evaluate(() => end.text?.typed('Buongiorn'));
  await citizen.evaluate(() => end.text?.typed('Buongiorno'));
  await expect
    .poll(() => operator.evaluate(() => end.text?.snapshot.lines.map(({ text }) => text)))
    .toEqual(['Buongiorno']);
  await citizen.evaluate(() => {
    end.live?.send({ type: 'message', text: 'Buongiorno' });
    end.text?.endLine();
  });
  await expect.poll(() => operator.evaluate(() => end.text?.snapshot.lines)).toEqual([]);

  const id = await citizen.evaluate(() => end.live?.id ?? '');
  await citizen.reload();
  const began = Date.now();
  await citizen.evaluate(async (again) => {
    const page = tools.citizenAgain();
    Object.assign(globalThis, { end: page });
    await page.online();
    page.follow(again, { kind: 'CITIZEN' });
  }, id);
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await expect.poll(() => flow(citizen)).toBeGreaterThan(10);
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(await citizen.evaluate(() => end.call?.snapshot.own)).toMatchObject({ microphone: 'OFF', speakAgain: true });
  expect(await flow(operator)).toBe(0);
  await citizen.evaluate(() => end.call?.own.speak());
  await expect.poll(() => flow(operator)).toBeGreaterThan(10);

  await operator.evaluate(() => end.call?.hangUp());
  await expect
    .poll(() => citizen.evaluate(() => end.call?.snapshot.phase))
    .toEqual({ type: 'ended', reason: 'HUNG_UP' });
  await expect.poll(() => citizen.evaluate(() => end.live?.snapshot.view?.mode)).toBe('WRITE');
  const events = () =>
    citizen.evaluate(() =>
      end.live?.snapshot.entries.flatMap(({ body }) => (body.type === 'event' ? [body.event] : [])),
    );
  await expect.poll(events).toEqual(expect.arrayContaining(['CALL_STARTED', 'CALL_ENDED']));
});

test('started as Talk: the operator answers by a click of their own; pointing reaches the citizen', async ({
  citizen,
  operator,
}) => {
  await consultation(citizen, operator, 'TALK');
  await expect.poll(() => phases(citizen, operator)).toEqual(['proposedByUs', 'proposedByThem']);
  await operator.evaluate(() => end.call?.accept());
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await expect.poll(() => flow(operator)).toBeGreaterThan(10);
  expect(await flow(citizen)).toBe(0);
  await citizen.evaluate(() => Object.assign(globalThis, { pointer: end.pointer() }));
  await operator.evaluate(() => end.pointer().point({ x: 0.25, y: 0.75 }, true));
  await expect
    .poll(() => citizen.evaluate(() => (globalThis as { pointer?: ReturnType<CallEnd['pointer']> }).pointer?.pointed))
    .toEqual({ x: 0.25, y: 0.75, highlight: true });
  await citizen.evaluate(() => end.call?.hangUp());
  await expect.poll(() => phases(citizen, operator)).toEqual(['ended', 'ended']);
});
