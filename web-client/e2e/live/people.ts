import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, expect, test, type WebSocketRoute } from '@playwright/test';
import { Console } from '../console/Console.ts';
import { openShadowRoots } from '../widget/openShadowRoots.ts';
import { Widget } from '../widget/Widget.ts';

/** The password of everybody in the demo city. */
export const PASSWORD = 'benvenuti a rivalago';

/** A topic of level 1 for Marta. */
export const FRONT_DESK = 'Altro / non so';

/** Opens browsers of people, one context each, and closes them after the test. */
export class People {
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #citizens: Widget[] = [];
  readonly #staff: Console[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A citizen's browser on a page of the portal. */
  async citizen(path = '/demo/', options: Parameters<Browser['newContext']>[0] = {}): Promise<Widget> {
    const context = await this.#context({ viewport: { width: 390, height: 800 }, ...options });
    await openShadowRoots(context);
    const page = await context.newPage();
    await page.goto(path);
    const citizen = new Widget(page);
    this.#citizens.push(citizen);
    return citizen;
  }

  /** Staff of the demo city, signed in; the name before the @ of the address. */
  async staff(name: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Console> {
    const console = await this.visitor(options);
    await console.signIn(`${name}@rivalago.example`, PASSWORD);
    return console;
  }

  /** A browser of staff, not signed in. */
  async visitor(options: Parameters<Browser['newContext']>[0] = {}): Promise<Console> {
    const context = await this.#context(options);
    const visitor = new Console(await context.newPage());
    this.#staff.push(visitor);
    return visitor;
  }

  /** Citizens end what goes on and staff sign out, so that nobody who comes next meets what these left behind. */
  async leave(): Promise<void> {
    await Promise.all(this.#citizens.map((citizen) => citizen.goAway()));
    await Promise.all(this.#staff.map(signOut));
    await Promise.all(this.#contexts.map((context) => context.close()));
  }

  async #context(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ locale: 'it-CH', ...options });
    this.#contexts.push(context);
    return context;
  }
}

/** Without the questions that a person is asked; who is signed in nowhere any more is away at once. */
async function signOut({ page }: Console): Promise<void> {
  const origin = process.env.DEMO_CITY_URL ?? '';
  await page.request
    .post(`${origin}/api/v1/sign-out`, { headers: { origin }, data: {}, timeout: 15_000 })
    .catch(() => undefined);
}

/** Asks the API as this person, by the page they are signed in on. */
export const ask = (staff: Console, method: string, path: string, body?: unknown): Promise<unknown> =>
  staff.page.evaluate(
    async ([how, where, what]) => {
      const init = what === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: what };
      const answer = await fetch(`/api/v1/${where}`, { method: how, ...init });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${text}`);
      return text && JSON.parse(text);
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as [string, string, string | undefined],
  );

/**
 * The live links of a browser, which can be cut as a tunnel does: open ones end, and no new one comes about. Made before
 * the page that opens them is loaded. Being offline alone does not end a web socket in Chromium.
 */
export class Links {
  readonly #context: BrowserContext;
  readonly #open = new Set<{ readonly page: WebSocketRoute; readonly server: WebSocketRoute }>();

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  static async of(context: BrowserContext): Promise<Links> {
    const links = new Links(context);
    await context.routeWebSocket(/\/live\/websocket/, (page) => {
      links.#open.add({ page, server: page.connectToServer() });
    });
    return links;
  }

  async cut(): Promise<void> {
    expect(this.#open.size).toBeGreaterThan(0);
    await this.#context.setOffline(true);
    await this.#context.routeWebSocket(/\/live\/websocket/, (page) => page.close());
    for (const { page, server } of this.#open) {
      await server.close();
      await page.close();
    }
  }

  async mend(): Promise<void> {
    await this.#context.routeWebSocket(/\/live\/websocket/, (page) => {
      page.connectToServer();
    });
    await this.#context.setOffline(false);
  }
}

/** A test with people. Staff go away at its end, so that the next one starts with nobody there. */
export const story = test.extend<{ people: People }>({
  people: async ({ browser }, use) => {
    const people = new People(browser);
    await use(people);
    await people.leave();
  },
});

/** A citizen who asked and an operator who answered. */
export async function conversation(
  citizen: Widget,
  operator: Console,
  question: string,
  topic = FRONT_DESK,
): Promise<string> {
  if (!(await citizen.panel.isVisible())) await citizen.open();
  await citizen.start(question, topic);
  const reference = (await citizen.reference.textContent()) ?? '';
  await operator.take(reference);
  await expect(citizen.operator).toBeVisible();
  return reference;
}

/** Ends the server's process at once, as a power cut does; the supervisor starts it again on the same data. */
export function killServer(): void {
  const pidFile = process.env.DEMO_CITY_PID_FILE;
  if (!pidFile) throw new Error('DEMO_CITY_PID_FILE names no file: run it with .ci/with-demo-city');
  process.kill(Number(readFileSync(pidFile, 'utf8').trim()), 'SIGKILL');
}
