import { FakeClock, MemoryKeep } from '@indiretta/connection/testing';
import { describe, expect, test } from 'vitest';
import {
  type ExternalApi,
  JitsiMeeting,
  LOADS_WITHIN_MS,
  type MeetingState,
  type NewExternalApi,
} from '../src/index.ts';
import { citizen, marta, world } from './pages.ts';

const phase = (page: { call: { snapshot: { phase: { type: string } } } }) => page.call.snapshot.phase.type;

/** Two people in a call that Jitsi carries. */
async function atJitsi() {
  const city = world();
  city.board.provider = 'JITSI';
  const keep = new MemoryKeep();
  const at = { one: city.page(citizen, keep), other: city.page(marta) };
  void at.one.call.own.speak();
  await at.one.call.propose('TALK');
  await city.clock.advance(0);
  await at.other.call.accept();
  await city.clock.advance(0);
  return { ...city, ...at, keep };
}

describe('a call that Jitsi carries (C17)', () => {
  test('no device of this page is open, nothing is signalled, and both have their way into the room', async () => {
    const { one, other, network, board } = await atJitsi();
    expect([phase(one), phase(other)]).toEqual(['running', 'running']);
    expect(one.call.snapshot.jitsi).toEqual({ place: expect.objectContaining({ token: 'a.b.c' }), wanted: true });
    expect(other.call.snapshot.jitsi?.wanted).toBe(true);
    expect(one.capturing.live).toEqual([]);
    expect(network.open).toEqual([]);
    expect(board.heard.map(({ ask }) => ask.type)).not.toContain('signal');
  });

  test('what is open in Jitsi is told, and the hold with it', async () => {
    const { one, other, clock } = await atJitsi();
    one.call.sayAtJitsi({ microphone: 'ON', camera: false, screen: true });
    one.call.own.hold(true);
    await clock.advance(0);
    expect(other.call.snapshot.others).toMatchObject([{ microphone: 'ON', onHold: true }]);
    expect(other.call.snapshot.call?.members[0]).toMatchObject({ screen: true });
  });

  test('after a reload nothing is wanted from Jitsi before a click', async () => {
    const { one, page, clock, keep } = await atJitsi();
    one.leave();
    const again = page(citizen, keep);
    await clock.advance(0);
    expect(again.call.snapshot.jitsi).toMatchObject({ wanted: false });
    again.call.takePart();
    expect(again.call.snapshot.jitsi).toMatchObject({ wanted: true });
  });

  test('back to the browsers: who asks for it is heard, the other speaks again by a click', async () => {
    const { one, other, clock, network } = await atJitsi();
    void one.call.own.speak();
    await one.call.withoutJitsi();
    await clock.advance(0);
    await clock.advance(0);
    expect([phase(one), phase(other)]).toEqual(['running', 'running']);
    expect(one.call.snapshot.jitsi).toBeUndefined();
    expect(network.open).toHaveLength(2);
    expect(one.call.snapshot.own.microphone).toBe('ON');
    expect(other.call.snapshot.own).toMatchObject({ microphone: 'OFF', speakAgain: true });
    expect(other.capturing.live).toEqual([]);
    await other.call.own.speak();
    await clock.advance(0);
    expect(one.call.snapshot.others).toMatchObject([{ microphone: 'ON', link: 'connected' }]);
  });
});

test('who was still coming into Jitsi when the other went back follows', async () => {
  const { page, board, clock, network } = world();
  board.provider = 'JITSI';
  const [one, other] = [page(citizen), page(marta)];
  await one.call.propose('TALK');
  await clock.advance(0);
  // The answer to the citizen's join is on its way when the operator goes back.
  const held: (() => void)[] = [];
  const joins = () => board.heard.some(({ by, ask }) => by === one.line && ask.type === 'joinCall');
  board.carry = (line, deliver) => {
    if (line === one.line && joins()) held.push(deliver);
    else queueMicrotask(deliver);
  };
  await other.call.accept();
  await clock.advance(0);
  await other.call.withoutJitsi();
  await clock.advance(0);
  // What was pushed last comes before the answer.
  board.carry = (_, deliver) => queueMicrotask(deliver);
  while (held.length > 0) {
    for (const deliver of held.splice(0).reverse()) deliver();
    await clock.advance(0);
  }
  expect([phase(one), phase(other)]).toEqual(['running', 'running']);
  expect(one.call.snapshot.jitsi).toBeUndefined();
  expect(network.open).toHaveLength(2);
});

