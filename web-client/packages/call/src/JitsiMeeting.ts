import type { Clock } from '@indiretta/connection';
import type { JitsiPlace } from '@indiretta/protocol';
import type { MediaAtJitsi } from './AtJitsi.ts';

/** What did not come from Jitsi within this is said to be missing. */
export const LOADS_WITHIN_MS = 8_000;

/** How far the meeting is. */
export interface MeetingState {
  /** MISSING: it did not load in time, or said that it cannot go on. It may come late all the same. */
  readonly is: 'LOADING' | 'MISSING' | 'LOADED';
  /** It loaded here, the time is over, and nobody else has come into the room. */
  readonly alone: boolean;
}

/** The part of Jitsi's external API (`external_api.js`) that is used here. */
export interface ExternalApi {
  addListener(
    event: string,
    call: (said: { readonly muted?: boolean; readonly on?: boolean; isFatal?: boolean }) => void,
  ): void;
  isAudioMuted(): Promise<boolean>;
  isVideoMuted(): Promise<boolean>;
  dispose(): void;
}
export type NewExternalApi = new (domain: string, options: Readonly<Record<string, unknown>>) => ExternalApi;

export interface MeetingPorts {
  readonly clock: Clock;
  readonly place: JitsiPlace;
  readonly language: string;
  /** Where the meeting is drawn; it must not move, or the browser loads it anew. */
  readonly parent: Pick<HTMLElement, 'querySelector'>;
  /** The frame's, for who cannot see it. */
  readonly title: string;
  readonly loadApi: (url: string) => Promise<NewExternalApi>;
  readonly onChange: (state: MeetingState) => void;
  readonly onMedia: (media: MediaAtJitsi) => void;
  readonly onHangUp: () => void;
}

/** A call's room at Jitsi, in a frame of its own on this page. Made by the person's own click. */
export class JitsiMeeting {
  readonly #ports: MeetingPorts;
  #api: ExternalApi | undefined;
  #state: MeetingState = { is: 'LOADING', alone: false };
  #media: MediaAtJitsi = { microphone: 'OFF', camera: false, screen: false };
  #others = 0;
  #late = false;
  #closed = false;
  #callOff: () => void = () => {};

  constructor(ports: MeetingPorts) {
    this.#ports = ports;
    this.#wait();
    ports.loadApi(ports.place.url).then(
      (Api) => this.#open(Api),
      () => this.#become('MISSING'),
    );
  }

  get state(): MeetingState {
    return this.#state;
  }

  /** Leaves the room; may be called twice. */
  close(): void {
    this.#closed = true;
    this.#callOff();
    this.#api?.dispose();
    this.#api = undefined;
  }

  #open(Api: NewExternalApi): void {
    if (this.#closed) return;
    const { place, language, parent, title } = this.#ports;
    const api = new Api(new URL(place.url).host, {
      roomName: place.room,
      jwt: place.token,
      parentNode: parent,
      width: '100%',
      height: '100%',
      lang: language,
      configOverwrite: {
        prejoinConfig: { enabled: false },
        prejoinPageEnabled: false,
        startWithVideoMuted: true,
        disableDeepLinking: true,
        disableInviteFunctions: true,
        // between two people Jitsi would connect them directly, and each would learn the other's address
        p2p: { enabled: false },
        disableThirdPartyRequests: true,
        doNotStoreRoom: true,
      },
      onload: () => this.#become('LOADED'),
    });
    this.#api = api;
    parent.querySelector('iframe')?.setAttribute('title', title);
    api.addListener('videoConferenceJoined', () => void this.#joined(api));
    api.addListener('participantJoined', () => this.#count(1));
    api.addListener('participantLeft', () => this.#count(-1));
    api.addListener('audioMuteStatusChanged', ({ muted }) => this.#say({ microphone: muted ? 'MUTED' : 'ON' }));
    api.addListener('videoMuteStatusChanged', ({ muted }) => this.#say({ camera: muted === false }));
    api.addListener('screenSharingStatusChanged', ({ on }) => this.#say({ screen: on === true }));
    api.addListener('errorOccurred', ({ isFatal }) => isFatal && this.#become('MISSING'));
    api.addListener('readyToClose', () => this.#ports.onHangUp());
  }

  async #joined(api: ExternalApi): Promise<void> {
    this.#become('LOADED');
    const [quiet, dark] = await Promise.all([api.isAudioMuted(), api.isVideoMuted()]);
    this.#say({ microphone: quiet ? 'MUTED' : 'ON', camera: !dark });
  }

  #say(changed: Partial<MediaAtJitsi>): void {
    if (this.#closed) return;
    this.#media = { ...this.#media, ...changed };
    this.#ports.onMedia(this.#media);
  }

  #count(more: number): void {
    this.#others = Math.max(0, this.#others + more);
    if (this.#others === 0) this.#wait();
    this.#become(this.#state.is);
  }

  #wait(): void {
    this.#late = false;
    this.#callOff();
    this.#callOff = this.#ports.clock.after(LOADS_WITHIN_MS, () => {
      this.#late = true;
      this.#become(this.#state.is === 'LOADING' ? 'MISSING' : this.#state.is);
    });
  }

  #become(is: MeetingState['is']): void {
    if (this.#closed) return;
    const alone = is === 'LOADED' && this.#late && this.#others === 0;
    if (is === this.#state.is && alone === this.#state.alone) return;
    this.#state = { is, alone };
    this.#ports.onChange(this.#state);
  }
}

/** Brings the external API of a Jitsi server into this page, once; a failed try may be repeated. */
export function loadExternalApi(url: string): Promise<NewExternalApi> {
  const given = () => (window as { JitsiMeetExternalAPI?: NewExternalApi }).JitsiMeetExternalAPI;
  const there = given();
  if (there) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${url}/external_api.js`;
    const failed = () => {
      script.remove();
      reject(new Error('the external API of Jitsi did not load'));
    };
    script.onerror = failed;
    script.onload = () => {
      const Api = given();
      if (Api) resolve(Api);
      else failed();
    };
    document.head.append(script);
  });
}
