import type { Clock } from '@indiretta/connection';

export interface Device {
  readonly id: string;
  /** Empty until the person has allowed a device of that kind; the screen then numbers them. */
  readonly label: string;
}
export interface DeviceList {
  readonly microphones: readonly Device[];
  readonly cameras: readonly Device[];
  /** Empty where the browser lets nobody choose. */
  readonly speakers: readonly Device[];
}
const NONE: DeviceList = { microphones: [], cameras: [], speakers: [] };

/** The devices to choose from, kept up to date while somebody listens. */
export class Devices {
  readonly #mediaDevices: MediaDevices | undefined;

  constructor(mediaDevices: MediaDevices | undefined = navigator.mediaDevices) {
    this.#mediaDevices = mediaDevices;
  }

  /** None where the browser does not say; never rejects. */
  async list(): Promise<DeviceList> {
    try {
      const all = (await this.#mediaDevices?.enumerateDevices()) ?? [];
      const of = (kind: MediaDeviceKind) =>
        all
          .filter((device) => device.kind === kind && device.deviceId !== '')
          .map(({ deviceId, label }) => ({ id: deviceId, label }));
      return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
    } catch {
      return NONE;
    }
  }

  /** Tells the list now and whenever a device comes or goes, until the answer is called. */
  onChange(call: (list: DeviceList) => void): () => void {
    const ended = new AbortController();
    const tell = async () => {
      const list = await this.list();
      if (!ended.signal.aborted) call(list);
    };
    this.#mediaDevices?.addEventListener('devicechange', tell, { signal: ended.signal });
    void tell();
    return () => ended.abort();
  }
}

/** A meter drawn so often looks alive and costs little. */
export const LEVEL_EVERY_MS = 100;
const SAMPLES = 512;

/** Tells how loud a microphone is, 0 to 1, ten times a second, until the answer is called. */
export function watchLevel(track: MediaStreamTrack, clock: Clock, call: (level: number) => void): () => void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = SAMPLES;
  source.connect(analyser);
  const samples = new Float32Array(SAMPLES);
  let callOff = () => {};
  const measure = () => {
    analyser.getFloatTimeDomainData(samples);
    call(loudness(samples));
    callOff = clock.after(LEVEL_EVERY_MS, measure);
  };
  measure();
  void context.resume();
  return () => {
    callOff();
    source.disconnect();
    if (context.state !== 'closed') void context.close();
  };
}

/** Speech stands between these; the meter is empty at the first and full at the second. */
const SILENCE_DB = -60;
const LOUD_DB = -10;

/** Root mean square in decibels, laid over 0 to 1, as an ear hears it. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const db = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (db - SILENCE_DB) / (LOUD_DB - SILENCE_DB)));
}

/** Two tones, a friendly third apart, in Hz; each half of the time. */
const TONES_HZ = [440, 554.37];
const TONE_S = 0.4;
const VOLUME = 0.2;

/**
 * Plays a short sound the same way a call's voice is played. Resolves when it is over: `played`, or `failed` when the
 * loudspeaker is gone or the browser forbids sound.
 */
export async function testSpeaker(speaker?: string): Promise<'played' | 'failed'> {
  const context = new AudioContext();
  try {
    const destination = context.createMediaStreamDestination();
    const audio = new Audio();
    audio.srcObject = destination.stream;
    if (speaker !== undefined && 'setSinkId' in audio) await audio.setSinkId(speaker);
    await Promise.all([context.resume(), audio.play()]);
    await playTones(context, destination);
    audio.pause();
    audio.srcObject = null;
    return 'played';
  } catch {
    return 'failed';
  } finally {
    await context.close();
  }
}

function playTones(context: AudioContext, destination: AudioNode): Promise<void> {
  const gain = context.createGain();
  const oscillator = context.createOscillator();
  const start = context.currentTime;
  const end = start + TONES_HZ.length * TONE_S;
  gain.gain.setValueAtTime(VOLUME, start);
  // Fades out, or the loudspeaker cracks.
  gain.gain.setTargetAtTime(0, end - 0.1, 0.03);
  for (const [place, hz] of TONES_HZ.entries()) oscillator.frequency.setValueAtTime(hz, start + place * TONE_S);
  oscillator.connect(gain).connect(destination);
  return new Promise((resolve) => {
    oscillator.onended = () => resolve();
    oscillator.start(start);
    oscillator.stop(end);
  });
}