class FakeApi implements ExternalApi {
  static made: FakeApi[] = [];
  readonly listeners = new Map<string, (said: { muted?: boolean; on?: boolean; isFatal?: boolean }) => void>();
  readonly domain: string;
  readonly options: Readonly<Record<string, unknown>>;
  disposed = false;
  constructor(domain: string, options: Readonly<Record<string, unknown>>) {
    this.domain = domain;
    this.options = options;
    FakeApi.made.push(this);
  }
  addListener(event: string, call: (said: object) => void): void {
    this.listeners.set(event, call);
  }
  say(event: string, said = {}): void {
    this.listeners.get(event)?.(said);
  }
  isAudioMuted = () => Promise.resolve(false);
  isVideoMuted = () => Promise.resolve(true);
  dispose(): void {
    this.disposed = true;
  }
}

function meeting(loadApi: () => Promise<NewExternalApi>) {
  FakeApi.made = [];
  const clock = new FakeClock();
  const states: MeetingState[] = [];
  const media: unknown[] = [];
  const titles: string[] = [];
  let hungUp = 0;
  const it = new JitsiMeeting({
    clock,
    place: { url: 'https://meet.rivalago.example:8443', room: 'aa', token: 'a.b.c' },
    language: 'it',
    parent: { querySelector: () => ({ setAttribute: (_: string, value: string) => titles.push(value) }) as never },
    title: 'Jitsi',
    loadApi,
    onChange: (state) => states.push(state),
    onMedia: (said) => media.push(said),
    onHangUp: () => {
      hungUp += 1;
    },
  });
  return { it, clock, states, media, titles, hungUp: () => hungUp };
}

describe('a room at Jitsi', () => {
  test('is opened with the room and the token, at the host with its port', async () => {
    const { clock, it, media, titles } = meeting(async () => FakeApi);
    await clock.advance(0);
    const [api] = FakeApi.made;
    expect(api?.domain).toBe('meet.rivalago.example:8443');
    expect(api?.options).toMatchObject({ roomName: 'aa', jwt: 'a.b.c', lang: 'it' });
    // no address reaches the other side, nobody else is asked, no room stays in the device's list
    expect(api?.options).toMatchObject({
      configOverwrite: { p2p: { enabled: false }, disableThirdPartyRequests: true, doNotStoreRoom: true },
    });
    expect(titles).toEqual(['Jitsi']);
    api?.say('videoConferenceJoined');
    await clock.advance(0);
    expect(it.state).toEqual({ is: 'LOADED', alone: false });
    expect(media).toEqual([{ microphone: 'ON', camera: false, screen: false }]);
    it.close();
    it.close();
    expect(api?.disposed).toBe(true);
  });

  test('what does not answer is missing after 8 s, and may come late', async () => {
    let come: (api: NewExternalApi) => void = () => {};
    const { clock, it } = meeting(() => new Promise((resolve) => (come = resolve)));
    await clock.advance(LOADS_WITHIN_MS - 1);
    expect(it.state.is).toBe('LOADING');
    await clock.advance(1);
    expect(it.state.is).toBe('MISSING');
    come(FakeApi);
    await clock.advance(0);
    FakeApi.made[0]?.say('videoConferenceJoined');
    await clock.advance(0);
    expect(it.state).toEqual({ is: 'LOADED', alone: true });
  });

  test('what fails is missing at once; so is what says that it cannot go on', async () => {
    const failing = meeting(() => Promise.reject(new Error('no such host')));
    await failing.clock.advance(0);
    expect(failing.it.state.is).toBe('MISSING');
    const { clock, it } = meeting(async () => FakeApi);
    await clock.advance(0);
    FakeApi.made[0]?.say('videoConferenceJoined');
    FakeApi.made[0]?.say('errorOccurred', { isFatal: true });
    expect(it.state.is).toBe('MISSING');
  });

  test('who is alone for 8 s is told, until somebody comes', async () => {
    const { clock, it } = meeting(async () => FakeApi);
    await clock.advance(0);
    const [api] = FakeApi.made;
    api?.say('videoConferenceJoined');
    await clock.advance(LOADS_WITHIN_MS);
    expect(it.state).toEqual({ is: 'LOADED', alone: true });
    api?.say('participantJoined');
    expect(it.state.alone).toBe(false);
    api?.say('participantLeft');
    expect(it.state.alone).toBe(false);
    await clock.advance(LOADS_WITHIN_MS);
    expect(it.state.alone).toBe(true);
  });

  test('hanging up inside of Jitsi is hanging up; after the close nothing is said', async () => {
    const { clock, it, hungUp, states } = meeting(async () => FakeApi);
    await clock.advance(0);
    FakeApi.made[0]?.say('readyToClose');
    expect(hungUp()).toBe(1);
    it.close();
    const before = states.length;
    await clock.advance(LOADS_WITHIN_MS);
    expect(states).toHaveLength(before);
  });
});
