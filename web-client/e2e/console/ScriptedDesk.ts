import type { Page, Route, WebSocketRoute } from '@playwright/test';
import * as calendarCity from './calendarCity.ts';
import * as city from './city.ts';
import type { ConsoleLanguage } from './words.ts';

type Answer = { readonly status?: number; readonly body: city.Json };
const problem = (status: number, code: string, more: city.Json = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, detail: '', code, ...more },
});
const invitation = {
  link: `https://indiretta.example/console/invitation#${'aB3_'.repeat(10)}xyz`,
  expiresAt: city.ago(-86_400),
};

const guestLink = `https://indiretta.example/c#guest=${'aB3_'.repeat(10)}xyz`;

/** What each path answers to a GET. */
const gets: Readonly<Record<string, city.Json>> = {
  '/console': city.consoleData,
  '/contact-requests': { contactRequests: city.contactRequests, mail: true },
  '/push-subscriptions': { key: 'BAAA', browsers: [] },
  '/archive': { consultations: city.past },
  [`/archive/${city.consultations[0]?.id}`]: { consultation: city.past[0] ?? {}, entries: city.entries },
  [`/consultations/${city.consultations[0]?.id}/choices`]: { choices: city.choices, people: city.people },
  '/admin/operators': { operators: city.operators },
  '/admin/groups': { groups: city.groups },
  '/admin/topics': { topics: city.topics },
  '/admin/competences': { competences: city.competences },
  '/admin/canned-replies': { cannedReplies: city.cannedReplies },
  '/admin/sites': { sites: [city.site] },
  '/admin/calendar': calendarCity.calendar,
  '/admin/calendar/preview': calendarCity.dayPlan,
  '/admin/calendar/holidays': calendarCity.holidays,
};

/** Says what a server says to the console, for looking at screens that a real one shows only now and then. */
export class ScriptedDesk {
  signedIn = true;
  language: ConsoleLanguage = 'it';
  preferences: city.Json = {};
  /** What the sign-in refuses with; undefined: it lets in. */
  refusal: Answer | undefined;
  /** What the link of the address is for; undefined: it is dead. */
  link: 'INVITATION' | 'SET_UP' | undefined = 'INVITATION';
  /** A path whose changes are refused: something still needs it. Of a topic: people wait, unless it is said where they go. */
  inUse: string | undefined;
  /** Where those go who waited for a topic that was disabled. */
  movedTo: string | undefined;
  /** What becomes of a configuration file. */
  imported: city.Json = {};
  /** Before anybody set it up. */
  empty = false;
  /** A guest's link is made. */
  guestAsked: (asked: city.Json) => void = () => {};
  /** Calls of colleagues that this person is asked into. */
  callInvitations: city.Json[] = [];
  /** A colleague's consultation whose call they are. */
  visited: city.Json | undefined;
  /** This person's presence. */
  presence: city.Json = city.desk.me;
  /** How long an end can be undone. */
  undoMs = 5_000;
  /** Commands that came, in order. */
  readonly heard: city.Json[] = [];
  /** What a test answers to commands by itself, by their type. */
  readonly replies: Record<string, (command: city.Json) => city.Json> = {};
  readonly entries: city.Json[] = [...city.entries];
  #own: city.Json[] = [...city.desk.own];
  #waiting: readonly city.Json[] = [...city.desk.waiting, city.offer.waiting];
  #socket: WebSocketRoute | undefined;
  #cut = false;

  /** The newest command of this type: others, such as a ping, may have come after it. */
  last(type: string): city.Json | undefined {
    return this.heard.findLast((command) => command.type === type);
  }

  /** The account is locked out for so long. */
  lockOut(retryAfterMs: number): void {
    this.refusal = problem(429, 'TOO_MANY', { retryAfterMs });
  }

  askForCode(): void {
    this.refusal = problem(401, 'CODE_NEEDED');
  }

