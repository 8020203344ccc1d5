import type { ConsultationView, Entry } from '@indiretta/protocol';
import { Connection, type ConnectionPorts } from '../src/Connection.ts';
import type { Greeting } from '../src/index.ts';
import type { Wake } from '../src/ports.ts';
import { at, FakeClock, FakeServer } from './testing.ts';

export * from './testing.ts';

const hello: Greeting = { type: 'hello', credential: { type: 'token', value: 't' }, language: 'it' };

/** A connection with everything around it in a test's hands. */
export function world(settings: Partial<ConnectionPorts> = {}) {
  const clock = new FakeClock();
  const server = new FakeServer();
  const wakes = new Set<(wake: Wake) => void>();
  const connection = new Connection({
    clock,
    random: () => 0.5,
    openLink: server.openLink,
    watchWakes: (call) => {
      wakes.add(call);
      return () => wakes.delete(call);
    },
    greeting: () => Promise.resolve(hello),
    ...settings,
  });
  const wake = (kind: Wake) => {
    for (const call of wakes) call(kind);
  };
  return { clock, server, connection, wake, wakes };
}

export const consultation = '0193e5a0-7b1c-7a2e-9f3d-1c2b3a4d5e6f';
export const view = (lastSeq: number): ConsultationView => ({
  id: consultation,
  reference: 'K7-4F2',
  topic: 'passport',
  mode: 'WRITE',
  state: 'ACTIVE',
  lane: 'NORMAL',
  language: 'it',
  startedAt: at,
  lastSeq,
  readByCitizen: 0,
  readByStaff: 0,
});
export const message = (seq: number, text: string, clientMessageId = `o-${seq}`): Entry => ({
  seq,
  at,
  author: { kind: 'OPERATOR', name: 'Marta' },
  clientMessageId,
  body: { type: 'message', text },
});
