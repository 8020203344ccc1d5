import { networkInterfaces } from 'node:os';
import { expect, type Page } from '@playwright/test';
import type { CallEnd } from '../call/live.ts';
import { consultation, hears, phases, test } from '../call/road.ts';
import { credentialsFor, type TurnAnswer, TurnClient } from '../turn/TurnClient.ts';

/** In the page, see call/live.ts. */
declare const end: CallEnd;

const port = Number(process.env.TURN_PORT);
const secret = process.env.INDIRETTA_TURN_SECRET ?? '';

/** Every text that reaches a page over its socket. */
function textsTo(tab: Page): string[] {
  const texts: string[] = [];
  tab.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => texts.push(payload.toString())));
  return texts;
}

/** The addresses of this machine, where both browsers are; the relay's own, on loopback, is not among them. */
const ownAddresses = () =>
  Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal }) => !internal).map(({ address }) => address),
  );

for (const ignoresPolicy of [false, true]) {
  test(`relay only${ignoresPolicy ? ', with a browser that tells every address' : ''}: heard both ways, through the relay, and no address is told`, async ({
    citizen,
    operator,
  }) => {
    const texts = [textsTo(citizen), textsTo(operator)];
    await consultation(citizen, operator, 'WRITE');
    for (const tab of [citizen, operator]) {
      await tab.evaluate((ignores) => {
        end.ignoresPolicy = ignores;
        void end.call?.own.speak();
      }, ignoresPolicy);
    }
    await operator.evaluate(() => end.call?.propose('TALK'));
    await expect.poll(() => phases(citizen)).toEqual(['proposedByThem']);
    await citizen.evaluate(() => end.call?.accept());
    await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
    await hears(citizen);
    await hears(operator);

    for (const tab of [citizen, operator]) {
      expect(await tab.evaluate(() => end.way())).toContain('relay');
    }
    if (!ignoresPolicy) expect(await citizen.evaluate(() => end.way())).toEqual(['relay', 'relay']);
    expect(ownAddresses()).not.toEqual([]);
    for (const heard of texts) {
      const signalled = heard.filter((text) => text.includes('"signalled"'));
      expect(signalled.some((text) => text.includes('typ relay'))).toBe(true);
      for (const address of [...ownAddresses(), '.local', 'typ host', 'typ srflx', 'typ prflx']) {
        expect(heard.filter((text) => text.includes(address))).toEqual([]);
      }
    }
    await citizen.evaluate(() => end.call?.hangUp());
    await expect.poll(() => phases(citizen, operator)).toEqual(['ended', 'ended']);
    await citizen.evaluate(() =>
      end.connection.request({ type: 'leaveConsultation', consultation: end.live?.id ?? '' }),
    );
  });
}

test('the network is cut and comes back: a new way is found by an ICE restart, and both are heard again', async ({
  citizen,
  operator,
}) => {
  const relay = Number(process.env.TURN_PID);
  await consultation(citizen, operator, 'WRITE');
  for (const tab of [citizen, operator]) await tab.evaluate(() => void end.call?.own.speak());
  await operator.evaluate(() => end.call?.propose('TALK'));
  await expect.poll(() => phases(citizen)).toEqual(['proposedByThem']);
  await citizen.evaluate(() => end.call?.accept());
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await hears(citizen);
  const before = await citizen.evaluate(() => end.ufrag);

  const link = () => citizen.evaluate(() => end.call?.snapshot.others[0]?.link);
  process.kill(relay, 'SIGSTOP');
  try {
    await expect.poll(link).toBe('interrupted');
    const came = await citizen.evaluate(() => end.arrived());
    // the chat does not need the way that is cut
    await citizen.evaluate(() => end.live?.send({ type: 'message', text: 'La sento a tratti.' }));
    await expect
      .poll(() => operator.evaluate(() => JSON.stringify(end.live?.snapshot.entries)))
      .toContain('La sento a tratti.');
    // the new way is looked for while the cut lasts
    await expect.poll(() => citizen.evaluate(() => end.ufrag)).not.toBe(before);
    expect(await citizen.evaluate(() => end.arrived())).toBe(came);
  } finally {
    process.kill(relay, 'SIGCONT');
  }
  await expect.poll(link).toBe('connected');
  await hears(citizen);
  await hears(operator);
  expect(await phases(citizen, operator)).toEqual(['running', 'running']);
  await citizen.evaluate(() => end.call?.hangUp());
  await citizen.evaluate(() => end.connection.request({ type: 'leaveConsultation', consultation: end.live?.id ?? '' }));
});

/** RFC 8656, 19. */
const ALLOCATION_QUOTA_REACHED = 486;
const inAMinute = () => new Date(Date.now() + 60_000);
const asked = async (host: string, address: string) => {
  const client = new TurnClient(host, port, credentialsFor(secret, inAMinute()));
  try {
    expect(await client.allocate()).toBe('granted');
    return await client.permit(address);
  } finally {
    await client.close();
  }
};

test.describe('the rules of docker-compose.yml on a real coturn', () => {
  for (const address of [
    '127.0.0.2',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
  ]) {
    test(`${address} is no peer`, async () => {
      expect(await asked('127.0.0.1', address)).toBe(403);
    });
  }
  for (const address of [
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.1.2.3',
    'fe80::1',
    'fd00::2',
    '64:ff9b::a01:203',
    '2002:a01:203::1',
  ]) {
    test(`${address} is no peer`, async () => {
      expect(await asked('::1', address)).toBe(403);
    });
  }
  for (const [host, address] of [
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '8.8.8.8'],
    ['::1', '2a00:1450:4001::1'],
  ] as const) {
    test(`${address} is one`, async () => {
      expect(await asked(host, address)).toBe('granted');
    });
  }

  test('one person gets twelve addresses and no more', async () => {
    const credentials = credentialsFor(secret, inAMinute());
    const clients = Array.from({ length: 13 }, () => new TurnClient('127.0.0.1', port, credentials));
    const answers: TurnAnswer[] = [];
    for (const client of clients) answers.push(await client.allocate());
    for (const client of clients) await client.close();
    expect(answers).toEqual([...Array.from({ length: 12 }, () => 'granted'), ALLOCATION_QUOTA_REACHED]);
  });

  test('expired credentials, and those made with another secret, get nothing', async () => {
    for (const credentials of [
      credentialsFor(secret, new Date(Date.now() - 60_000)),
      credentialsFor('another', inAMinute()),
      credentialsFor('', inAMinute()),
    ]) {
      const client = new TurnClient('127.0.0.1', port, credentials);
      expect(await client.allocate()).toBe(401);
      await client.close();
    }
  });
});
