import { expect, test } from 'vitest';
import type { Api } from '../src/panel/Api.ts';
import { asking } from '../src/panel/moves.ts';
import { leaveMessage } from '../src/panel/ready/leaveMessage.ts';
import { type Form, firstState } from '../src/panel/state.ts';
import { Store } from '../src/panel/store.ts';
import { w } from '../src/words/words.ts';

/** Leaves a message with this form: where the visit stands then, and what was sent. */
async function leave(typed: Partial<Form>) {
  const store = new Store(firstState('it', ['WRITE']));
  const stage = asking('WRITE', 'passport');
  store.change({ stage: { ...stage, form: { ...stage.form, question: 'Quanto costa?', ...typed } } });
  const sent: unknown[] = [];
  const api = {
    json: async (_path: string, body: unknown) => {
      sent.push(body);
      return { reference: 'K7-4F2' };
    },
  } as unknown as Api;
  await leaveMessage(store, api, 'ch');
  return { stage: store.state.stage, sent };
}

test.each([
  { email: 'anna@example.org' },
  { telephone: '+41 91 000 11 11' },
  { telephone: ' 091/000.11-11 ' },
  { telephone: '12345' },
  { telephone: '1'.repeat(30) },
  { email: 'anna@example.org', telephone: '(091) 000 11 11' },
])('%o reaches the person', async (typed) => {
  const { stage, sent } = await leave(typed);
  expect(stage).toEqual({ at: 'left', reference: 'K7-4F2' });
  expect(sent).toHaveLength(1);
});

test.each([
  { email: 'anna' },
  { email: 'anna@example' },
  { email: 'anna@example.org, marta@example.org' },
  { telephone: '1234' },
  { telephone: '1'.repeat(31) },
  { telephone: 'la sera' },
  { email: 'anna@example.org', telephone: 'la sera' },
  { email: 'anna', telephone: '+41 91 000 11 11' },
])('%o is said before anything is sent', async (typed) => {
  const { stage, sent } = await leave(typed);
  expect(stage).toMatchObject({ at: 'asking', sending: false, problem: w.leave_reach_wrong });
  expect(sent).toEqual([]);
});

test('neither of the two is another problem', async () => {
  expect((await leave({ telephone: '  ' })).stage).toMatchObject({ problem: w.leave_reach_missing });
});
