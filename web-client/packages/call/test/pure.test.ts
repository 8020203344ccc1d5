import { describe, expect, test } from 'vitest';
import { browserCapturing } from '../src/Capturing.ts';
import { loudness } from '../src/Devices.ts';
import { same } from '../src/draw.ts';
import { placeInElement, placeInPicture } from '../src/Pointer.ts';
import { type MediaProblem, problemOf } from '../src/problems.ts';
import { QualityLevel, QualityMean, QualityReader, wordFor } from '../src/Quality.ts';
import { STILL_LONGEST_PX, sizeOfStill } from '../src/Still.ts';
import { type Page, supportOf } from '../src/support.ts';

describe('why a device did not open', () => {
  test.each<[string, string, 'microphone' | 'camera' | 'screen', boolean, MediaProblem]>([
    ['NotAllowedError', 'Permission denied', 'microphone', true, 'DENIED'],
    ['NotAllowedError', 'Permission dismissed', 'microphone', true, 'CANCELLED'],
    ['NotAllowedError', 'Permission denied by system', 'screen', true, 'DENIED'],
    ['NotAllowedError', 'Permission denied', 'screen', true, 'CANCELLED'],
    ['NotAllowedError', 'Permission denied', 'camera', false, 'POLICY'],
    [
      'NotAllowedError',
      'Access to the feature "display-capture" is disallowed by permissions policy.',
      'screen',
      true,
      'POLICY',
    ],
    ['NotFoundError', 'Requested device not found', 'microphone', true, 'MISSING'],
    ['OverconstrainedError', '', 'camera', true, 'MISSING'],
    ['NotReadableError', 'Could not start audio source', 'microphone', true, 'IN_USE'],
    ['AbortError', 'Starting videoinput failed', 'camera', true, 'IN_USE'],
    ['SecurityError', '', 'camera', true, 'POLICY'],
    ['NotSupportedError', '', 'screen', true, 'UNSUPPORTED'],
    ['TypeError', 'getDisplayMedia is not a function', 'screen', true, 'UNSUPPORTED'],
    ['InvalidStateError', 'requires transient activation', 'screen', true, 'CANCELLED'],
    ['SomethingNew', '', 'microphone', true, 'IN_USE'],
  ])('%s (%s) of a %s, allowed: %s, is %s', (name, message, capture, allowed, problem) => {
    expect(problemOf(new DOMException(message, name), capture, allowed)).toBe(problem);
  });
});

describe('what is asked of the browser', () => {
  const asked: unknown[] = [];
  const open = async (wanted: unknown) => {
    asked.push(wanted);
    return { getTracks: () => [{} as MediaStreamTrack] };
  };
  const devices = browserCapturing({
    isSecureContext: true,
    navigator: { mediaDevices: { getUserMedia: open, getDisplayMedia: open } as unknown as MediaDevices },
    document: {},
  });

  test('of two cameras the rear one first; a chosen one is taken as it is', async () => {
    asked.length = 0;
    await devices.camera();
    await devices.camera('front');
    expect(asked).toMatchObject([
      { video: { facingMode: { ideal: 'environment' } } },
      { video: { deviceId: { exact: 'front' } } },
    ]);
    expect(asked[1]).not.toHaveProperty('video.facingMode');
  });

  test('of a screen a tab first, without its sound', async () => {
    asked.length = 0;
    await devices.screen();
    expect(asked).toMatchObject([{ video: { displaySurface: 'browser' }, audio: false }]);
  });
});

describe('what a page can do', () => {
  const full: Page = {
    isSecureContext: true,
    RTCPeerConnection: class {},
    navigator: { mediaDevices: { getUserMedia: () => {}, getDisplayMedia: () => {} } },
    document: {},
    HTMLMediaElement: { prototype: { setSinkId: () => {} } },
  };
  const all = { calls: 'yes', microphone: 'yes', camera: 'yes', screen: 'yes', speakerChoice: true };
  test.each<[string, Page, object]>([
    ['everything', full, all],
    [
      'a phone',
      { ...full, navigator: { mediaDevices: { getUserMedia: () => {} } } },
      { ...all, screen: 'UNSUPPORTED' },
    ],
    [
      'not over HTTPS',
      { ...full, isSecureContext: false, navigator: {} },
      { ...all, microphone: 'INSECURE', camera: 'INSECURE', screen: 'INSECURE' },
    ],
    [
      'without WebRTC',
      { isSecureContext: true, navigator: {}, document: {} },
      {
        calls: 'UNSUPPORTED',
        microphone: 'UNSUPPORTED',
        camera: 'UNSUPPORTED',
        screen: 'UNSUPPORTED',
        speakerChoice: false,
      },
    ],
    [
      'a portal whose policy forbids the microphone',
      { ...full, document: { featurePolicy: { allowsFeature: (name: string) => name !== 'microphone' } } },
      { ...all, microphone: 'POLICY' },
    ],
    [
      'a portal whose policy forbids the screen, by the standard’s name of the reader',
      { ...full, document: { permissionsPolicy: { allowsFeature: (name: string) => name !== 'display-capture' } } },
      { ...all, screen: 'POLICY' },
    ],
  ])('%s', (_, page, support) => {
    expect(supportOf(page)).toEqual(support);
  });
});

