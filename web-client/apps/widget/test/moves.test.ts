import { expect, test } from 'vitest';
import { followed } from '../src/panel/live/Following.ts';
import { unreadIn } from '../src/panel/live/unread.ts';
import { asking, opened, siteCame, startedOver } from '../src/panel/moves.ts';
import { firstState, type State } from '../src/panel/state.ts';
import { Store } from '../src/panel/store.ts';
import { w } from '../src/words/words.ts';
import { message, openState, site, snapshot, view } from './fixtures.ts';

type Move = (state: State) => Partial<State>;
/** The state after these moves, one after the other. */
const after = (first: State, ...moves: Move[]) => {
  const store = new Store(first);
  for (const move of moves) store.change(move(store.state));
  return store.state;
};
const open =
  (wish: State['wish'] = {}): Move =>
  (state) =>
    opened(state, wish);
const come: Move = (state) => siteCame(state, site);
const follow =
  (change: Parameters<typeof snapshot>[0] = {}): Move =>
  (state) =>
    followed(state, snapshot(change));
const first = firstState('it', ['WRITE']);

test('with one mode on offer nobody has to choose', () => {
  expect(after(first, open(), come).stage).toMatchObject({ at: 'asking', mode: 'WRITE', topic: undefined });
});

test('with more than one the person chooses, unless the page named one', () => {
  const both = firstState('it', ['SHOW', 'WRITE']);
  expect(after(both, open(), come).stage.at).toBe('choosing');
  expect(after(both, open({ mode: 'SHOW' }), come).stage).toMatchObject({ at: 'asking', mode: 'SHOW' });
});

test('a topic named by the page is preset, one the site does not have is not', () => {
  const preset = (topic: string) => after(first, come, open({ mode: 'WRITE', topic })).stage;
  expect(preset('passport')).toMatchObject({ topic: 'passport' });
  expect(preset('dragons')).toMatchObject({ topic: undefined });
});

test('what was typed survives closing, opening and a change of language', () => {
  const typed = {
    ...asking('WRITE', 'passport'),
    form: { question: 'Quanto costa?', name: '', email: '', telephone: '' },
  };
  const state = after(openState({ open: false, stage: typed }), open({ mode: 'WRITE', topic: 'moving' }), come);
  expect(state.stage).toBe(typed);
});

test('what fails leaves the text and says why; the stage changes only while it is there', () => {
  const form = { question: 'Quanto costa?', name: '', email: '', telephone: '' };
  const store = new Store(openState({ stage: { ...asking('WRITE', 'passport'), sending: true, form } }));
  store.inStage('consulting', { confirming: 'leave' });
  store.failed(w.not_now);
  expect(store.state.stage).toEqual({ ...asking('WRITE', 'passport'), sending: false, problem: w.not_now, form });
  store.change({ stage: { at: 'choosing' } });
  store.failed(w.token_gone);
  expect(store.state).toMatchObject({ stage: { at: 'choosing' }, notice: w.token_gone });
});

test('news of the same consultation keep what the screen holds; another one begins afresh', () => {
  const store = new Store(after(openState({ returning: true }), follow()));
  store.inStage('consulting', { confirming: 'leave' });
  const state = after(store.state, follow({ entries: [message(1, 'OPERATOR', 'Buongiorno')] }));
  expect(state.returning).toBe(false);
  expect(state.stage).toMatchObject({ at: 'consulting', confirming: 'leave' });
  const other = after(state, follow({ view: view({ id: 'c-2' }) }));
  expect(other.stage).toMatchObject({ at: 'consulting', confirming: undefined });
});

test('starting over keeps the reason and leaves nothing of the consultation', () => {
  const state = after(openState(), follow(), (before) => startedOver(before, w.token_gone));
  expect(state.notice).toBe(w.token_gone);
  expect(state.stage.at).toBe('asking');
});

test('unread counts what an operator wrote and the citizen has not seen', () => {
  const entries = [message(1, 'CITIZEN', 'a'), message(2, 'OPERATOR', 'b'), message(3, 'OPERATOR', 'c')];
  expect(unreadIn(snapshot({ entries, view: view({ readByCitizen: 2 }) }))).toBe(1);
});
