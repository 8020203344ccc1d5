import { get } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type APIRequestContext, type BrowserContext, expect, type Page, type Request } from '@playwright/test';
import { stopClock } from '../console/begin.ts';
import { portalIsTold } from '../portalIsTold.ts';
import { story } from './people.ts';

/** The limits of the ADR "What a click costs, and what is counted", in bytes as sent with gzip, without headers. */
const LOADER = 4 * 1024;
const AVAILABILITY = 1024;
const READY = 20 * 1024;
const SENT = 34 * 1024;

/** What the server sends for this address to a browser that takes gzip: the length of the body as it is on the wire. */
const gzipped = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      answer.on('end', () => resolve(bytes));
    }).on('error', reject);
  });

/** Everything a page and what it loads asks of the server, but for the portal's own pages, in order. */
class Asked {
  readonly requests: Request[] = [];

  constructor(page: Page) {
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith('/demo') && pathname !== '/favicon.ico') this.requests.push(request);
    });
  }

  get paths(): string[] {
    return this.requests.map((request) => new URL(request.url()).pathname);
  }

  /** Bytes of the answers: GETs as the server sends them with gzip, what was posted packed here. */
  async bytes(which: (address: string) => boolean = () => true): Promise<number> {
    const counted = this.requests.filter((request) => which(request.url()));
    const answers = counted.map(async (request) => {
      if (request.method() === 'GET') return gzipped(request.url());
      return gzipSync((await (await request.response())?.body()) ?? Buffer.alloc(0)).length;
    });
    return (await Promise.all(answers)).reduce((sum, bytes) => sum + bytes, 0);
  }
}

/** Code and words of the part from the start on. */
const LIVE = /\/assets\/(words-)?live-[^/]*\.js$/;

/** Keeps that part back until it is let go: what is drawn before does not need it. */
async function heldBack(context: BrowserContext): Promise<() => void> {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await context.route(LIVE, async (route) => {
    await released;
    await route.continue();
  });
  return letGo;
}

/** The portal is told nothing of the topic but that it is open. */
const plainlyOpen = (request: APIRequestContext, topic: string) =>
  expect
    .poll(async () => {
      const { topics = {} } = await (await request.get('/api/v1/availability?site=ch')).json();
      return topics[topic] ?? 'open';
    })
    .toBe('open');

for (const language of ['it', 'de', 'fr', 'en']) {
  story(
    `everything that is fetched until one can write, and until one has written: ${language}`,
    async ({ people }) => {
      const marta = await people.staff('marta');
      await marta.becomeAvailable();
      // Whoever served before may still be completing: what is busy is said, and that costs bytes.
      await portalIsTold(marta.page.request, true);
      await plainlyOpen(marta.page.request, 'other');
      const citizen = await people.citizen('about:blank');
      const { page } = citizen;
      const asked = new Asked(page);
      const letGo = await heldBack(page.context());
      await page.clock.install();

      await page.goto(`/demo/${language}/`);
      await expect(citizen.button.locator('span span')).not.toBeEmpty();
      expect(asked.paths, 'before the click').toEqual(['/widget.js', '/api/v1/availability']);
      const [loader, availability] = asked.requests;
      expect(await gzipped(loader?.url() ?? ''), 'the loader').toBeLessThanOrEqual(LOADER);
      expect(await gzipped(availability?.url() ?? ''), 'the availability').toBeLessThanOrEqual(AVAILABILITY);
      const sent = await availability?.allHeaders();
      const got = await (await availability?.response())?.allHeaders();
      expect(sent?.cookie).toBeUndefined();
      expect(got?.['set-cookie']).toBeUndefined();
      expect(got?.['cache-control']).toMatch(/^public, max-age=[1-9]/);
      expect(got?.etag).toBeTruthy();

      await citizen.open();
      await expect(citizen.modes, 'the choice of Show, Talk and Write').toHaveCount(3);
      await citizen.beginWriting();
      await citizen.topicSearch.press('End');
      await citizen.panel.getByRole('option').last().click();
      await citizen.question.fill('Una domanda, eine Frage, une question, a question');
      const ready = await asked.bytes((address) => !LIVE.test(address));
      expect(ready, 'until the question can be written').toBeLessThanOrEqual(READY);
      const rest = asked.paths.filter((path) => path.includes('/words-later-'));
      expect(rest, 'words that are not needed yet').toEqual([]);

      letGo();
      // However slow the machine is: the waiting room, which is brought after 5 s, does not count.
      await stopClock(page);
      await citizen.submit.click();
      await citizen.send('Grazie, danke, merci, thank you');
      // only what is committed has a time
      await expect(citizen.ownMessages.locator('time')).toHaveCount(2);
      const all = await asked.bytes();
      expect(all, 'until two messages are sent').toBeLessThanOrEqual(SENT);
      story.info().annotations.push({ type: 'bytes', description: `ready ${ready}, sent ${all}` });
      await citizen.leave();
    },
  );
}
