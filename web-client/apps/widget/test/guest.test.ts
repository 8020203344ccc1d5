import type { Captured } from '@indiretta/call';
import { FakeClock, FakeServer, MemoryKeep, settled, welcome } from '@indiretta/connection/testing';
import type { Ask, CallView, ConsultationView, Entry } from '@indiretta/protocol';
import { expect, test } from 'vitest';
import type { Failure, Invitation, Place } from '../src/guest/GuestApi.ts';
import { GuestVisit } from '../src/guest/GuestVisit.ts';
import { Line } from '../src/guest/Line.ts';
import { Talking, type TalkingPorts } from '../src/panel/call/Talking.ts';
import { message, view } from './fixtures.ts';

const place: Place = { token: 'T'.repeat(43), consultation: 'c-1', call: 'call-1', role: 'INTERPRETER', name: 'Amina' };
const invitation: Invitation = {
  city: 'Città di Rivalago',
  role: 'INTERPRETER',
  name: 'Amina',
  mode: 'TALK',
  languages: ['it', 'de', 'fr', 'en'],
  privacy: { text: 'La conversazione viene conservata.' },
};
const closed = { microphone: 'OFF', camera: false, screen: false, onHold: false, away: true } as const;
const marta = { member: 'm-1', role: 'OPERATOR', author: { kind: 'OPERATOR', name: 'Marta' }, ...closed } as const;
const amina = {
  member: 'm-3',
  role: 'INTERPRETER',
  author: { kind: 'GUEST', name: 'Amina', role: 'INTERPRETER' },
  ...closed,
} as const;
const call = (change: Partial<CallView> = {}): CallView => ({
  id: 'call-1',
  version: 1,
  mode: 'TALK',
  state: 'RUNNING',
  provider: 'PEERS',
  proposedBy: { kind: 'CITIZEN' },
  proposedAt: '2026-03-02T09:02:00.000Z',
  startedAt: '2026-03-02T09:02:04.000Z',
  members: [marta, amina],
  ...change,
});
const consultation = (change: Partial<CallView> = {}): ConsultationView =>
  view({ id: 'c-1', state: 'ACTIVE', mode: 'TALK', lastSeq: 2, call: call(change) });
/** Written before the guest came. */
const withheld: Entry = { ...message(1, 'CITIZEN', ''), author: { kind: 'SYSTEM' }, body: { type: 'withheld' } };

/** A guest's tab: a server in memory, a link that is as the test says, devices that open at once. */
function tab({ keep = new MemoryKeep(), link = 'good' as 'good' | Failure } = {}) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const calls: string[] = [];
  const state = { link };
  const opened: string[] = [];
  server.on('hello', ({ id }) => ({
    ...welcome(id),
    consultations: [consultation()],
    guest: { call: 'call-1', member: 'm-3', role: 'INTERPRETER', name: 'Amina' },
  }));
  server.on('joinCall', ({ id }) => ({
    type: 'callJoined',
    id,
    call: call(),
    peer: 'p-3',
    iceServers: [],
    icePolicy: 'all',
  }));
  server.on('resume', ({ id, after }) => ({
    type: 'resumed',
    id,
    consultation: consultation(),
    entries: [withheld, message(2, 'OPERATOR', 'Benvenuta!')].filter(({ seq }) => seq > after),
    erased: [],
    caughtUp: true,
  }));
  const microphone = async (): Promise<Captured> => {
    opened.push('microphone');
    const track = Object.assign(new EventTarget(), { stop: () => {}, enabled: true });
    return { type: 'open', track: track as unknown as MediaStreamTrack };
  };
  const visit = new GuestVisit(
    {
      api: {
        look: async () => {
          calls.push('look');
          return state.link === 'good' ? invitation : state.link;
        },
        use: async () => {
          calls.push('use');
          return state.link === 'good' ? place : state.link;
        },
      },
      keep,
      begin: (of) => {
        const line = new Line({
          place: of,
          language: 'it',
          keep,
          newClientMessageId: () => 'g-1',
          clock,
          random: () => 0.5,
          openLink: server.openLink,
          watchWakes: () => () => {},
        });
        const talking = new Talking({
          connection: line.connection,
          consultation: line,
          self: line.self,
          member: () => line.member,
          clock,
          timeOfDay: () => 0,
          keep,
          prefer: keep,
          capturing: { microphone, camera: microphone, screen: microphone },
          newPeerConnection: () => {
            throw new Error('nobody is there yet');
          },
          newPlayer: () => {
            throw new Error('nobody is heard yet');
          },
          watchNetwork: () => () => {},
          support: { calls: 'yes', microphone: 'yes', camera: 'yes', screen: 'yes', speakerChoice: true },
          devices: { list: async () => ({ microphones: [], cameras: [], speakers: [] }), onChange: () => () => {} },
          memory: { chosen: {} },
          watchLevel: () => () => {},
          testSpeaker: async () => 'played',
          isSeen: () => true,
        } satisfies TalkingPorts);
        return { line, talking, jitsi: { screen: undefined, close: () => {} } };
      },
    },
    'it',
  );
  const types = (): Ask['type'][] => server.links.flatMap(({ commands }) => commands.map(({ type }) => type));
  return { visit, server, clock, keep, calls, opened, state, types };
}

