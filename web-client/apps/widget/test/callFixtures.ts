import type { CallSnapshot } from '@indiretta/call';
import { vi } from 'vitest';
import type { CallKit } from '../src/panel/call/kit.ts';
import type { TalkingState } from '../src/panel/call/Talking.ts';
import type { TalkWords } from '../src/words/talk.ts';

/** Nothing is going. */
export const callSnapshot = (change: Partial<CallSnapshot> = {}): CallSnapshot => ({
  phase: { type: 'idle' },
  call: undefined,
  others: [],
  own: {
    microphone: 'OFF',
    camera: undefined,
    screen: undefined,
    onHold: false,
    speakAgain: false,
    shareAgain: undefined,
    ended: undefined,
    problem: undefined,
  },
  quality: undefined,
  startedAt: undefined,
  tapToHear: false,
  jitsi: undefined,
  ...change,
});

export const talkingState = (change: Partial<TalkingState> = {}): TalkingState => ({
  call: callSnapshot(),
  liveText: { on: false, setBy: undefined, lines: [] },
  devices: { microphones: [{ id: 'm-1', label: '' }], cameras: [], speakers: [] },
  chosen: {},
  trial: { is: 'closed' },
  support: { calls: 'yes', microphone: 'yes', camera: 'yes', screen: 'yes', speakerChoice: true },
  seconds: undefined,
  refused: false,
  ...change,
});

export const callIntents = () => ({
  accept: vi.fn(async () => undefined),
  chooseCamera: vi.fn(),
  chooseMicrophone: vi.fn(),
  chooseScreen: vi.fn(),
  chooseSpeaker: vi.fn(),
  closeTrial: vi.fn(),
  decline: vi.fn(),
  dismiss: vi.fn(),
  dismissProblem: vi.fn(),
  hangUp: vi.fn(),
  joinHere: vi.fn(),
  openTrial: vi.fn(),
  playTrialSound: vi.fn(),
  propose: vi.fn(async () => undefined),
  setLiveText: vi.fn(),
  shareScreen: vi.fn(),
  speak: vi.fn(),
  stopScreen: vi.fn(),
  tapToHear: vi.fn(),
  turnCamera: vi.fn(),
  turnHold: vi.fn(),
  turnMicrophone: vi.fn(),
  withoutJitsi: vi.fn(),
  sayAtJitsi: vi.fn(),
});

export const callKit = (words: TalkWords, change: Partial<CallKit> = {}): CallKit => ({
  words,
  state: talkingState(),
  intents: callIntents(),
  name: 'Marta',
  waiting: false,
  modes: ['TALK', 'WRITE'],
  onFile: vi.fn(),
  ownPage: false,
  elsewhere: 'https://desk.example/c?site=ch#secret',
  ...change,
});
