import { test as base, expect, type Page } from '@playwright/test';
import { bundle } from '../bundle.mjs';
import { comes, stopped } from '../call/flow.ts';
import type { Ends } from '../call/page.ts';

/** In the page, see call/page.ts. */
declare const ends: Ends;

/** Devices of the browser's own making; the tab with this title is what is shared. */
const SHARED_TITLE = 'The page that is shown';
const test = base.extend<object, { script: string }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          '--use-fake-device-for-media-stream',
          '--disable-features=WebRtcHideLocalIpsWithMdns',
          `--auto-select-tab-capture-source-by-title=${SHARED_TITLE}`,
        ],
      }),
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is used from the pattern.
  script: [async ({}, use) => use(await bundle(new URL('../call/page.ts', import.meta.url))), { scope: 'worker' }],
});

/** As strict as the portal's: nothing but the script. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

async function open(tab: Page, script: string, headers: Record<string, string> = {}) {
  await tab.route('**/call/', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY, ...headers },
      body: '<!doctype html><title>Call</title><button>Hear</button><script src="page.js"></script>',
    }),
  );
  await tab.route('**/call/page.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await tab.goto('/call/');
}

/** The citizen proposes, the operator accepts; both are heard. */
const talk = (tab: Page) =>
  tab.evaluate(async () => {
    void ends.citizen.call.own.speak();
    await ends.citizen.call.propose('TALK');
    void ends.operator.call.own.speak();
    await ends.operator.call.accept();
  });
const running = (tab: Page) =>
  expect
    .poll(() => tab.evaluate(() => [ends.citizen.phase, ends.operator.phase]), { intervals: [100] })
    .toEqual(['running', 'running']);
type Side = 'citizen' | 'operator';
const arrived = (tab: Page, side: Side) => () => tab.evaluate((it) => ends[it].arrived('audio'), side);
const hears = (tab: Page, side: Side) => comes(arrived(tab, side));
/** How many signals went over the wire so far. */
const signals = (tab: Page) => tab.evaluate(() => ends.board.heard.filter(({ ask }) => ask.type === 'signal').length);
/** The first negotiation is over on both sides, and the last of its signals went over the wire: how many there were. */
async function settled(tab: Page): Promise<number> {
  const gathering = () =>
    tab.evaluate(() => [ends.citizen, ends.operator].map(({ connection }) => connection?.iceGatheringState));
  await expect.poll(gathering).toEqual(['complete', 'complete']);
  let before = -1;
  await expect
    .poll(
      async () => {
        const [last, now] = [before, await signals(tab)];
        before = now;
        return now - last;
      },
      { intervals: [500] },
    )
    .toBe(0);
  return before;
}
/** The operator hears nothing while the citizen hears on. */
const operatorHearsNothing = (tab: Page) => stopped(arrived(tab, 'operator'), arrived(tab, 'citizen'));

test.beforeEach(async ({ page: tab, context, script }) => {
  await context.grantPermissions(['microphone', 'camera']);
  await open(tab, script);
});

test('audio flows both ways; muting stops it on one side only; the devices work', async ({ page: tab }) => {
  await talk(tab);
  await running(tab);
  await hears(tab, 'citizen');
  await hears(tab, 'operator');
  // The browser's own microphone beeps now and then.
  const loudest = () => tab.evaluate(() => ends.loudest(ends.citizen.call.own.microphoneTrack as MediaStreamTrack));
  await expect.poll(loudest, { intervals: [0] }).toBeGreaterThan(0);
  expect(await tab.evaluate(() => ends.testSpeaker())).toBe('played');
  await expect.poll(() => tab.evaluate(() => ends.operator.other?.speaking), { intervals: [130] }).toBe(true);
  await expect.poll(() => tab.evaluate(() => ends.operator.call.snapshot.quality)).toBe('good');

  await tab.evaluate(() => ends.citizen.call.own.mute());
  await operatorHearsNothing(tab);
  await expect.poll(() => tab.evaluate(() => ends.operator.other?.microphone)).toBe('MUTED');

  await tab.evaluate(() => ends.citizen.call.own.speak());
  await hears(tab, 'operator');
  await tab.evaluate(() => ends.citizen.call.hangUp());
  await expect
    .poll(() => tab.evaluate(() => [ends.citizen, ends.operator].map(({ call }) => call.snapshot.phase)))
    .toEqual([
      { type: 'ended', reason: 'HUNG_UP' },
      { type: 'ended', reason: 'HUNG_UP' },
    ]);
  expect(await tab.evaluate(() => [ends.citizen.connection, ends.operator.connection])).toEqual([undefined, undefined]);
});

