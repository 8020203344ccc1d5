import type { ErrorCode, Push } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { settled, welcome, world } from './support.ts';

describe('greeting', () => {
  test('the first command is a hello with the protocol and the credential; then it is online', async () => {
    const { connection, server } = world();
    connection.open();
    await settled();
    expect(server.link.commands[0]).toMatchObject({ type: 'hello', protocol: 1, credential: { value: 't' } });
    expect(connection.state).toMatchObject({ type: 'online', greeted: { type: 'welcome' } });
  });

  test('before the start it watches the availability, then greets over a fresh link', async () => {
    let started = false;
    const { connection, server } = world({
      greeting: async () =>
        started
          ? { type: 'hello', credential: { type: 'token', value: 'new' }, language: 'de' }
          : { type: 'watchAvailability', site: 'ch' },
    });
    connection.open();
    await settled();
    expect(connection.state).toMatchObject({ greeted: { type: 'availability' } });
    started = true;
    connection.greetAgain();
    await settled();
    expect(server.links).toHaveLength(2);
    expect(server.links[0]?.closed).toBe(true);
    expect(server.link.commands[0]).toMatchObject({ type: 'hello', credential: { value: 'new' } });
  });

  test('a greeting that cannot be got (no network) is tried again', async () => {
    let tries = 0;
    const { connection, clock } = world({
      greeting: () => {
        tries += 1;
        return tries === 1 ? Promise.reject(new TypeError('Failed to fetch')) : new Promise(() => {});
      },
    });
    connection.open();
    await clock.advance(500);
    expect(tries).toBe(2);
  });

  test('a greeting that the server cannot give now is asked for again when the server said, and soon', async () => {
    let tries = 0;
    const { connection, clock } = world({
      greeting: () => {
        tries += 1;
        return Promise.reject(Object.assign(new Error('UNAVAILABLE'), { retryAfterMs: 2_000 }));
      },
    });
    connection.open();
    await clock.advance(2_499);
    expect(tries).toBe(1);
    await clock.advance(1);
    expect(tries).toBe(2);
    await clock.advance(60_000);
    // 3.0 s, then 4.0 s each time: half of the ceiling of 4 s is added to the 2 s.
    expect(tries).toBe(2 + 1 + 14);
  });

  test('without a sign-in it stops, and opens again when asked', async () => {
    let signedIn = false;
    const { connection } = world({
      greeting: async () =>
        signedIn
          ? { type: 'hello', credential: { type: 'ticket', value: 't' }, language: 'it' }
          : { type: 'signedOut' },
    });
    connection.open();
    await settled();
    expect(connection.state).toEqual({ type: 'stopped', next: 'signIn' });
    signedIn = true;
    connection.open();
    await settled();
    expect(connection.state.type).toBe('online');
  });

  test.each<[ErrorCode, number | undefined, object]>([
    ['UNAUTHENTICATED', undefined, { type: 'stopped', next: 'signIn' }],
    ['VERSION', undefined, { type: 'stopped', next: 'reload' }],
    ['TOO_MANY', 7_000, { type: 'waiting', retryAt: 7_500 }],
    ['UNAVAILABLE', undefined, { type: 'waiting', retryAt: 500 }],
  ])('a hello refused with %s', async (code, retryAfterMs, state) => {
    const { connection, server } = world();
    server.on('hello', ({ id }) => ({
      type: 'refused',
      id,
      code,
      detail: '',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }));
    connection.open();
    await settled();
    expect(connection.state).toEqual(state);
    expect(server.link.closed).toBe(true);
  });

  test('a link that neither opens nor fails is given up after 8 s', async () => {
    const { connection, server, clock } = world();
    server.hangs = true;
    connection.open();
    await clock.advance(7_999);
    expect(connection.state.type).toBe('connecting');
    await clock.advance(1);
    expect(connection.state.type).toBe('waiting');
  });
});

