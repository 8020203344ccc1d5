import { browserParts, Call, LiveText, Pointer } from '@indiretta/call';
import {
  browserClock,
  browserKeep,
  browserLinks,
  Connection,
  LiveConsultation,
  newClientMessageId,
  watchBrowserWakes,
} from '@indiretta/connection';
import type { Author, ConsultationId, Credential, Mode, TopicId } from '@indiretta/protocol';

/** One person's page with the whole road of an app, and no screen: socket, consultation, call. */
class Page {
  readonly connection: Connection;
  readonly connections: RTCPeerConnection[] = [];
  live: LiveConsultation | undefined;
  call: Call | undefined;
  text: LiveText | undefined;

  constructor(credential: () => Promise<Credential>) {
    this.connection = new Connection({
      clock: browserClock,
      random: Math.random,
      openLink: browserLinks(new URL('/', location.href)),
      watchWakes: watchBrowserWakes,
      greeting: async () => ({ type: 'hello', credential: await credential(), language: 'it' }),
    });
  }

  async online(): Promise<void> {
    this.connection.open();
    if (this.connection.state.type === 'online') return;
    await new Promise<void>((resolve) => {
      this.connection.onState(({ type }) => type === 'online' && resolve());
    });
  }

  async start(topic: TopicId, mode: Mode): Promise<ConsultationId> {
    const answer = await this.connection.request({
      type: 'startConsultation',
      topic,
      mode,
      language: 'it',
      ...(mode === 'WRITE' ? { question: 'Una domanda.' } : {}),
    });
    if (answer.type !== 'started') throw new Error(JSON.stringify(answer));
    return answer.consultation.id;
  }

  follow(id: ConsultationId, self: Author): void {
    const { connection } = this;
    this.live = new LiveConsultation(id, {
      connection,
      clock: browserClock,
      keep: browserKeep('test:'),
      newClientMessageId,
      self,
    });
    this.call = new Call({
      ...browserParts(),
      connection,
      consultation: this.live,
      self,
      newPeerConnection: (configuration) => {
        const made = new RTCPeerConnection(configuration);
        this.connections.push(made);
        return made;
      },
    });
    this.text = new LiveText({ connection, clock: browserClock, consultation: id, self });
  }

  get phase(): string | undefined {
    return this.call?.snapshot.phase.type;
  }

  pointer(): Pointer {
    const consultation = this.live?.id ?? '';
    const call = this.call?.snapshot.call?.id ?? '';
    return new Pointer({ connection: this.connection, clock: browserClock, consultation, call });
  }

  /** Audio packets that arrived here. */
  async arrived(): Promise<number> {
    const open = this.connections.find(({ connectionState }) => connectionState !== 'closed');
    const stats: Record<string, unknown>[] = [...((await open?.getStats()) ?? new Map()).values()];
    return stats
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
      .reduce((sum, { packetsReceived }) => sum + Number(packetsReceived), 0);
  }
}

const send = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`/api/v1/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? {} : answer.json();
};

const tools = {
  citizen: async (site: string) => {
    const { token } = await send('POST', 'citizens', { site });
    sessionStorage.setItem('test-token', token);
    return new Page(async () => ({ type: 'token', value: token }));
  },
  /** After a reload. */
  citizenAgain: () => new Page(async () => ({ type: 'token', value: sessionStorage.getItem('test-token') ?? '' })),
  /** As an administrator, who signs out again. */
  offer: async (id: TopicId, modes: readonly Mode[], password: string) => {
    await send('POST', 'sign-in', { email: 'admin@rivalago.example', password });
    const { topics } = await send('GET', 'admin/topics');
    const topic = topics.find((one: { id: TopicId }) => one.id === id);
    await send('PUT', `admin/topics/${id}`, { ...topic, modes });
    await send('POST', 'sign-out', {});
  },
  staff: async (email: string, password: string) => {
    const me = await send('POST', 'sign-in', { email, password });
    const page = new Page(async () => ({ type: 'ticket', value: (await send('POST', 'socket-tickets', {})).ticket }));
    return { page, me };
  },
};
export type CallTools = typeof tools;
export type CallEnd = Page;
Object.assign(globalThis, { tools });