test('another microphone, without a break: nothing is negotiated, packets go on, and only the new one is open', async ({
  page: tab,
}) => {
  await talk(tab);
  await running(tab);
  const before = await settled(tab);
  const changed = await tab.evaluate(async () => {
    const { own } = ends.citizen.call;
    const old = own.microphoneTrack;
    const others = (await navigator.mediaDevices.enumerateDevices()).filter(
      ({ kind, deviceId }) =>
        kind === 'audioinput' && deviceId !== 'default' && deviceId !== old?.getSettings().deviceId,
    );
    const wanted = others[0]?.deviceId ?? '';
    await own.changeMicrophone(wanted);
    const now = own.microphoneTrack;
    return { wanted, is: now?.getSettings().deviceId, closed: old?.readyState, open: now?.readyState };
  });
  expect(changed.wanted).not.toBe('');
  expect(changed).toEqual({ wanted: changed.wanted, is: changed.wanted, closed: 'ended', open: 'live' });
  await hears(tab, 'operator');
  expect(await signals(tab)).toBe(before);
  expect(await tab.evaluate(() => ends.operator.other?.microphone)).toBe('ON');
});

test('a storm of offers from both sides settles, with a new way each time', async ({ page: tab }) => {
  await talk(tab);
  await running(tab);
  const before = await tab.evaluate(() => ends.citizen.ufrag);
  await tab.evaluate(async () => {
    for (let round = 0; round < 25; round += 1) {
      ends.citizen.networkChanged();
      ends.operator.networkChanged();
      await new Promise((resolve) => setTimeout(resolve, round % 5));
    }
  });
  await expect.poll(() => tab.evaluate(() => ends.citizen.ufrag)).not.toBe(before);
  await expect
    .poll(() => tab.evaluate(() => [ends.citizen, ends.operator].map(({ connection }) => connection?.signalingState)))
    .toEqual(['stable', 'stable']);
  await running(tab);
  await hears(tab, 'operator');
  await hears(tab, 'citizen');
});

test('the camera arrives without a negotiation, and gives a still picture', async ({ page: tab }) => {
  await talk(tab);
  await running(tab);
  const before = await settled(tab);
  await tab.evaluate(() => ends.citizen.call.own.showCamera());
  await expect.poll(() => tab.evaluate(() => ends.operator.arrived('video'))).toBeGreaterThan(10);
  const colour = () => tab.evaluate(() => ends.colourOf(ends.operator.other?.camera as MediaStreamTrack));
  await expect.poll(async () => Math.max(...(await colour()))).toBeGreaterThan(50);
  expect(await signals(tab)).toBe(before);
  const still = await tab.evaluate(() => ends.stillOf(ends.citizen.call.snapshot.own.camera as MediaStreamTrack));
  expect(still).toMatchObject({ type: 'image/jpeg' });
  expect(still?.width).toBeGreaterThanOrEqual(640);
  expect(still?.size).toBeGreaterThan(5_000);
  await tab.evaluate(() => ends.citizen.call.own.hideCamera());
  await expect.poll(() => tab.evaluate(() => ends.operator.other?.camera)).toBeUndefined();
});

