import type { Page, Route } from '@playwright/test';
import * as city from './city.ts';

type Answer = { readonly status?: number; readonly body: city.Json };
const problem = (status: number, code: string, more: city.Json = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, detail: '', code, ...more },
});

/** What each path answers to a GET. */
const gets: Readonly<Record<string, city.Json>> = {
  '/console': city.consoleData,
  '/contact-requests': { contactRequests: city.contactRequests },
  '/archive': { consultations: city.past },
  [`/archive/${city.consultations[0]?.id}`]: { consultation: city.past[0] ?? {}, entries: city.entries },
  '/admin/operators': { operators: city.operators },
  '/admin/groups': { groups: city.groups },
  '/admin/topics': { topics: city.topics },
  '/admin/competences': { competences: city.competences },
  '/admin/canned-replies': { cannedReplies: city.cannedReplies },
  '/admin/sites': { sites: [city.site] },
};

/** Says what a server says to the console, for looking at screens that a real one shows only now and then. */
export class ScriptedDesk {
  signedIn: boolean;
  /** What the sign-in refuses with; undefined: it lets in. */
  refusal: Answer | undefined;

  /** What it was asked, in order. */
  readonly asked: string[] = [];
  #say: (message: unknown) => void = () => {};

  constructor(signedIn = true) {
    this.signedIn = signedIn;
  }

  /** The account is locked out for so long. */
  lockOut(retryAfterMs: number): void {
    this.refusal = problem(429, 'TOO_MANY', { retryAfterMs });
  }

  async answer(page: Page): Promise<void> {
    await page.route('**/api/v1/**', (route) => this.#fulfil(route));
    await page.routeWebSocket('**/live/websocket', (socket) => {
      const say = (message: unknown) => socket.send(JSON.stringify(message));
      this.#say = say;
      socket.onMessage((text) => {
        const command = JSON.parse(String(text)) as city.Json;
        this.asked.push(String(command.type));
        say({ id: command.id, ...this.#reply(command) });
        if (command.type === 'watchQueue') say(city.offer);
        if (command.type === 'closeConsultation') {
          const undoUntil = new Date(Date.now() + 5_000).toISOString();
          const consultation = { ...city.consultations[0], state: 'WRAP_UP', outcome: command.outcome, undoUntil };
          say({ type: 'consultationChanged', consultation });
        }
      });
    });
  }

  /** The sign-in ends in so many seconds. */
  warn(seconds: number, why: 'IDLE' | 'AGE'): void {
    this.#say({ type: 'signInEnds', at: city.ago(-seconds), why });
  }

  /** The sign-in is over. */
  signOut(why: 'IDLE' | 'AGE'): void {
    this.signedIn = false;
    this.#say({ type: 'disconnect', code: 'SIGNED_OUT', why });
  }

  #reply(command: city.Json): city.Json {
    switch (command.type) {
      case 'hello':
        return { type: 'welcome', protocol: 1, at: city.ago(0), pingEveryMs: 20_000, consultations: [] };
      case 'watchQueue':
        return { type: 'desk', desk: city.desk };
      case 'resume': {
        const consultation = city.desk.own.find(({ id }) => id === command.consultation);
        const entries = city.entries.filter(({ seq }) => seq > Number(command.after));
        return { type: 'resumed', consultation, entries, erased: [], caughtUp: true };
      }
      case 'sendMessage':
      case 'addNote':
        return { type: 'appended', seq: city.entries.length + 1, at: city.ago(0) };
      default:
        return { type: 'done' };
    }
  }

  async #fulfil(route: Route): Promise<void> {
    const request = route.request();
    const path = new URL(request.url()).pathname.replace('/api/v1', '');
    const { status = 200, body } = this.#answerTo(request.method(), path);
    await route.fulfill({
      status,
      contentType: status >= 400 ? 'application/problem+json' : 'application/json',
      ...(status === 204 ? {} : { body: JSON.stringify(body) }),
    });
  }

  #answerTo(method: string, path: string): Answer {
    if (path === '/sign-in') {
      if (this.refusal) return this.refusal;
      this.signedIn = true;
      return { body: city.me };
    }
    if (path === '/one-use-links/look') {
      return {
        body: { purpose: 'INVITATION', expiresAt: city.ago(-86_400), email: city.me.email, firstName: 'Marta' },
      };
    }
    if (!this.signedIn) return problem(401, 'UNAUTHENTICATED');
    if (path === '/me') return { body: city.me };
    if (path === '/socket-tickets') return { status: 201, body: { ticket: 'x'.repeat(43), expiresAt: city.ago(-30) } };
    if (path === '/admin/operators' && method === 'POST') {
      const link = `https://indiretta.example/console/invitation#${'aB3_'.repeat(10)}xyz`;
      return { status: 201, body: { operator: city.operators[2], invitation: { link, expiresAt: city.ago(-86_400) } } };
    }
    if (path === '/me/second-factor' && method === 'POST') {
      return { body: { uri: 'otpauth://', key: 'JBSWY3DPEHPK3PXP', qr: { size: 29, path: 'M4,4h7v7h-7z' } } };
    }
    if (method !== 'GET') return { status: 204, body: {} };
    const body = gets[path];
    return body ? { body } : problem(404, 'NOT_FOUND');
  }
}
