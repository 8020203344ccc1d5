import { FakeClock } from '@indiretta/connection/testing';
import { type LinkState, Recovery } from '../src/Recovery.ts';

/** A recovery, and when it looked for a new way. */
export function recovering() {
  const clock = new FakeClock();
  const restarts: number[] = [];
  const recovery = new Recovery({ clock, restart: () => restarts.push(clock.now()), onChange: () => {} });
  return { clock, restarts, recovery };
}

type Said = readonly [at: number, state: RTCPeerConnectionState];
/** What the browser says when; at which times a new way is looked for; how it stands after 9 s. */
export const LINK_STATES_OF_RECOVERY: [string, readonly Said[], number[], LinkState][] = [
  ['never connects', [[0, 'connecting']], [5_000], 'connecting'],
  ['connects', [[100, 'connected']], [], 'connected'],
  [
    'heals by itself within 2 s',
    [
      [0, 'connected'],
      [1_000, 'disconnected'],
      [2_900, 'connected'],
    ],
    [],
    'connected',
  ],
  [
    'does not heal',
    [
      [0, 'connected'],
      [1_000, 'disconnected'],
    ],
    [3_000, 8_000],
    'interrupted',
  ],
  [
    'fails',
    [
      [0, 'connected'],
      [1_000, 'failed'],
    ],
    [1_000, 6_000],
    'interrupted',
  ],
  [
    'fails and is found again',
    [
      [0, 'connected'],
      [1_000, 'failed'],
      [1_500, 'connected'],
    ],
    [1_000],
    'connected',
  ],
];
