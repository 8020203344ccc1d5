import type { Page, WebSocketRoute } from '@playwright/test';

type Json = Record<string, unknown>;

const topic = (id: string, name: string, ready?: string, frontDesk = false) => ({
  id,
  name,
  ...(ready ? { ready, link: 'https://rivalago.example/' } : {}),
  modes: ['WRITE'],
  frontDesk,
});

/** The site in Italian whatever language is asked for: what is looked at here is the panel, not the city's words. */
const site = {
  id: 'ch',
  name: 'Città di Rivalago',
  language: 'it',
  languages: ['it', 'de', 'fr', 'en'],
  timeZone: 'Europe/Zurich',
  groups: [
    {
      id: 'residents',
      name: 'Controllo abitanti',
      topics: [
        topic('moving', "Arrivo, partenza, cambio d'indirizzo"),
        topic('certificates', 'Certificati (domicilio, dimora)'),
        topic('passport', "Passaporto e carta d'identità", 'Documento attuale, anche se scaduto\nFotografia recente'),
      ],
    },
    { id: 'taxes', name: 'Contribuzioni', topics: [topic('municipal-tax', 'Imposta comunale')] },
    { id: 'front-desk', name: 'Sportello generale', topics: [topic('other', 'Altro / non so', undefined, true)] },
  ],
  channels: {
    telephone: '+41 91 000 11 11',
    telephoneHours: 'Lun–ven 08:00–12:00 e 13:30–17:00',
    email: 'sportello@rivalago.example',
    desks: [
      { name: 'Sportello generale', address: 'Piazza del Municipio 1, 6999 Rivalago', hours: 'Lun–ven 08:00–12:00' },
    ],
  },
  emergency: [
    { number: '112', name: 'Emergenze' },
    { number: '144', name: 'Ambulanza' },
    { number: '143', name: 'Qualcuno con cui parlare' },
  ],
  privacy: {
    text: 'La conversazione viene conservata per 180 giorni, i documenti inviati per 30. Solo il personale della Città la può leggere.',
    link: 'https://rivalago.example/privacy',
  },
};

/** Says what a server says, for looking at screens that a real one shows only now and then. */
export class ScriptedServer {
  /** Commands that came, in order. */
  readonly heard: Json[] = [];
  somebodyThere = true;
  /** The consultation as the citizen sees it; undefined before the start. */
  view: Json | undefined;
  readonly entries: Json[] = [];
  /** What else is answered, by the command's type. */
  readonly replies: Record<string, (command: Json) => Json> = {};
  /** The modes that every topic offers. */
  modes = ['WRITE'];
  takesFiles = false;
  /** What is not plainly open, and the text of a closure. */
  topics: Json = {};
  closure: Json | undefined;
  /** What the link of a contact request tells. */
  followed: Json | undefined;
  /** Files the citizen sent. */
  readonly uploads: Buffer[] = [];
  #socket: WebSocketRoute | undefined;
  #reachable = true;

