import { type APIRequestContext, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { PASSWORD } from '../live/people.ts';
import { comes, stopped } from './flow.ts';

/** Devices of the browser's own making; who may open them is decided by each context. */
export const fakeDevices = [
  '--use-fake-device-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--auto-select-tab-capture-source-by-title=Da mostrare',
];

/** What the city's administrator lets a topic offer; answers with what it offered before. */
export async function offer(request: APIRequestContext, topic: string, modes: readonly string[]): Promise<string[]> {
  const origin = process.env.DEMO_CITY_URL ?? '';
  const headers = { origin };
  const send = async (method: string, path: string, data?: object) => {
    const answer = await request.fetch(`${origin}/api/v1/${path}`, { method, headers, ...(data ? { data } : {}) });
    expect(answer.ok(), `${method} ${path}`).toBe(true);
    return answer;
  };
  await send('POST', 'sign-in', { email: 'admin@rivalago.example', password: PASSWORD });
  const { topics } = await (await send('GET', 'admin/topics')).json();
  const known = topics.find(({ id }: { id: string }) => id === topic);
  await send('PUT', `admin/topics/${topic}`, { ...known, modes });
  await send('POST', 'sign-out', {});
  return known.modes;
}

/** Before the page is loaded: keeps its peer connections where a test can ask them. */
export const watchPeers = (context: BrowserContext) =>
  context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    Object.assign(globalThis, { peers });
    globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
      construct(Kind, [configuration]) {
        const peer = new Kind(configuration as RTCConfiguration);
        peers.push(peer);
        return peer;
      },
    });
  });

declare const peers: readonly RTCPeerConnection[];

/** How many connections to other browsers this page has made so far. */
export const madePeers = (page: Page): Promise<number> => page.evaluate(() => peers.length);

/** Packets that came over all links of this page so far. */
export const received = (page: Page, kind: 'audio' | 'video' = 'audio'): Promise<number> =>
  page.evaluate(async (wanted) => {
    const reports = await Promise.all(peers.map((peer) => peer.getStats()));
    return reports
      .flatMap((report) => [...report.values()])
      .filter((it) => it.type === 'inbound-rtp' && it.kind === wanted)
      .reduce((sum, it) => sum + it.packetsReceived, 0);
  }, kind);

/** Packets keep coming. */
export const hears = (page: Page, kind: 'audio' | 'video' = 'audio'): Promise<void> =>
  comes(() => received(page, kind));

/** Nothing comes while a call is on hold: nobody sends, so its own duration, as `row` shows it, measures the time. */
export async function silentFor(page: Page, row: Locator): Promise<void> {
  const shown = async () => /\d:\d\d/.exec((await row.textContent()) ?? '')?.[0];
  await expect
    .poll(async () => {
      const before = await received(page);
      const from = await shown();
      await expect.poll(shown, { intervals: [100] }).not.toBe(from);
      return (await received(page)) - before;
    })
    .toBe(0);
}

/** Packets stopped for this page, while they keep coming on the other side of the call. */
export const hearsNothing = (page: Page, otherSide: Page): Promise<void> =>
  stopped(
    () => received(page),
    () => received(otherSide),
  );
