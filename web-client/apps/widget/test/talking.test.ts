import type { Captured } from '@indiretta/call';
import type { Clock } from '@indiretta/connection';
import { FakeClock, MemoryKeep, settled } from '@indiretta/connection/testing';
import type { Ask, ConsultationView } from '@indiretta/protocol';
import { expect, test, vi } from 'vitest';
import { Talking, type TalkingPorts } from '../src/panel/call/Talking.ts';
import { snapshot, view } from './fixtures.ts';
import { soon } from './soon.ts';

/** A track of a microphone; `stopped` counts. */
class FakeTrack extends EventTarget {
  readonly kind = 'audio';
  enabled = true;
  stopped = 0;
  stop = () => {
    this.stopped += 1;
  };
}

/** A page with one consultation, a server that answers as told, and devices that open when told. */
function page(change: Partial<ConsultationView> = {}, answer: object = { type: 'done' }) {
  const asked: Ask[] = [];
  const tracks: FakeTrack[] = [];
  const kept = new MemoryKeep();
  const clock = new FakeClock();
  let level: (level: number) => void = () => {};
  let followed = snapshot({ view: view({ state: 'ACTIVE', ...change }) });
  const listeners = new Set<(of: typeof followed) => void>();
  const permission: { promise?: Promise<void> } = {};
  const microphone = async (): Promise<Captured> => {
    await permission.promise;
    const track = new FakeTrack();
    tracks.push(track);
    return { type: 'open', track: track as unknown as MediaStreamTrack };
  };
  const ports = {
    connection: {
      state: { type: 'online' },
      onState: () => () => {},
      onPush: () => () => {},
      request: async (ask: Ask) => {
        asked.push(ask);
        return answer;
      },
    },
    consultation: {
      id: 'c-1',
      get snapshot() {
        return followed;
      },
      onChange: (call: (of: typeof followed) => void) => {
        listeners.add(call);
        return () => listeners.delete(call);
      },
    },
    self: { kind: 'CITIZEN' },
    clock,
    timeOfDay: () => clock.now(),
    keep: new MemoryKeep(),
    prefer: kept,
    capturing: { microphone, camera: microphone, screen: microphone },
    newPeerConnection: () => {
      throw new Error('nobody is there');
    },
    newPlayer: vi.fn(),
    watchNetwork: () => () => {},
    support: { calls: 'yes', microphone: 'yes', camera: 'yes', screen: 'yes', speakerChoice: true },
    devices: { list: async () => ({ microphones: [], cameras: [], speakers: [] }), onChange: () => () => {} },
    memory: { chosen: {} },
    watchLevel: (_track: MediaStreamTrack, _clock: Clock, call: (level: number) => void) => {
      level = call;
      return () => {};
    },
    testSpeaker: async () => 'played' as const,
    isSeen: () => true,
  } as unknown as TalkingPorts;
  return {
    talking: new Talking(ports),
    asked,
    tracks,
    kept,
    permission,
    hear: (how: number) => level(how),
    types: () => asked.map(({ type }) => type),
    become: (next: Partial<ConsultationView>) => {
      followed = { ...followed, view: { ...view({ state: 'ACTIVE' }), ...change, ...next } };
      for (const call of listeners) call(followed);
    },
    clock,
  };
}

const call = (change: object) => ({
  id: 'call-1',
  version: 1,
  mode: 'TALK' as const,
  provider: 'PEERS' as const,
  state: 'PROPOSED' as const,
  proposedBy: { kind: 'CITIZEN' as const },
  proposedAt: '2026-03-02T09:02:00.000Z',
  members: [],
  ...change,
});

test('asking opens the microphone with the same click; where it is refused, that is said and it closes', async () => {
  const { talking, asked, tracks } = page({}, { type: 'refused', code: 'FORBIDDEN', detail: '' });
  await talking.propose('TALK');
  await soon(() => expect(talking.state.refused).toBe(true));
  expect(asked).toEqual([{ type: 'proposeCall', consultation: 'c-1', mode: 'TALK' }]);
  await soon(() => expect(tracks.every(({ stopped }) => stopped > 0)).toBe(true));
  talking.dismiss();
  expect(talking.state.refused).toBe(false);
});

test('who started by voice takes part as soon as it runs, with the microphone closed', async () => {
  const { become, types, tracks } = page({ state: 'WAITING', mode: 'TALK' });
  await settled();
  expect(types()).toEqual([]);
  become({ state: 'ACTIVE', mode: 'TALK', call: call({}) });
  become({ state: 'ACTIVE', mode: 'TALK', call: call({ state: 'RUNNING', version: 2 }) });
  await settled();
  expect(types()).toContain('joinCall');
  expect(tracks).toEqual([]);
});

test('a call proposed by the operator is not joined and opens nothing before the answer', async () => {
  const { talking, become, types, tracks } = page();
  become({ mode: 'WRITE', call: call({ proposedBy: { kind: 'OPERATOR', name: 'Marta' } }) });
  await settled();
  expect(talking.state.call.phase).toMatchObject({ type: 'proposedByThem', mode: 'TALK' });
  expect(types()).toEqual([]);
  expect(tracks).toEqual([]);
  await talking.accept();
  await settled();
  expect(types()).toContain('answerCall');
  expect(talking.state.call.own.microphone).toBe('ON');
});

test('the test opens the microphone by its own click and closes it; a late permission opens nothing', async () => {
  const { talking, tracks, hear, permission } = page({ state: 'WAITING', mode: 'TALK' });
  talking.openTrial();
  await settled();
  hear(0.4);
  expect(talking.state.trial).toEqual({ is: 'open', level: 0.4, sound: 'none' });
  talking.playTrialSound();
  await settled();
  expect(talking.state.trial).toMatchObject({ sound: 'played' });
  talking.closeTrial();
  expect(tracks.map(({ stopped }) => stopped)).toEqual([1]);

  let allow = () => {};
  permission.promise = new Promise((resolve) => {
    allow = resolve;
  });
  talking.openTrial();
  expect(talking.state.trial.is).toBe('opening');
  talking.closeTrial();
  allow();
  await settled();
  expect(talking.state.trial.is).toBe('closed');
  expect(tracks.map(({ stopped }) => stopped)).toEqual([1, 1]);
});

test('real-time text is off until it is switched on; a page that comes later finds it on', async () => {
  const { talking, types, kept, become } = page();
  talking.typed('segreto');
  expect(types()).toEqual([]);
  talking.setLiveText(true);
  expect(types()).toEqual(['setLiveText']);
  expect(kept.texts.has('liveText')).toBe(true);
  become({ liveText: true });
  expect(talking.state.liveText.on).toBe(true);
  talking.typed('Ecco');
  await settled();
  expect(types()).toEqual(['setLiveText', 'typeLive']);
  talking.setLiveText(false);
  expect(kept.texts.has('liveText')).toBe(false);
});

test('the duration is counted from the start of the call on', async () => {
  const { talking, become, clock } = page();
  become({ call: call({ state: 'RUNNING', startedAt: '1970-01-01T00:00:00.000Z', version: 2 }) });
  expect(talking.state.seconds).toBe(0);
  await clock.advance(61_000);
  expect(talking.state.seconds).toBe(61);
});

test('hold is one switch: on, and on again', async () => {
  const { talking } = page();
  talking.turnHold();
  expect(talking.state.call.own.onHold).toBe(true);
  talking.turnHold();
  expect(talking.state.call.own.onHold).toBe(false);
});
