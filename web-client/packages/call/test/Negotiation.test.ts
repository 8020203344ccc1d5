import { FakeClock, settled } from '@indiretta/connection/testing';
import type { SignalBody } from '@indiretta/protocol';
import { expect, test } from 'vitest';
import { Negotiation, OFFER_AGAIN_AFTER_MS } from '../src/Negotiation.ts';
import { FakeNetwork } from './FakePeerConnection.ts';

/** Two sides whose signals wait until a test lets them through. */
function sides() {
  const network = new FakeNetwork();
  const clock = new FakeClock();
  const side = (polite: boolean) => {
    const connection = network.newPeerConnection();
    const sent: SignalBody[] = [];
    const negotiation = new Negotiation({
      clock,
      connection,
      polite,
      send: (signal) => sent.push(signal),
      beforeAnswer: () => {},
    });
    connection.addTransceiver('audio');
    return { connection, negotiation, sent };
  };
  const [polite, impolite] = [side(true), side(false)];
  const exchange = async () => {
    await settled();
    const [from, to] = [polite.sent.splice(0), impolite.sent.splice(0)];
    for (const signal of from) void impolite.negotiation.received(signal);
    for (const signal of to) void polite.negotiation.received(signal);
    await settled();
    return { polite: from.map(kindOf), impolite: to.map(kindOf) };
  };
  return { polite, impolite, exchange, clock };
}
const kindOf = (signal: SignalBody) => (signal.kind === 'description' ? signal.type : signal.kind);

test('two offers meet: the impolite side’s stands, the polite side answers it, once', async () => {
  const { polite, impolite, exchange } = sides();
  void polite.negotiation.offer();
  void impolite.negotiation.offer();
  expect(await exchange()).toEqual({ polite: ['offer'], impolite: ['offer'] });
  expect(impolite.connection.signalingState).toBe('have-local-offer');
  expect(await exchange()).toEqual({ polite: ['answer'], impolite: [] });
  expect([polite, impolite].map(({ connection }) => connection.signalingState)).toEqual(['stable', 'stable']);
  expect(impolite.connection.remoteDescription?.type).toBe('answer');
});

test('candidates that come before the description wait for it', async () => {
  const { polite, impolite } = sides();
  await polite.negotiation.received({ kind: 'candidate', candidate: 'candidate:1', sdpMid: '0' });
  await impolite.negotiation.offer();
  for (const signal of impolite.sent) void polite.negotiation.received(signal);
  await settled();
  const { candidates } = polite.connection as unknown as { candidates: RTCIceCandidateInit[] };
  expect(candidates.map(({ candidate }) => candidate)).toEqual(['candidate:1']);
});

test('an offer without an answer is said again every 2 s as it was, and answered twice it harms nobody', async () => {
  const { polite, impolite, exchange, clock } = sides();
  await impolite.negotiation.offer();
  const descriptions = () => impolite.sent.filter(({ kind }) => kind === 'description');
  const [first] = descriptions();
  await clock.advance(OFFER_AGAIN_AFTER_MS - 1);
  expect(descriptions()).toEqual([first]);
  await clock.advance(1);
  expect(descriptions()).toEqual([first, first]);
  await exchange();
  expect((await exchange()).polite.filter((kind) => kind === 'answer')).toHaveLength(2);
  await clock.advance(60_000);
  expect(descriptions()).toEqual([]);
  expect([polite, impolite].map(({ connection }) => connection.signalingState)).toEqual(['stable', 'stable']);
});

test('after its end nothing is sent', async () => {
  const { impolite } = sides();
  impolite.negotiation.close();
  await impolite.negotiation.offer();
  impolite.negotiation.gathered(null);
  expect(impolite.sent).toEqual([]);
});
