import type { Page } from '@playwright/test';
import type { ScriptedServer } from './scriptedServer.ts';

type Json = Record<string, unknown>;

/** What the other side's browser does, running inside the citizen's page: a real connection, a tone, a picture. */
interface InPage {
  signal(body: Json): Promise<void>;
  vanish(): void;
  packets(way: 'inbound-rtp' | 'outbound-rtp'): Promise<number>;
}
declare global {
  interface Window {
    scriptedPeer: InPage;
    scriptedSignal(body: Json): Promise<void>;
  }
}

const CITIZEN = { kind: 'CITIZEN' };
const MARTA = { kind: 'OPERATOR', name: 'Marta' };
/** The impolite one lays the media out: its id sorts higher. */
const [PEER_OF_MARTA, PEER_OF_CITIZEN] = ['p-1', 'p-2'];
const CLOSED = { microphone: 'OFF', camera: false, screen: false, onHold: false, away: false };

/** The server's and the operator's part of a call, with real media between two connections of one page. */
export class ScriptedCall {
  /** What a peer that joins is given to get through with. */
  ice: { iceServers: Json[]; icePolicy: 'all' | 'relay' } = { iceServers: [], icePolicy: 'all' };
  /** More members, without media of their own. */
  more: readonly Json[] = [];
  readonly #server: ScriptedServer;
  readonly #page: Page;
  readonly #self: Json;
  #call: Json = {};
  #calls = 0;
  #version = 0;
  /** Done when all that the page signalled so far was heard, one after the other. */
  #signalled: Promise<void> = Promise.resolve();
  /** Who looks at the page. */
  #own: Json;
  #marta: Json = { member: 'm-1', role: 'OPERATOR', author: MARTA, ...CLOSED, peer: PEER_OF_MARTA, microphone: 'ON' };

  /** `self`: who looks at the page; the citizen, unless it is another one. */
  constructor(page: Page, server: ScriptedServer, self: Json = { member: 'm-2', role: 'CITIZEN', author: CITIZEN }) {
    this.#self = self;
    this.#own = { ...self, ...CLOSED, away: true };
    this.#page = page;
    this.#server = server;
    const done = { type: 'done' };
    Object.assign(server.replies, {
      proposeCall: ({ mode }: Json) => {
        if (this.#call.state === 'RUNNING') {
          this.#changed({ mode });
          return done;
        }
        this.propose(String(mode), CITIZEN);
        return done;
      },
      answerCall: ({ accept }: Json) => {
        if (accept) this.run();
        else this.end('DECLINED');
        return done;
      },
      joinCall: () => {
        this.#own = { ...this.#own, peer: PEER_OF_CITIZEN, away: false };
        this.#changed({});
        return { type: 'callJoined', call: this.#call, peer: PEER_OF_CITIZEN, ...this.ice };
      },
      signal: ({ body }: Json) => {
        this.#signalled = this.#signalled.then(() => this.#signal(body as Json)).catch(() => undefined); // the page goes away
        return done;
      },
      setMedia: ({ microphone, camera, screen, onHold }: Json) => {
        this.#own = { ...this.#own, microphone, camera, screen, onHold };
        this.#changed({});
        return done;
      },
      leaveCall: ({ reason }: Json) => {
        this.end(this.#call.state === 'PROPOSED' ? 'WITHDRAWN' : String(reason));
        return done;
      },
      endShare: ({ member, what }: Json) => {
        if (member === this.#marta.member) this.marta(what === 'CAMERA' ? { camera: false } : { screen: false });
        return done;
      },
      setLiveText: ({ on }: Json) => {
        server.push({ type: 'liveTextSet', consultation: 'c-1', on, author: CITIZEN });
        return done;
      },
    });
  }

  /** Call it after every load of the page. */
  async begin(): Promise<void> {
    await this.#page
      .exposeFunction('scriptedSignal', (body: Json) =>
        this.#server.push({ type: 'signalled', consultation: 'c-1', call: this.#call.id, from: PEER_OF_MARTA, body }),
      )
      .catch(() => undefined); // it stays over a reload
    await this.#page.evaluate(otherBrowser);
  }

  propose(mode: string, by: Json = MARTA): void {
    this.#calls += 1;
    this.#call = {
      id: `call-${this.#calls}`,
      mode,
      provider: 'PEERS',
      state: 'PROPOSED',
      proposedBy: by,
      proposedAt: new Date().toISOString(),
      members: [],
    };
    this.#say();
  }

  run(): void {
    const startedAt = new Date();
    const endsAt = new Date(startedAt.getTime() + 7_200_000);
    this.#changed({ state: 'RUNNING', startedAt: startedAt.toISOString(), endsAt: endsAt.toISOString() });
  }

  end(endReason: string): void {
    this.#call = { ...this.#call, state: 'ENDED', endedAt: new Date().toISOString(), endReason, members: [] };
    this.#own = { ...this.#self, ...CLOSED, away: true };
    this.#say();
    const { call: _, ...view } = this.#server.view ?? {};
    this.#server.view = view;
  }

  /** Others came, went, or turned something on. */
  others(more: readonly Json[]): void {
    this.more = more.map((member) => ({ ...CLOSED, ...member }));
    this.#changed({});
  }

  /** Somebody else in the call ended what this page shows. */
  endShare(what: 'CAMERA' | 'SCREEN'): void {
    this.#server.push({ type: 'shareEnded', consultation: 'c-1', call: this.#call.id, what });
  }

  /** What the operator turned on or off. */
  marta(change: Json): void {
    this.#marta = { ...this.#marta, ...change };
    this.#changed({});
  }

  /** The operator points at what is shown; parts of 10,000. */
  point(x: number, y: number, highlight = false): void {
    this.#server.push({ type: 'pointed', consultation: 'c-1', call: this.#call.id, x, y, highlight });
  }

  askStill(): void {
    this.#server.push({ type: 'stillAsked', consultation: 'c-1', call: this.#call.id });
  }

  /** The operator types. */
  types(line: number, text: string): void {
    this.#server.push({ type: 'liveText', consultation: 'c-1', author: MARTA, line, text });
  }

  /** Sound that came from the citizen's microphone, in RTP packets. */
  packetsReceived(): Promise<number> {
    return this.#page.evaluate(() => window.scriptedPeer.packets('inbound-rtp'));
  }

  /** Sound that went from the operator to the citizen, in RTP packets. */
  packetsSent(): Promise<number> {
    return this.#page.evaluate(() => window.scriptedPeer.packets('outbound-rtp'));
  }

  /** Marta's browser is gone from the network without a word; the server still sees her. */
  async vanish(): Promise<void> {
    await this.#page.evaluate(() => window.scriptedPeer.vanish());
  }

  /** A page that was loaded again may signal before the other side's browser has begun in it. */
  async #signal(body: Json): Promise<void> {
    await this.#page.waitForFunction(() => 'scriptedPeer' in window);
    await this.#page.evaluate((signal) => window.scriptedPeer.signal(signal), body);
  }

  #changed(change: Json): void {
    this.#call = { ...this.#call, ...change, members: [this.#own, this.#marta, ...this.more] };
    this.#say();
  }

