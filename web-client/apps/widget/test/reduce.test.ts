import { expect, test } from 'vitest';
import { reduce } from '../src/panel/reduce.ts';
import { firstState, type Happening, type State, unreadIn } from '../src/panel/state.ts';
import { message, openState, site, snapshot, view } from './fixtures.ts';

const after = (state: State, ...happenings: Happening[]) => happenings.reduce(reduce, state);
const first = firstState('it', ['WRITE']);

test('with one mode on offer nobody has to choose', () => {
  const state = after(first, { type: 'opened', mode: undefined, topic: undefined }, { type: 'siteCame', site });
  expect(state.stage).toMatchObject({ at: 'asking', mode: 'WRITE', topic: undefined });
});

test('with more than one the person chooses', () => {
  const state = after(
    firstState('it', ['SHOW', 'WRITE']),
    { type: 'opened', mode: undefined, topic: undefined },
    { type: 'siteCame', site },
  );
  expect(state.stage.at).toBe('choosing');
  expect(after(state, { type: 'modeChosen', mode: 'SHOW' }).stage).toMatchObject({ at: 'asking', mode: 'SHOW' });
});

test('a topic named by the page is preset, one the site does not have is not', () => {
  const preset = (topic: string) =>
    after(first, { type: 'siteCame', site }, { type: 'opened', mode: 'WRITE', topic }).stage;
  expect(preset('passport')).toMatchObject({ topic: 'passport' });
  expect(preset('dragons')).toMatchObject({ topic: undefined });
});

test('what was typed survives closing, opening and a change of language', () => {
  const state = after(
    openState(),
    { type: 'opened', mode: 'WRITE', topic: 'passport' },
    { type: 'typed', field: 'question', text: 'Quanto costa?' },
    { type: 'closed' },
    { type: 'opened', mode: 'WRITE', topic: 'moving' },
    { type: 'localeChosen', locale: 'de' },
    { type: 'siteCame', site },
  );
  expect(state.stage).toMatchObject({ topic: 'passport', form: { question: 'Quanto costa?' } });
});

test('a failed start leaves the text and says why', () => {
  const state = after(
    openState(),
    { type: 'opened', mode: 'WRITE', topic: 'passport' },
    { type: 'typed', field: 'question', text: 'Quanto costa?' },
    { type: 'sent' },
    { type: 'failed', problem: 'notNow' },
  );
  expect(state.stage).toMatchObject({ sending: false, problem: 'notNow', form: { question: 'Quanto costa?' } });
});

test('news of the same consultation keep what the screen holds; another one begins afresh', () => {
  const followed = after(
    openState({ returning: true }),
    { type: 'followed', snapshot: snapshot() },
    { type: 'confirmAsked', what: 'leave' },
    { type: 'followed', snapshot: snapshot({ entries: [message(1, 'OPERATOR', 'Buongiorno')] }) },
  );
  expect(followed.returning).toBe(false);
  expect(followed.stage).toMatchObject({ at: 'consulting', confirming: 'leave' });
  const other = after(followed, { type: 'followed', snapshot: snapshot({ view: view({ id: 'c-2' }) }) });
  expect(other.stage).toMatchObject({ at: 'consulting', confirming: undefined });
});

test('starting over keeps the reason and leaves nothing of the consultation', () => {
  const state = after(
    openState(),
    { type: 'followed', snapshot: snapshot() },
    { type: 'startedOver', notice: 'tokenGone' },
  );
  expect(state.notice).toBe('tokenGone');
  expect(state.stage.at).toBe('asking');
});

test('unread counts what an operator wrote and the citizen has not seen', () => {
  const entries = [message(1, 'CITIZEN', 'a'), message(2, 'OPERATOR', 'b'), message(3, 'OPERATOR', 'c')];
  expect(unreadIn(snapshot({ entries, view: view({ readByCitizen: 2 }) }))).toBe(1);
});
