import type { Page } from '@playwright/test';

type Json = Record<string, unknown>;

/** What other browsers of a call do, inside the page under test: real connections, a tone, moving pictures. */
interface InPage {
  signal(from: string, body: Json): Promise<void>;
  packetsReceived(from: string): Promise<number>;
}
declare global {
  interface Window {
    otherBrowsers: InPage;
    signalOfOther(from: string, body: Json): Promise<void>;
  }
}

/** Other people's browsers, one connection for each peer; what they signal back is given to `signalled`. */
export class OtherBrowsers {
  readonly #page: Page;
  readonly #signalled: (from: string, body: Json) => void;

  constructor(page: Page, signalled: (from: string, body: Json) => void) {
    this.#page = page;
    this.#signalled = signalled;
  }

  /** Call it after every load of the page. */
  async begin(): Promise<void> {
    await this.#page.exposeFunction('signalOfOther', this.#signalled).catch(() => undefined); // it stays over a reload
    await this.#page.evaluate(inPage);
  }

  /** What the page under test signals to `peer`. */
  signal(peer: string, body: Json): void {
    void this.#page
      .evaluate(([to, signal]) => window.otherBrowsers.signal(to, signal), [peer, body] as const)
      .catch(() => undefined); // the page goes away
  }

  /** Sound that came to `peer` from the page's microphone, in RTP packets. */
  packetsReceived(peer: string): Promise<number> {
    return this.#page.evaluate((to) => window.otherBrowsers.packetsReceived(to), peer);
  }
}

/** Runs in the page. */
function inPage(): void {
  const connections = new Map<string, RTCPeerConnection>();
  const tone = () => {
    const context = new AudioContext();
    const sound = context.createOscillator();
    const out = context.createMediaStreamDestination();
    sound.connect(out);
    sound.start();
    return out.stream.getAudioTracks()[0] ?? null;
  };
  const picture = (width: number, height: number, paint: (on: CanvasRenderingContext2D) => void) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const on = canvas.getContext('2d');
    const draw = () => on && paint(on);
    draw();
    setInterval(draw, 200);
    return canvas.captureStream(10).getVideoTracks()[0] ?? null;
  };
  const face = (peer: string) =>
    picture(320, 180, (on) => {
      on.fillStyle = `hsl(${(peer.charCodeAt(peer.length - 1) * 47) % 360} 30% 35%)`;
      on.fillRect(0, 0, 320, 180);
      on.fillStyle = '#e8d8c8';
      on.beginPath();
      on.arc(160, 90, 45 + (Date.now() % 3), 0, 7);
      on.fill();
    });
  const form = () =>
    picture(1280, 720, (on) => {
      on.fillStyle = '#fff';
      on.fillRect(0, 0, 1280, 720);
      on.fillStyle = '#223';
      on.font = '36px sans-serif';
      on.fillText("Annuncio d'arrivo", 80, 100);
      for (let line = 0; line < 8; line += 1) on.strokeRect(80, 150 + line * 64, 900 + (Date.now() % 2), 44);
    });
  const open = (peer: string) => {
    const connection = new RTCPeerConnection();
    connections.set(peer, connection);
    connection.onicecandidate = ({ candidate }) => {
      void window.signalOfOther(peer, {
        kind: 'candidate',
        candidate: candidate?.candidate ?? '',
        sdpMid: candidate?.sdpMid ?? '0',
        sdpMLineIndex: candidate?.sdpMLineIndex ?? 0,
      });
    };
    return connection;
  };
  const answer = async (peer: string, sdp: string) => {
    const connection = connections.get(peer) ?? open(peer);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    const [microphone, camera, screen] = connection.getTransceivers();
    if (!microphone?.sender.track) {
      for (const each of connection.getTransceivers()) each.direction = 'sendrecv';
      await microphone?.sender.replaceTrack(tone());
      await camera?.sender.replaceTrack(face(peer));
      await screen?.sender.replaceTrack(form());
    }
    await connection.setLocalDescription();
    const answered = connection.localDescription?.sdp ?? '';
    await window.signalOfOther(peer, { kind: 'description', type: 'answer', sdp: answered });
  };
  window.otherBrowsers = {
    signal: async (from, body) => {
      if (body.kind === 'description') await answer(from, String(body.sdp));
      else
        await connections
          .get(from)
          ?.addIceCandidate(body as RTCIceCandidateInit)
          .catch(() => undefined);
    },
    packetsReceived: async (from) => {
      const report = await connections.get(from)?.getStats();
      const stats = [...(report?.values() ?? [])] as { type: string; kind?: string; packetsReceived?: number }[];
      return stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')?.packetsReceived ?? 0;
    },
  };
}