test('a shared screen is seen here first, then there, with its pixels', async ({ page: tab, context }) => {
  const shared = await context.newPage();
  // Something moves: of a tab that is never drawn again the browser may give no picture at all.
  await shared.setContent(
    `<title>${SHARED_TITLE}</title><body bgcolor="#c81e3c"><style>@keyframes move { to { margin-left: 2px } }</style>
    <div style="width: 1px; height: 1px; background: #000; animation: move 0.2s infinite"></div></body>`,
  );
  await tab.bringToFront();
  await talk(tab);
  await running(tab);
  await tab.getByRole('button').click();
  await tab.evaluate(() => ends.citizen.call.own.chooseScreen());
  expect(await tab.evaluate(() => ends.citizen.call.snapshot.own)).toMatchObject({ screen: { state: 'chosen' } });
  // A video's colours are nearly the page's.
  const near = (colour: readonly number[]) =>
    [200, 30, 60].every((part, at) => Math.abs(part - (colour[at] ?? 0)) < 28);
  const chosen = () =>
    tab.evaluate(() => ends.colourOf(ends.citizen.call.snapshot.own.screen?.track as MediaStreamTrack));
  await expect.poll(async () => near(await chosen())).toBe(true);
  expect(await tab.evaluate(() => ends.operator.arrived('video'))).toBe(0);
  await tab.evaluate(() => ends.citizen.call.own.shareScreen());
  await expect.poll(() => tab.evaluate(() => ends.operator.arrived('video'))).toBeGreaterThan(0);
  const seen = () => tab.evaluate(() => ends.colourOf(ends.operator.other?.screen as MediaStreamTrack));
  await expect.poll(async () => near(await seen())).toBe(true);
  await shared.close();
  await expect.poll(() => tab.evaluate(() => ends.operator.other?.screen)).toBeUndefined();
});

test('a lost link to the server: both hear each other all the while, and nothing is negotiated', async ({
  page: tab,
}) => {
  await talk(tab);
  await running(tab);
  const before = await settled(tab);
  await tab.evaluate(() => ends.citizen.line.drop());
  await hears(tab, 'operator');
  await hears(tab, 'citizen');
  await running(tab);
  await tab.evaluate(() => ends.citizen.line.resume());
  await running(tab);
  await hears(tab, 'citizen');
  await hears(tab, 'operator');
  expect(await signals(tab)).toBe(before);
  expect(await tab.evaluate(() => ends.citizen.call.snapshot.own)).toMatchObject({
    microphone: 'ON',
    speakAgain: false,
  });
});

test('three people hear each other', async ({ page: tab }) => {
  await tab.evaluate(() => {
    const third = ends.open({ kind: 'OPERATOR', name: 'Luca', operator: 'o-2' });
    void third.call.own.speak();
    third.call.takePart();
    Object.assign(ends, { third });
  });
  await talk(tab);
  await running(tab);
  const links = () =>
    tab.evaluate(() => [ends.citizen, ends.operator].map(({ call }) => call.snapshot.others.map(({ link }) => link)));
  await expect.poll(links).toEqual([
    ['connected', 'connected'],
    ['connected', 'connected'],
  ]);
});

test('a microphone that is refused, or not allowed by the page, is said', async ({ page: tab, context, script }) => {
  const problem = () =>
    tab.evaluate(async () => {
      await ends.citizen.call.own.speak();
      return ends.citizen.call.snapshot.own.problem?.problem;
    });
  await context.clearPermissions();
  expect(await problem()).toBe('DENIED');
  expect(await tab.evaluate(() => ends.support())).toMatchObject({ calls: 'yes', microphone: 'yes', screen: 'yes' });
  await tab.unrouteAll();
  await open(tab, script, { 'permissions-policy': 'microphone=(), display-capture=()' });
  expect(await problem()).toBe('POLICY');
  expect(await tab.evaluate(() => ends.support())).toMatchObject({
    microphone: 'POLICY',
    screen: 'POLICY',
    camera: 'yes',
  });
});