  /** The first consultation has had its warning. */
  warned(): void {
    const seq = this.entries.length + 1;
    this.entries.push({ seq, at: city.ago(5), author: { kind: 'SYSTEM' }, body: { type: 'event', event: 'WARNED' } });
  }

  /** The live link is gone and does not come back before {@link mendLink}. */
  cutLink(): void {
    this.#cut = true;
    void this.#socket?.close();
  }

  /** From the next try on it comes back. */
  mendLink(): void {
    this.#cut = false;
  }

  /** The sign-in ends in so many seconds. */
  warn(seconds: number, why: 'IDLE' | 'AGE'): void {
    this.push({ type: 'signInEnds', at: city.ago(-seconds), why });
  }

  /** The sign-in is over. */
  signOut(why: 'IDLE' | 'AGE'): void {
    this.signedIn = false;
    this.push({ type: 'disconnect', code: 'SIGNED_OUT', why });
  }

  /** The desk is told again. */
  tellDesk(): void {
    this.push({ type: 'deskChanged', desk: this.#desk() });
  }

  /** This person's presence is another one now. */
  become(presence: city.Json): void {
    this.presence = presence;
    this.tellDesk();
  }

  push(push: city.Json): void {
    this.#socket?.send(JSON.stringify(push));
  }

  /** The first consultation is another one from the next time on that it is asked for. */
  hold(change: city.Json): void {
    this.#own = this.#own.map((it, index) => (index === 0 ? { ...it, ...change } : it));
  }

  /** The first that waits is another one from the next time on that it is told. */
  wait(change: city.Json): void {
    this.#waiting = this.#waiting.map((it, index) => (index === 0 ? { ...it, ...change } : it));
  }

  /** The first consultation is another one now. */
  change(change: city.Json): void {
    this.hold(change);
    this.push({ type: 'consultationChanged', consultation: this.#own[0] });
  }

  async answer(page: Page): Promise<void> {
    await page.route('**/api/v1/**', (route) => this.#fulfil(route));
    await page.routeWebSocket('**/live/websocket', (socket) => {
      if (this.#cut) return void socket.close();
      this.#socket = socket;
      const say = (message: unknown) => socket.send(JSON.stringify(message));
      socket.onMessage((text) => {
        const command = JSON.parse(String(text)) as city.Json;
        this.heard.push(command);
        say({ id: command.id, ...this.#reply(command) });
        if (command.type === 'watchQueue' && !this.empty) say({ ...city.offer, expiresAt: city.ago(-45) });
        if (command.type === 'takeConsultation' || command.type === 'acceptOffer') {
          this.#taken(String(command.consultation));
        }
        if (command.type === 'declineOffer') {
          say({ type: 'offerEnded', consultation: command.consultation, ending: 'DECLINED' });
        }
        if (command.type === 'closeConsultation') {
          const undoUntil = new Date(Date.now() + this.undoMs).toISOString();
          this.change({ state: 'WRAP_UP', outcome: command.outcome, undoUntil });
        }
        if (command.type === 'undoClose') this.change({ state: 'ACTIVE', undoUntil: undefined });
        if (command.type === 'offerHandOver') {
          const [from, to] = [city.consultations[0]?.operator, city.desk.colleagues[0]];
          this.change({ handOver: { from, to, offeredAt: city.ago(0) } });
        }
      });
    });
  }

  /** Who waited is one of the own consultations now. */
  #taken(id: string): void {
    const waits = this.#waiting.find((it) => it.id === id);
    if (!waits) return;
    const { reference, topic } = waits;
    const citizen = { name: waits.name, connected: true };
    this.#waiting = this.#waiting.filter((it) => it.id !== id);
    this.#own = [...this.#own, { ...city.consultations[0], id, reference, topic, citizen }];
    this.push({ type: 'offerEnded', consultation: id, ending: 'ACCEPTED' });
    this.push({ type: 'deskChanged', desk: this.#desk() });
  }

  #desk(): city.Json {
    if (this.empty) return city.emptyDesk;
    const { callInvitations } = this;
    return {
      ...city.desk,
      me: this.presence,
      waiting: this.#waiting,
      waitingInAll: this.#waiting.length,
      own: this.#own,
      callInvitations,
    };
  }

  #reply(command: city.Json): city.Json {
    const scripted = this.replies[String(command.type)];
    if (scripted) return scripted(command);
    switch (command.type) {
      case 'hello':
        return { type: 'welcome', protocol: 1, at: city.ago(0), pingEveryMs: 20_000, consultations: [] };
      case 'watchQueue':
        return { type: 'desk', desk: this.#desk() };
      case 'resume': {
        const known = this.visited ? [...this.#own, this.visited] : this.#own;
        const consultation = known.find(({ id }) => id === command.consultation);
        const entries = this.entries.filter(({ seq }) => Number(seq) > Number(command.after));
        return { type: 'resumed', consultation, entries, erased: [], caughtUp: true };
      }
      case 'sendMessage':
      case 'addNote':
        return { type: 'appended', seq: this.entries.length + 1, at: city.ago(0) };
      default:
        return { type: 'done' };
    }
  }

  async #fulfil(route: Route): Promise<void> {
    const request = route.request();
    const { pathname, searchParams } = new URL(request.url());
    const path = pathname.replace('/api/v1', '');
    const movedTo = searchParams.get('moveWaitingTo');
    if (movedTo) this.movedTo = movedTo;
    const asked = request.headers()['content-type'] === 'application/json' ? (request.postDataJSON() as city.Json) : {};
    const { status = 200, body } = this.#answerTo(request.method(), path, asked);
    await route.fulfill({
      status,
      contentType: status >= 400 ? 'application/problem+json' : 'application/json',
      ...(status === 204 ? {} : { body: JSON.stringify(body) }),
    });
  }

  #answerTo(method: string, path: string, asked: city.Json): Answer {
    if (path === '/sign-in') {
      if (this.refusal) return this.refusal;
      this.signedIn = true;
      return { body: this.#me() };
    }
    if (path === '/one-use-links/look') {
      if (!this.link) return problem(410, 'LINK_DEAD');
      const whose = this.link === 'INVITATION' ? { email: city.me.email, firstName: 'Marta' } : {};
      return { body: { purpose: this.link, expiresAt: city.ago(-86_400), ...whose } };
    }
    if (!this.signedIn) return problem(401, 'UNAUTHENTICATED');
    if (path === '/me' && method === 'PATCH') this.preferences = { ...this.preferences, ...asked };
    if (path === '/me') return { body: this.#me() };
    if (path === '/socket-tickets') return { status: 201, body: { ticket: 'x'.repeat(43), expiresAt: city.ago(-30) } };
    if (path === this.inUse && method !== 'GET' && !this.movedTo) return problem(409, 'IN_USE');
    if (path === '/admin/operators' && method === 'POST') {
      return { status: 201, body: { operator: city.operators[2], invitation } };
    }
    if (path.endsWith('/guests')) {
      this.guestAsked(asked);
      return { status: 201, body: { link: guestLink, expiresAt: city.ago(-86_400) } };
    }
    if (path.endsWith('/invitation')) return { status: 201, body: invitation };
    if (path === '/me/second-factor' && method === 'POST') {
      return { body: { uri: 'otpauth://', key: 'JBSWY3DPEHPK3PXP', qr: { size: 29, path: 'M4,4h7v7h-7z' } } };
    }
    if (path === '/admin/configuration') return { body: this.imported };
    if (method !== 'GET') return { status: 204, body: {} };
    const body = this.empty ? (city.emptyGets[path] ?? gets[path]) : gets[path];
    return body ? { body } : problem(404, 'NOT_FOUND');
  }

  #me(): city.Json {
    return { ...city.me, preferences: { ...city.me.preferences, language: this.language, ...this.preferences } };
  }
}
