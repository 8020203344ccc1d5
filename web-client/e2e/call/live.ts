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

  /** As an old or unkind browser: every address is gathered and told. */
  ignoresPolicy = false;

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
        const made = new RTCPeerConnection(
          this.ignoresPolicy ? { ...configuration, iceTransportPolicy: 'all' } : configuration,
        );
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

  /** The kinds of the candidates that the media take: here, there. */
  async way(): Promise<unknown[]> {
    const stats = await this.#stats();
    const pair = stats.find(({ id }) => id === stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId);
    return [pair?.localCandidateId, pair?.remoteCandidateId].map(
      (candidate) => stats.find(({ id }) => id === candidate)?.candidateType,
    );
  }

  /** Of the own side of the way: a new one with each ICE restart (RFC 8445, 9). */
  get ufrag(): string | undefined {
    const open = this.connections.find(({ connectionState }) => connectionState !== 'closed');
    return open?.localDescription?.sdp.match(/^a=ice-ufrag:(.*)$/m)?.[1];
  }

  /** Audio packets that arrived here. */
  async arrived(): Promise<number> {
    return (await this.#stats())
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
      .reduce((sum, { packetsReceived }) => sum + Number(packetsReceived), 0);
  }

  async #stats(): Promise<Record<string, unknown>[]> {
    const open = this.connections.find(({ connectionState }) => connectionState !== 'closed');
    return [...((await open?.getStats()) ?? new Map()).values()];
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
  staff: async (email: string, password: string) => {
    const me = await send('POST', 'sign-in', { email, password });
    const page = new Page(async () => ({ type: 'ticket', value: (await send('POST', 'socket-tickets', {})).ticket }));
    return { page, me };
  },
};
export type CallTools = typeof tools;
export type CallEnd = Page;
Object.assign(globalThis, { tools });