describe('quality', () => {
  const stats = (received: number, lost: number, more: object = {}) =>
    new Map<string, unknown>([
      [
        'in',
        { type: 'inbound-rtp', kind: 'audio', packetsReceived: received, packetsLost: lost, jitter: 0.02, ...more },
      ],
      ['video', { type: 'inbound-rtp', kind: 'video', packetsReceived: 9, packetsLost: 9 }],
      ['t', { type: 'transport', selectedCandidatePairId: 'p' }],
      ['p', { type: 'candidate-pair', currentRoundTripTime: 0.12, localCandidateId: 'l', remoteCandidateId: 'r' }],
      ['l', { type: 'local-candidate', candidateType: 'host' }],
      ['r', { type: 'remote-candidate', candidateType: 'relay' }],
    ]);

  test('loss is of what came since the last look', () => {
    const reader = new QualityReader();
    expect(reader.read(stats(90, 10))).toEqual({ lossPercent: 10, jitterMs: 20, roundTripMs: 120, relayed: true });
    expect(reader.read(stats(190, 10)).lossPercent).toBe(0);
    expect(reader.read(stats(190, 10)).lossPercent).toBeUndefined();
    expect(reader.read(stats(290, 5)).lossPercent).toBe(0);
  });

  test('nothing known is nothing said', () => {
    expect(new QualityReader().read(new Map())).toEqual({});
    expect(new QualityMean().summary).toBeUndefined();
  });

  test('Firefox marks the pair itself', () => {
    const without = stats(1, 0);
    without.delete('t');
    without.set('p', { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.3 });
    expect(new QualityReader().read(without).roundTripMs).toBe(300);
  });

  test.each([
    [{ lossPercent: 2.9, roundTripMs: 299, jitterMs: 39 }, 'good'],
    [{ lossPercent: 3 }, 'fair'],
    [{ roundTripMs: 300 }, 'fair'],
    [{ jitterMs: 40 }, 'fair'],
    [{ lossPercent: 10 }, 'poor'],
    [{ roundTripMs: 600 }, 'poor'],
    [{ jitterMs: 100 }, 'poor'],
    [{}, 'good'],
  ])('%j is %s', (sample, word) => {
    expect(wordFor(sample)).toBe(word);
  });

  test('a word gets worse after two looks, better after four, and one look changes nothing', () => {
    const level = new QualityLevel();
    const bad = { lossPercent: 20 };
    const words = [bad, {}, bad, bad, {}, {}, {}, bad, {}, {}, {}, {}].map((sample) => level.take(sample));
    expect(words.map((word) => word[0]).join('')).toBe('gggppppppppg');
  });

  test('a summary is of means, in whole numbers; relayed once is relayed', () => {
    const mean = new QualityMean();
    mean.take({ lossPercent: 0, roundTripMs: 10, relayed: false });
    mean.take({ roundTripMs: 21, relayed: true });
    mean.take({ lossPercent: 3, relayed: false });
    expect(mean.summary).toEqual({ lossPercent: 2, roundTripMs: 16, relayed: true });
  });
});

describe('a place in the picture', () => {
  const element = { width: 800, height: 600 };
  const wide = { width: 1600, height: 800 };

  test('is told without the bars, and back again', () => {
    expect(placeInPicture({ x: 400, y: 300 }, element, wide)).toEqual({ x: 0.5, y: 0.5 });
    expect(placeInPicture({ x: 0, y: 100 }, element, wide)).toEqual({ x: 0, y: 0 });
    expect(placeInElement({ x: 1, y: 1 }, element, wide)).toEqual({ x: 800, y: 500 });
  });

  test('is none on the bars', () => {
    expect(placeInPicture({ x: 400, y: 99 }, element, wide)).toBeUndefined();
    expect(placeInPicture({ x: 10, y: 10 }, element, { width: 100, height: 400 })).toBeUndefined();
  });
});

test('a meter is empty in silence, full at a loud voice, and in the middle between', () => {
  const of = (amplitude: number) => loudness(new Float32Array(64).fill(amplitude));
  expect([of(0), of(0.001), of(0.017_78), of(0.32), of(1)].map((level) => Math.round(level * 100))).toEqual([
    0, 0, 50, 100, 100,
  ]);
});

test('a still picture is never enlarged and at most so large', () => {
  expect(sizeOfStill({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 });
  expect(sizeOfStill({ width: 3000, height: 4000 })).toEqual({ width: 1920, height: STILL_LONGEST_PX });
});

test('same: plain values by what they hold, objects of the browser by themselves', () => {
  const track = new EventTarget();
  expect(same({ a: [1, { b: track }] }, { a: [1, { b: track }] })).toBe(true);
  expect(same({ a: track }, { a: new EventTarget() })).toBe(false);
  expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(false);
});
