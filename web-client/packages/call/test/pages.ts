import { FakeClock, MemoryKeep } from '@indiretta/connection/testing';
import type { Author } from '@indiretta/protocol';
import { Call } from '../src/index.ts';
import { FakeCapturing, FakePlayer } from './FakeMedia.ts';
import { FakeNetwork } from './FakePeerConnection.ts';
import { type Line, Switchboard } from './Switchboard.ts';

export const citizen: Author = { kind: 'CITIZEN' };
export const marta: Author = { kind: 'OPERATOR', name: 'Marta', operator: 'o-1' };
export const luca: Author = { kind: 'OPERATOR', name: 'Luca', operator: 'o-2' };

export interface FakePage {
  readonly call: Call;
  readonly line: Line;
  readonly capturing: FakeCapturing;
  readonly keep: MemoryKeep;
  readonly players: FakePlayer[];
  readonly networkChanged: () => void;
  /** The page is gone, as far as everybody else can see. */
  readonly leave: () => void;
}

/** A city with one consultation, and pages that look at it. */
export function world(ids?: readonly string[]) {
  const clock = new FakeClock();
  const board = new Switchboard(clock, ids);
  const network = new FakeNetwork();
  const page = (self: Author, keep = new MemoryKeep()): FakePage => {
    const line = board.line(self);
    const capturing = new FakeCapturing();
    const players: FakePlayer[] = [];
    const watching = new Set<() => void>();
    const call = new Call({
      ...line.ports,
      clock,
      timeOfDay: () => 0,
      keep,
      capturing,
      newPeerConnection: network.newPeerConnection,
      newPlayer: () => {
        const player = new FakePlayer();
        players.push(player);
        return player;
      },
      watchNetwork: (changed) => {
        watching.add(changed);
        return () => watching.delete(changed);
      },
    });
    return {
      call,
      line,
      capturing,
      keep,
      players,
      networkChanged: () => {
        for (const changed of watching) changed();
      },
      leave: () => {
        call.close();
        line.drop();
        board.lines.splice(board.lines.indexOf(line), 1);
      },
    };
  };
  return { clock, board, network, page };
}

/** Two people in a running call, both heard. */
export async function talking(ids?: readonly string[]) {
  const city = world(ids);
  const { clock, page } = city;
  const at = { citizen: page(citizen), operator: page(marta) };
  void at.citizen.call.own.speak();
  await at.citizen.call.propose('TALK');
  void at.operator.call.own.speak();
  await at.operator.call.accept();
  await clock.advance(0);
  return { ...city, ...at };
}