  #say(): void {
    this.#version += 1;
    this.#call = { ...this.#call, version: this.#version };
    this.#server.view = { ...this.#server.view, call: this.#call };
    this.#server.push({ type: 'callChanged', consultation: 'c-1', call: this.#call });
  }
}

/** Runs in the page. */
function otherBrowser(): void {
  const connection = new RTCPeerConnection();
  const context = new AudioContext();
  const tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const drawing = canvas.getContext('2d');
  const draw = () => {
    if (!drawing) return;
    drawing.fillStyle = '#274';
    drawing.fillRect(0, 0, 320, 180);
    drawing.fillStyle = '#fff';
    drawing.fillText(new Date().toISOString(), 20, 90);
  };
  draw();
  setInterval(draw, 200);
  connection.onicecandidate = ({ candidate }) => {
    void window.scriptedSignal({
      kind: 'candidate',
      candidate: candidate?.candidate ?? '',
      sdpMid: candidate?.sdpMid ?? '0',
      sdpMLineIndex: candidate?.sdpMLineIndex ?? 0,
    });
  };
  const answer = async (sdp: string) => {
    await connection.setRemoteDescription({ type: 'offer', sdp });
    const [microphone, camera] = connection.getTransceivers();
    for (const each of connection.getTransceivers()) each.direction = 'sendrecv';
    await microphone?.sender.replaceTrack(out.stream.getAudioTracks()[0] ?? null);
    await camera?.sender.replaceTrack(canvas.captureStream(10).getVideoTracks()[0] ?? null);
    await connection.setLocalDescription();
    await window.scriptedSignal({ kind: 'description', type: 'answer', sdp: connection.localDescription?.sdp ?? '' });
  };
  window.scriptedPeer = {
    vanish: () => connection.close(),
    signal: async (body) => {
      if (body.kind === 'description') await answer(String(body.sdp));
      else await connection.addIceCandidate(body as RTCIceCandidateInit).catch(() => undefined);
    },
    packets: async (way) => {
      const stats = [...(await connection.getStats()).values()] as {
        type: string;
        kind?: string;
        packetsReceived?: number;
        packetsSent?: number;
      }[];
      const audio = stats.find(({ type, kind }) => type === way && kind === 'audio');
      return audio?.packetsReceived ?? audio?.packetsSent ?? 0;
    },
  };
}