  async answer(page: Page): Promise<void> {
    await page.route('**/api/v1/**', (route) => {
      const { pathname } = new URL(route.request().url());
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
      const json = (body: Json, status = 200) => route.fulfill({ status, headers, json: body });
      if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
      if (pathname.endsWith('/availability')) return json(this.availability());
      if (pathname.endsWith('/sites/ch')) return json(this.#site());
      if (pathname.endsWith('/files') && this.takesFiles) {
        return json(this.#stored(route.request().postDataBuffer()), 201);
      }
      if (pathname.endsWith('/citizens')) return json({ token: 'A'.repeat(43) }, 201);
      if (/\/files\/f-\d+$/.test(pathname)) return route.fulfill({ headers, body: this.uploads.at(-1) ?? '' });
      if (pathname.endsWith('/contact-requests')) {
        const dueAt = '2026-03-05T16:00:00.000Z';
        return json({ id: 'r-1', reference: 'M3-9QT', secret: 'S'.repeat(43), dueAt, confirmed: true }, 201);
      }
      if (pathname.endsWith('/contact-requests/follow') && this.followed) return json(this.followed);
      if (pathname.endsWith('/files')) return json({ code: 'UNAVAILABLE' }, 503);
      if (pathname.endsWith('/citizens/me')) return route.fulfill({ status: 204, headers });
      return json({ code: 'NOT_FOUND' }, 404);
    });
    await page.routeWebSocket(/\/live\/websocket$/, (socket) => {
      if (!this.#reachable) {
        void socket.close();
        return;
      }
      this.#socket = socket;
      socket.onMessage((text) => {
        const command = JSON.parse(String(text)) as Json;
        this.heard.push(command);
        const reply = this.#reply(command);
        if (reply) socket.send(JSON.stringify({ id: command.id, ...reply }));
      });
    });
  }

  /** The newest command of this type: others, such as a ping, may have come after it. */
  last(type: string): Json | undefined {
    return this.heard.findLast((command) => command.type === type);
  }

  availability(): Json {
    const topics = site.groups.flatMap((group) => group.topics.map(({ id }) => id));
    const open = this.somebodyThere ? Object.fromEntries(topics.map((id) => [id, this.modes])) : {};
    const closure = this.closure ? { closure: this.closure } : {};
    return { site: 'ch', open, topics: this.topics, ...closure };
  }

  /** The link is lost, and no new one comes about until {@link mend}. */
  async cut(): Promise<void> {
    this.#reachable = false;
    await this.#socket?.close();
  }

  mend(): void {
    this.#reachable = true;
  }

  #site(): Json {
    const groups = site.groups.map((group) => ({
      ...group,
      topics: group.topics.map((each) => ({ ...each, modes: this.modes })),
    }));
    return { ...site, groups };
  }

  #stored(bytes: Buffer | null): Json {
    if (bytes) this.uploads.push(bytes);
    return { id: `f-${this.uploads.length}`, name: 'Foto.jpg', contentType: 'image/jpeg', size: bytes?.length ?? 0 };
  }

  push(push: Json): void {
    this.#socket?.send(JSON.stringify(push));
  }

  /** The consultation is another one now. */
  change(change: Json): void {
    this.view = { ...this.view, ...change };
    this.push({ type: 'consultationChanged', consultation: this.view });
  }

  /** An entry of the operator or of the system. */
  add(body: Json, kind = 'OPERATOR'): void {
    const entry = this.#entry(body, kind === 'OPERATOR' ? { kind, name: 'Marta' } : { kind });
    this.push({ type: 'entryAdded', consultation: 'c-1', entry });
  }

  #entry(body: Json, author: Json, clientMessageId?: unknown): Json {
    const entry = { seq: this.entries.length + 1, at: '2026-03-02T09:04:00.000Z', author, body };
    this.entries.push(clientMessageId ? { ...entry, clientMessageId } : entry);
    this.view = { ...this.view, lastSeq: entry.seq };
    return entry;
  }

  #reply(command: Json): Json | undefined {
    const scripted = this.replies[String(command.type)];
    if (scripted) return scripted(command);
    switch (command.type) {
      case 'hello':
        return {
          type: 'welcome',
          protocol: 1,
          at: '2026-03-02T09:00:00.000Z',
          pingEveryMs: 15_000,
          consultations: this.view ? [this.view] : [],
        };
      case 'watchAvailability':
        return { type: 'availability', availability: this.availability() };
      case 'startConsultation':
        this.view = {
          id: 'c-1',
          reference: 'K7-4F2',
          topic: command.topic,
          mode: command.mode,
          state: 'WAITING',
          lane: 'NORMAL',
          language: 'it',
          startedAt: '2026-03-02T09:00:00.000Z',
          ahead: 2,
          readByCitizen: 0,
          readByStaff: 0,
        };
        this.#entry({ type: 'event', event: 'STARTED', detail: command.topic }, { kind: 'SYSTEM' });
        if (command.question) this.#entry({ type: 'message', text: command.question }, { kind: 'CITIZEN' });
        return { type: 'started', consultation: this.view };
      case 'resume':
        return {
          type: 'resumed',
          consultation: this.view,
          entries: this.entries.slice(Number(command.after)),
          erased: [],
          caughtUp: true,
        };
      case 'sendFile': {
        const file = { type: 'file', file: command.file, name: 'Foto.jpg', contentType: 'image/jpeg', size: 1 };
        const entry = this.#entry(file, { kind: 'CITIZEN' }, command.clientMessageId);
        return { type: 'appended', seq: entry.seq, at: entry.at };
      }
      case 'sendMessage': {
        const entry = this.#entry(
          { type: 'message', text: command.text },
          { kind: 'CITIZEN' },
          command.clientMessageId,
        );
        return { type: 'appended', seq: entry.seq, at: entry.at };
      }
      default:
        return { type: 'done' };
    }
  }
}
