import { FakeClock } from '@indiretta/connection/testing';
import { cloneElement, render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { LiveKit } from '../src/panel/live/kit.ts';
import { asking as askingFor } from '../src/panel/moves.ts';
import { Parts } from '../src/panel/Parts.ts';
import type { Kit } from '../src/panel/ready/kit.ts';
import type { AskingStage, ConsultingStage, State } from '../src/panel/state.ts';
import { loadWords, w } from '../src/words/words.ts';
import { snapshot } from './fixtures.ts';
import { soon } from './soon.ts';

/* Screens drawn as the panel draws them, in Italian, with intents and a wire that only note what was asked. */

let place: HTMLElement;
/** What was drawn last; drawn again when a part or the later words have come. */
let drawn: VNode | undefined;
const { bring } = new Parts({
  wear: () => undefined,
  changed: () => act(() => drawn && render(cloneElement(drawn), place)),
  missing: () => expect.unreachable('a part is missing'),
});
export const say = await loadWords('it', bring);
// the words from the start on come with the first of them
await soon(() => expect(say(w.messages)).not.toBe(''));
export const intents = {
  chooseMode: vi.fn(),
  chooseTopic: vi.fn(),
  close: vi.fn(),
  fill: vi.fn(),
  ports: {} as Kit['intents']['ports'],
  retryLoading: vi.fn(),
  setLocale: vi.fn(),
  start: vi.fn(),
  turn: vi.fn(),
  withWire: vi.fn(),
};
export const wire = {
  about: vi.fn(async () => true),
  discard: vi.fn(),
  forget: vi.fn(),
  leave: vi.fn(async () => undefined),
  ports: { kept: { read: () => undefined }, clock: new FakeClock() } as unknown as LiveKit['wire']['ports'],
  request: vi.fn(),
  retry: vi.fn(),
  seen: vi.fn(),
  send: vi.fn(),
  startOver: vi.fn(),
  token: undefined,
  turn: vi.fn(),
  type: vi.fn(),
};
export const files = {
  send: vi.fn(async () => undefined),
  forget: vi.fn(),
  read: vi.fn(async () => undefined),
  photo: vi.fn(async () => undefined),
  download: vi.fn(async () => true),
  transcript: vi.fn(async () => true),
};

export const kit = (state: State): Kit => ({ say, state, intents, bring, live: undefined, shape: 'window' });
export const liveKit = (state: State): LiveKit => ({ ...kit(state), wire, files: async () => files });
/** Does it and lets everything that follows from it be drawn. */
export const perform = (doing: () => unknown) => act(() => void doing());
export const draw = (screen: VNode) => {
  drawn = screen;
  perform(() => render(screen, place));
};
export const all = (selector: string) => [...place.querySelectorAll<HTMLElement>(selector)];
export const one = (selector: string): HTMLElement => {
  const found = place.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`not drawn: ${selector}`);
  return found;
};
export const button = (text: string) => all('button').find((each) => each.textContent?.includes(text));

export const asking = (change: Partial<AskingStage> = {}): AskingStage => ({
  ...askingFor('WRITE', undefined),
  ...change,
});
export const consulting = (change: Partial<ConsultingStage> = {}): ConsultingStage => ({
  at: 'consulting',
  snapshot: snapshot(),
  uploads: [],
  confirming: undefined,
  goesOnAfter: 0,
  rating: 'none',
  problem: undefined,
  ...change,
});

beforeEach(() => {
  vi.clearAllMocks();
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => {
  render(null, place);
  place.remove();
});