describe('request and reply', () => {
  test('replies find their command by id, in any order', async () => {
    const { connection, server } = world();
    server.on('takeConsultation', () => undefined);
    connection.open();
    await settled();
    const first = connection.request({ type: 'takeConsultation', consultation: 'a' });
    const second = connection.request({ type: 'takeConsultation', consultation: 'b' });
    const [a, b] = server.link.asked('takeConsultation');
    server.link.say({ type: 'refused', id: b?.id, code: 'TAKEN', detail: '', by: 'Luca' });
    server.link.say({ type: 'done', id: a?.id });
    expect(await first).toMatchObject({ type: 'done' });
    expect(await second).toMatchObject({ type: 'refused', by: 'Luca' });
  });

  test('no reply in 10 s, a lost link and no link are told apart', async () => {
    const { connection, server, clock } = world();
    expect(await connection.request({ type: 'watchQueue' })).toEqual({ type: 'unanswered', why: 'OFFLINE' });
    server.on('watchQueue', () => undefined);
    connection.open();
    await settled();
    const slow = connection.request({ type: 'watchQueue' });
    await clock.advance(10_000);
    expect(await slow).toEqual({ type: 'unanswered', why: 'TIMEOUT' });
    const lost = connection.request({ type: 'watchQueue' });
    server.link.drop();
    expect(await lost).toEqual({ type: 'unanswered', why: 'LOST' });
  });

  test('what a newer server says is counted and skipped; its reply does not leave the command waiting', async () => {
    const { connection, server } = world();
    const pushes: Push[] = [];
    connection.onPush((push) => pushes.push(push));
    server.on('watchQueue', () => undefined);
    connection.open();
    await settled();
    const answer = connection.request({ type: 'watchQueue' });
    server.link.say({ type: 'confetti' });
    server.link.say({ type: 'newDesk', id: server.link.asked('watchQueue')[0]?.id });
    expect(await answer).toEqual({ type: 'unanswered', why: 'NOT_UNDERSTOOD' });
    expect(connection.skipped).toBe(2);
    expect(pushes).toEqual([]);
  });
});

describe('coming back', () => {
  test('a lost link is tried again after the wait', async () => {
    const { connection, server, clock } = world();
    connection.open();
    await settled();
    server.link.drop();
    expect(connection.state).toEqual({ type: 'waiting', retryAt: 500 });
    await clock.advance(499);
    expect(server.links).toHaveLength(1);
    await clock.advance(1);
    expect(server.links).toHaveLength(2);
    expect(connection.state.type).toBe('online');
  });

  test('p6_aMovedClientWaitsAsLongAsItWasToldAndSomeJitter', async () => {
    const { connection, server, clock } = world();
    connection.open();
    await settled();
    server.link.say({ type: 'disconnect', code: 'MOVE', retryAfterMs: 4_200 });
    expect(connection.state).toEqual({ type: 'waiting', retryAt: 4_700 });
    expect(server.link.closed).toBe(true);
    await clock.advance(4_700);
    expect(connection.state.type).toBe('online');
  });

  test.each([
    ['SIGNED_OUT', 4003, { type: 'stopped', next: 'signIn' }],
    ['RELOAD', 4005, { type: 'stopped', next: 'reload' }],
    ['RESUME_LATER', 4001, { type: 'waiting', retryAt: 500 }],
    ['SILENT', 4004, { type: 'waiting', retryAt: 500 }],
    ['A_NEWER_CODE', 4999, { type: 'waiting', retryAt: 500 }],
  ])('the code %s decides, as a push and as a WebSocket close code', async (code, number, state) => {
    for (const pushed of [true, false]) {
      const { connection, server, clock } = world();
      connection.open();
      await settled();
      if (pushed) server.link.say({ type: 'disconnect', code });
      else server.link.drop(number);
      expect(connection.state).toEqual(state);
      const tries = server.links.length;
      await clock.advance(60_000);
      expect(server.links.length > tries).toBe(state.type === 'waiting');
    }
  });

  test('w13_whyASignInEndedIsToldFromTheFarewellAndFromTheGreeting', async () => {
    const { connection, server } = world();
    connection.open();
    await settled();
    server.link.say({ type: 'disconnect', code: 'SIGNED_OUT', why: 'IDLE' });
    expect(connection.state).toEqual({ type: 'stopped', next: 'signIn', why: 'IDLE' });
    const late = world({ greeting: async () => ({ type: 'signedOut', why: 'AGE' }) });
    late.connection.open();
    await settled();
    expect(late.connection.state).toEqual({ type: 'stopped', next: 'signIn', why: 'AGE' });
  });

  test('after two WebSockets that never open it uses the fallback', async () => {
    const { connection, server, clock } = world();
    server.passes.webSocket = false;
    connection.open();
    await clock.advance(10_000);
    expect(server.links.map(({ kind }) => kind)).toEqual(['webSocket', 'webSocket', 'fallback']);
    expect(connection.state.type).toBe('online');
    server.link.drop();
    await clock.advance(10_000);
    expect(server.link.kind).toBe('fallback');
  });

  test('WebSockets that opened and broke never lead to the fallback', async () => {
    const { connection, server, clock } = world();
    connection.open();
    for (let loss = 0; loss < 5; loss += 1) {
      await clock.advance(31_000);
      server.link.drop();
    }
    await clock.advance(31_000);
    expect(new Set(server.links.map(({ kind }) => kind))).toEqual(new Set(['webSocket']));
  });

  test('closed means closed, twice too', async () => {
    const { connection, server, clock, wakes } = world();
    connection.open();
    await settled();
    connection.close();
    connection.close();
    expect(connection.state).toEqual({ type: 'closed' });
    expect(server.link.closed).toBe(true);
    expect(wakes.size).toBe(0);
    await clock.advance(120_000);
    expect(server.links).toHaveLength(1);
  });
});

