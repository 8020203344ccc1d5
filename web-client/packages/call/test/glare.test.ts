import { settled } from '@indiretta/connection/testing';
import { describe, expect, test } from 'vitest';
import { talking } from './pages.ts';
import type { Line } from './Switchboard.ts';

/** Evenly spread and the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Messages wait on each link in order; which link moves next, and when, is chance. */
function delayed(random: () => number) {
  const waiting = new Map<Line, (() => void)[]>();
  const carry = (line: Line, deliver: () => void) => {
    waiting.set(line, [...(waiting.get(line) ?? []), deliver]);
  };
  const step = async () => {
    const lines = [...waiting].filter(([, messages]) => messages.length > 0);
    const chosen = lines[Math.floor(random() * lines.length)];
    chosen?.[1].shift()?.();
    for (let turns = Math.floor(random() * 6); turns > 0; turns -= 1) await Promise.resolve();
    return lines.length > 0;
  };
  const drain = async () => {
    do await settled();
    while (await step());
  };
  return { carry, step, drain };
}

describe.each([
  ['the citizen is polite', ['a', 'b']],
  ['the operator is polite', ['b', 'a']],
])('%s', (_, ids) => {
  test.each(Array.from({ length: 60 }, (__, seed) => seed + 1))(
    'whatever happens in whatever order, it settles (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const { citizen, operator, board, clock, network } = await talking(ids);
      const { carry, step, drain } = delayed(random);
      board.carry = carry;
      const sides = [citizen, operator];
      const cut = new Set<(typeof sides)[number]>();
      const events = [
        (side: (typeof sides)[number]) => side.networkChanged(),
        (side: (typeof sides)[number]) => side.networkChanged(),
        (side: (typeof sides)[number]) => network.open[Math.floor(random() * network.open.length)]?.fail() ?? side,
        (side: (typeof sides)[number]) => void side.call.own.showCamera(),
        (side: (typeof sides)[number]) => side.call.own.mute(),
        (side: (typeof sides)[number]) => {
          if (cut.delete(side)) side.line.resume();
          else if (cut.add(side)) side.line.drop();
        },
      ];
      for (let round = 0; round < 40; round += 1) {
        const side = sides[random() < 0.5 ? 0 : 1];
        const event = events[Math.floor(random() * events.length)];
        if (side && random() < 0.4) event?.(side);
        await clock.advance(0);
        await step();
      }
      for (const side of cut) side.line.resume();
      for (let second = 0; second < 12; second += 1) {
        await drain();
        await clock.advance(1_000);
      }
      await drain();
      expect(sides.map(({ call }) => call.snapshot.phase.type)).toEqual(['running', 'running']);
      expect(network.open.map(({ signalingState }) => signalingState)).toEqual(['stable', 'stable']);
      const [one, other] = network.open;
      expect(one?.ufrags).toEqual({ local: other?.ufrags.remote, remote: other?.ufrags.local });
    },
  );
});
