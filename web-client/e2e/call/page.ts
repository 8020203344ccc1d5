import { browserParts, Call, supportOf, takeStill, testSpeaker, watchLevel } from '@indiretta/call';
import { Switchboard } from '@indiretta/call/testing';
import { browserClock, type Keep } from '@indiretta/connection';
import { MemoryKeep } from '@indiretta/connection/testing';
import type { Author } from '@indiretta/protocol';

const board = new Switchboard(browserClock);

/** One person's page of a call: the package as an app uses it, but for the server in between. */
class End {
  readonly line;
  readonly call: Call;
  readonly connections: RTCPeerConnection[] = [];
  readonly #watching = new Set<() => void>();

  constructor(self: Author, keep: Keep = new MemoryKeep()) {
    this.line = board.line(self);
    this.call = new Call({
      ...browserParts(),
      ...this.line.ports,
      keep,
      newPeerConnection: (configuration) => {
        const connection = new RTCPeerConnection(configuration);
        this.connections.push(connection);
        return connection;
      },
      watchNetwork: (call) => {
        this.#watching.add(call);
        return () => this.#watching.delete(call);
      },
    });
  }

  get phase(): string {
    return this.call.snapshot.phase.type;
  }

  /** The only other one. */
  get other() {
    return this.call.snapshot.others[0];
  }

  get connection(): RTCPeerConnection | undefined {
    return this.connections.find(({ connectionState }) => connectionState !== 'closed');
  }

  networkChanged(): void {
    for (const call of this.#watching) call();
  }

  /** Packets of this kind that arrived here. */
  async arrived(kind: 'audio' | 'video'): Promise<number> {
    return (await this.#stats())
      .filter((stat) => stat.type === 'inbound-rtp' && stat.kind === kind)
      .reduce((sum, stat) => sum + Number(stat.packetsReceived), 0);
  }

  /** Changes with every ICE restart. */
  get ufrag(): string | undefined {
    return /ice-ufrag:(\S+)/.exec(this.connection?.localDescription?.sdp ?? '')?.[1];
  }

  async #stats(): Promise<Record<string, unknown>[]> {
    return [...((await this.connection?.getStats()) ?? new Map()).values()];
  }
}

/** The colour in the middle of a picture that arrives, once it has come: red, green, blue. */
async function colourOf(track: MediaStreamTrack): Promise<number[]> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
  video.srcObject = null;
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
}

/** The loudest of half a second. */
const loudest = (track: MediaStreamTrack): Promise<number> =>
  new Promise((resolve) => {
    const levels: number[] = [];
    const stop = watchLevel(track, browserClock, (level) => {
      levels.push(level);
      if (levels.length < 12) return;
      stop();
      resolve(Math.max(...levels));
    });
  });

async function stillOf(track: MediaStreamTrack) {
  const blob = await takeStill(track, browserClock);
  if (!blob) return undefined;
  const { width, height } = await createImageBitmap(blob);
  return { type: blob.type, size: blob.size, width, height };
}

const ends = {
  board,
  citizen: new End({ kind: 'CITIZEN' }),
  operator: new End({ kind: 'OPERATOR', name: 'Marta', operator: 'o-1' }),
  open: (self: Author, keep?: Keep) => new End(self, keep),
  colourOf,
  loudest,
  stillOf,
  testSpeaker,
  support: () => supportOf(window),
};
export type Ends = typeof ends;
Object.assign(globalThis, { ends });
