import { FakeTrack } from './FakeMedia.ts';

/** Where fake connections find each other: two are connected when each holds the other's newest description. */
export class FakeNetwork {
  up = true;
  readonly connections: FakePeerConnection[] = [];

  readonly newPeerConnection = (): RTCPeerConnection => {
    const connection = new FakePeerConnection(this);
    this.connections.push(connection);
    return connection as unknown as RTCPeerConnection;
  };

  get open(): FakePeerConnection[] {
    return this.connections.filter(({ connectionState }) => connectionState !== 'closed');
  }

  /** Everybody's media stop, or come through again where descriptions match. */
  set(up: boolean): void {
    this.up = up;
    for (const connection of this.open) connection.look();
  }
}

interface FakeDescription {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/**
 * The signalling state machine of an `RTCPeerConnection` (W3C WebRTC 1.0): one operation after the other, rollback,
 * negotiationneeded only when stable, a wrong answer refused. Media are only "connected" or not.
 */
export class FakePeerConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: FakeDescription | null = null;
  remoteDescription: FakeDescription | null = null;
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly #network: FakeNetwork;
  readonly #transceivers: ReturnType<typeof transceiver>[] = [];
  #operations: Promise<unknown> = Promise.resolve();
  #ufrag = newUfrag();
  #needed = false;
  #stable: { local: FakeDescription | null; remote: FakeDescription | null } = { local: null, remote: null };

  constructor(network: FakeNetwork) {
    super();
    this.#network = network;
  }

  get ufrags(): { readonly local: string | undefined; readonly remote: string | undefined } {
    return { local: ufragOf(this.localDescription), remote: ufragOf(this.remoteDescription) };
  }

  addTransceiver(kind: 'audio' | 'video') {
    const added = transceiver(kind);
    this.#transceivers.push(added);
    this.#need();
    return added;
  }

  getTransceivers() {
    return [...this.#transceivers];
  }

  get sent(): (string | undefined)[] {
    return this.#transceivers.map(({ sender }) => sender.track?.id);
  }

  restartIce(): void {
    this.#ufrag = newUfrag();
    this.#need();
  }

  setLocalDescription(): Promise<void> {
    return this.#chain(() => {
      const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
      this.#needed = false;
      this.localDescription = { type, sdp: `ufrag:${this.#ufrag} sections:${this.#transceivers.length}` };
      this.#become(type === 'offer' ? 'have-local-offer' : 'stable');
      queueMicrotask(() => this.#gather());
    });
  }

  setRemoteDescription(description: FakeDescription): Promise<void> {
    return this.#chain(() => {
      if (!description.sdp.startsWith('ufrag:')) throw new DOMException('malformed', 'OperationError');
      if (description.type === 'answer') {
        if (this.signalingState !== 'have-local-offer') throw new DOMException('state', 'InvalidStateError');
        this.remoteDescription = description;
        this.#become('stable');
        return;
      }
      if (this.signalingState === 'have-local-offer') {
        // Rollback; what it would have offered is still needed.
        this.localDescription = this.#stable.local;
        this.#needed = true;
      }
      this.remoteDescription = description;
      this.#become('have-remote-offer');
      const sections = Number(/sections:(\d+)/.exec(description.sdp)?.[1]);
      while (this.#transceivers.length < sections) {
        this.#transceivers.push(transceiver(this.#transceivers.length === 0 ? 'audio' : 'video'));
      }
    });
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    return this.#chain(() => {
      if (!this.remoteDescription) throw new DOMException('state', 'InvalidStateError');
      this.candidates.push(candidate);
    });
  }

  getStats(): Promise<Map<string, unknown>> {
    return Promise.resolve(new Map());
  }

  close(): void {
    this.connectionState = 'closed';
    this.signalingState = 'closed';
    for (const other of this.#network.open) other.look();
  }

  /** Are the media through? */
  look(): void {
    if (this.connectionState === 'closed' || this.signalingState !== 'stable' || !this.remoteDescription) return;
    const { local, remote } = this.ufrags;
    const other = this.#network.open.find(({ ufrags }) => ufrags.local === remote);
    const through = this.#network.up && other?.ufrags.remote === local && other?.signalingState === 'stable';
    if (through) {
      this.#connection('connected');
      other?.heard();
    } else if (this.connectionState === 'connected') this.#connection('disconnected');
  }

  heard(): void {
    this.#connection('connected');
  }

  fail(): void {
    this.#connection('failed');
  }

  #connection(state: RTCPeerConnectionState): void {
    if (this.connectionState === state || this.connectionState === 'closed') return;
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  #become(state: RTCSignalingState): void {
    this.signalingState = state;
    if (state !== 'stable') return;
    this.#stable = { local: this.localDescription, remote: this.remoteDescription };
    queueMicrotask(() => this.look());
    if (this.#needed) this.#need();
  }

  #need(): void {
    this.#needed = true;
    queueMicrotask(() => {
      if (!this.#needed || this.signalingState !== 'stable') return;
      this.dispatchEvent(new Event('negotiationneeded'));
    });
  }

  #gather(): void {
    if (this.connectionState === 'closed') return;
    const candidate = { toJSON: () => ({ candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 }) };
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: null }));
  }

  #chain(operation: () => void): Promise<void> {
    const result = this.#operations.then(async () => {
      // An operation takes its time.
      await Promise.resolve();
      if (this.signalingState === 'closed') return new Promise<void>(() => {});
      return operation();
    });
    this.#operations = result.catch(() => {});
    return result;
  }
}

let ufrags = 0;
const newUfrag = () => {
  ufrags += 1;
  return `u${ufrags}`;
};
const ufragOf = (description: FakeDescription | null) => /ufrag:(\w+)/.exec(description?.sdp ?? '')?.[1];

function transceiver(kind: 'audio' | 'video') {
  const sender = {
    track: null as FakeTrack | null,
    replaceTrack: async (track: FakeTrack | null) => {
      sender.track = track;
    },
  };
  const receiver = { track: new FakeTrack(kind), getSynchronizationSources: (): { audioLevel?: number }[] => [] };
  return { kind, direction: 'sendrecv', sender, receiver };
}