test('a link is looked at without using it up; one click uses it, joins and opens the microphone', async () => {
  const { visit, server, calls, opened, keep, types } = tab();
  await visit.start('secret');
  expect(visit.state.stage).toMatchObject({ at: 'asked', invitation });
  expect([calls, opened, types(), [...keep.texts]]).toEqual([['look'], [], [], []]);
  await Promise.all([visit.join(), visit.join()]);
  await settled();
  expect(calls).toEqual(['look', 'use']);
  expect(server.link.asked('hello')[0]?.credential).toEqual({ type: 'guest', value: place.token });
  expect(types()).toContain('joinCall');
  expect(opened).toEqual(['microphone']);
});

test('nothing is read before the join, also not after a lost link (C14)', async () => {
  const { visit, server, clock, types } = tab();
  await visit.start('secret');
  await visit.join();
  await settled();
  const order = () => types().filter((type) => type === 'joinCall' || type === 'resume');
  expect(order()).toEqual(['joinCall', 'resume']);
  const { stage } = visit.state;
  if (stage.at !== 'in') throw new Error('not in');
  expect(stage.line.live.snapshot.entries).toHaveLength(2);
  server.link.drop();
  await settled();
  expect(visit.state.link).toBe('reconnecting');
  await clock.advance(2_000);
  expect(order()).toEqual(['joinCall', 'resume', 'joinCall', 'resume']);
  expect(visit.state.link).toBe('good');
});

test('a link that is dead, a network that is away, too many at once: each is another screen or sentence', async () => {
  const dead = tab({ link: 'dead' });
  await dead.visit.start('secret');
  expect(dead.visit.state.stage).toEqual({ at: 'dead' });
  const away = tab({ link: 'failed' });
  await away.visit.start('secret');
  expect(away.visit.state.stage).toEqual({ at: 'failed', why: 'failed' });
  away.state.link = 'good';
  await away.visit.look();
  expect(away.visit.state.stage.at).toBe('asked');
  away.state.link = 'tooMany';
  await away.visit.join();
  expect(away.visit.state.stage).toMatchObject({ at: 'asked', joining: false, problem: 'tooMany' });
  away.state.link = 'dead';
  await away.visit.join();
  expect(away.visit.state.stage).toEqual({ at: 'dead' });
  expect([...away.keep.texts]).toEqual([]);
});

test('a reload comes back to the place, with the microphone closed', async () => {
  const before = tab();
  await before.visit.start('secret');
  await before.visit.join();
  await settled();
  const after = tab({ keep: before.keep });
  await after.visit.start(undefined);
  await settled();
  expect(after.calls).toEqual([]);
  expect(after.types()).toContain('joinCall');
  expect(after.opened).toEqual([]);
});

const ends = [
  ['ended', { state: 'ENDED', endReason: 'HUNG_UP', members: [] }],
  ['removed', { members: [marta] }],
] as const;
for (const [why, change] of ends) {
  test(`the call is ${why} for the guest: said, and nothing stays on the device`, async () => {
    const { visit, server, keep } = tab();
    await visit.start('secret');
    await visit.join();
    await settled();
    server.push({ type: 'callChanged', consultation: 'c-1', call: call({ version: 2, ...change }) });
    await settled();
    expect(visit.state.stage).toEqual({ at: 'over', why });
    expect([...keep.texts]).toEqual([]);
    expect(server.link.closed).toBe(true);
  });
}

test('who hangs up leaves for good; a reload then finds no place', async () => {
  const { visit, server, keep, types } = tab();
  await visit.start('secret');
  await visit.join();
  await settled();
  const { stage } = visit.state;
  if (stage.at !== 'in') throw new Error('not in');
  stage.talking.hangUp();
  expect(types()).toContain('leaveCall');
  expect(visit.state.stage).toEqual({ at: 'over', why: 'left' });
  expect(server.link.closed).toBe(true);
  const again = tab({ keep });
  await again.visit.start(undefined);
  expect(again.visit.state.stage).toEqual({ at: 'dead' });
});

test('a token that is of no use any more is the end of the call', async () => {
  const { visit, server } = tab();
  server.on('hello', ({ id }) => ({ type: 'refused', id, code: 'UNAUTHENTICATED', detail: '' }));
  await visit.start('secret');
  await visit.join();
  await settled();
  expect(visit.state.stage).toEqual({ at: 'over', why: 'ended' });
});
