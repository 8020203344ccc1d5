import { type Capture, type MediaProblem, problemOf } from './problems.ts';
import { allowedByPolicy, type Page } from './support.ts';

/** Opened, or why not; never thrown. */
export type Captured =
  | { readonly type: 'open'; readonly track: MediaStreamTrack }
  | { readonly type: 'failed'; readonly problem: MediaProblem };

/** Opens devices; each opening is a person's own click, and the caller stops what it got. */
export interface Capturing {
  /** `device` absent: the system's choice. One that is gone is replaced by the system's choice. */
  microphone(device?: string): Promise<Captured>;
  /** `device` absent: the rear one first, where there are two (a document in the hand). */
  camera(device?: string): Promise<Captured>;
  /** The browser's own picker, a tab first. */
  screen(): Promise<Captured>;
}

/** A document stays readable at this size; more is only slower. */
const CAMERA_WIDTH = 1280;
const CAMERA_HEIGHT = 720;
/** Pages and forms move little; the sharpness matters. */
const SCREEN_FRAMES_PER_S = 15;

const voice: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const picture: MediaTrackConstraints = { width: { ideal: CAMERA_WIDTH }, height: { ideal: CAMERA_HEIGHT } };
/** `surfaceSwitching` and its neighbours: W3C Screen Capture, where the browser knows them. */
const display: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { displaySurface: 'browser', frameRate: { ideal: SCREEN_FRAMES_PER_S } },
  audio: false,
  selfBrowserSurface: 'include',
  surfaceSwitching: 'include',
  monitorTypeSurfaces: 'include',
};

/** The devices of this browser. */
export function browserCapturing(
  page: Page & { readonly navigator: Partial<Pick<Navigator, 'mediaDevices'>> },
): Capturing {
  const { mediaDevices } = page.navigator;
  const capture = async (what: Capture, open: (devices: MediaDevices) => Promise<MediaStream>): Promise<Captured> => {
    if (!mediaDevices) return { type: 'failed', problem: page.isSecureContext ? 'UNSUPPORTED' : 'INSECURE' };
    try {
      const track = (await open(mediaDevices)).getTracks()[0];
      return track ? { type: 'open', track } : { type: 'failed', problem: 'MISSING' };
    } catch (error) {
      return { type: 'failed', problem: problemOf(error, what, allowedByPolicy(what, page)) };
    }
  };
  const device = async (what: 'microphone' | 'camera', id: string | undefined, otherwise: MediaTrackConstraints) => {
    const open = (constraints: MediaTrackConstraints) =>
      capture(what, (devices) =>
        devices.getUserMedia(what === 'camera' ? { video: constraints } : { audio: constraints }),
      );
    const base = what === 'camera' ? picture : voice;
    if (id === undefined) return open({ ...base, ...otherwise });
    const chosen = await open({ ...base, deviceId: { exact: id } });
    return chosen.type === 'failed' && chosen.problem === 'MISSING' ? open({ ...base, ...otherwise }) : chosen;
  };
  return {
    microphone: (id) => device('microphone', id, {}),
    camera: (id) => device('camera', id, { facingMode: { ideal: 'environment' } }),
    screen: () => capture('screen', (devices) => devices.getDisplayMedia(display)),
  };
}