describe('half-open links and wakes', () => {
  test('a link that went silent is found within 25 s', async () => {
    const { connection, server, clock } = world();
    connection.open();
    await clock.advance(31_000);
    expect(server.link.asked('ping')).toHaveLength(2);
    server.link.silent = true;
    await clock.advance(25_000);
    expect(server.links.length).toBe(2);
  });

  test('anything received proves the link', async () => {
    const { connection, server, clock } = world();
    server.on('ping', () => undefined);
    connection.open();
    for (let second = 0; second < 120; second += 1) {
      await clock.advance(1_000);
      server.link.say({ type: 'entryErased', consultation: 'x', seq: 1 });
    }
    expect(server.links).toHaveLength(1);
    expect(connection.state.type).toBe('online');
  });

  test('a server that asks for more pings gets them', async () => {
    const { connection, server, clock } = world();
    server.on('hello', ({ id }) => ({ ...welcome(id), pingEveryMs: 5_000 }) as never);
    connection.open();
    await clock.advance(21_000);
    expect(server.link.asked('ping')).toHaveLength(4);
  });

  test('a page that wakes asks at once and finds a dead link in 3 s', async () => {
    const { connection, server, clock, wake } = world();
    connection.open();
    await settled();
    wake('woken');
    expect(server.link.asked('ping')).toHaveLength(1);
    await clock.advance(3_000);
    expect(connection.state.type).toBe('online');
    server.link.silent = true;
    wake('woken');
    await clock.advance(2_999);
    expect(connection.state.type).toBe('online');
    await clock.advance(1);
    expect(connection.state.type).toBe('waiting');
  });

  test('a network that comes back ends the wait, and WebSocket gets its chance again', async () => {
    const { connection, server, clock, wake } = world();
    server.passes = { webSocket: false, fallback: true };
    connection.open();
    await clock.advance(10_000);
    expect(server.link.kind).toBe('fallback');
    server.link.drop();
    server.passes = { webSocket: true, fallback: true };
    wake('network');
    await settled();
    expect(server.link.kind).toBe('webSocket');
    expect(connection.state.type).toBe('online');
  });
});
