import { expect, test, vi } from 'vitest';
import type { Api } from '../src/panel/Api.ts';
import { asking } from '../src/panel/moves.ts';
import { leaveRequest } from '../src/panel/request/Nobody.tsx';
import { emptyDraft, problemOf, type RequestDraft } from '../src/panel/request/RequestDraft.ts';
import { sendRequest } from '../src/panel/request/sendRequest.ts';
import { firstState } from '../src/panel/state.ts';
import { Store } from '../src/panel/store.ts';
import type { VisitPorts } from '../src/panel/Visit.ts';
import { w } from '../src/words/words.ts';

const question = { text: 'Quanto costa?' };

test.each([
  { email: 'anna@example.org' },
  { telephone: '+41 91 000 11 11' },
  { telephone: ' 091/000.11-11 ' },
  { telephone: '12345' },
  { telephone: '1'.repeat(30) },
  { email: 'anna@example.org', telephone: '(091) 000 11 11' },
])('%o reaches the person', (typed) => {
  expect(problemOf({ ...emptyDraft, ...question, ...typed }, false)).toBeUndefined();
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
])('%o is said before anything is sent', (typed) => {
  expect(problemOf({ ...emptyDraft, ...question, ...typed }, false)).toBe(w.leave_reach_wrong);
});

test('neither of the two is another problem, and no text is one unless a conversation comes along', () => {
  expect(problemOf({ ...emptyDraft, ...question, telephone: '  ' }, false)).toBe(w.leave_reach_missing);
  expect(problemOf({ ...emptyDraft, email: 'anna@example.org' }, false)).toBe(w.question_missing);
  expect(problemOf({ ...emptyDraft, email: 'anna@example.org' }, true)).toBeUndefined();
});

const about = { site: 'ch', topic: 'passport', language: 'it' } as const;
const answering = (answer: unknown) => {
  const sent: { path: string; body: unknown; token: string | undefined }[] = [];
  const json = async (path: string, body?: unknown, token?: string) => {
    sent.push({ path, body, token });
    return answer;
  };
  return { sent, api: { json } as unknown as Api };
};
const pdf = (name: string) => new File(['%PDF-'], name, { type: 'application/pdf' });

test('a request goes with its kind and what was filled in, then its files one by one with its own secret', async () => {
  const { api, sent } = answering({ reference: 'M3-9QT', secret: 's'.repeat(43), confirmed: true });
  const files: [string, string][] = [];
  const draft: RequestDraft = {
    ...emptyDraft,
    kind: 'REPORT',
    text: ' Un lampione è rotto. ',
    email: 'anna@example.org',
    files: [pdf('a.pdf'), pdf('b.pdf')],
  };
  const left = await sendRequest(api, draft, about, async (file, secret) => {
    files.push([file.name, secret]);
    return file.name !== 'b.pdf';
  });
  expect(sent).toEqual([
    {
      path: 'contact-requests',
      body: { ...about, kind: 'REPORT', text: 'Un lampione è rotto.', email: 'anna@example.org' },
      token: undefined,
    },
  ]);
  expect(files).toEqual([
    ['a.pdf', 's'.repeat(43)],
    ['b.pdf', 's'.repeat(43)],
  ]);
  expect(left).toEqual({ reference: 'M3-9QT', secret: 's'.repeat(43), isMailed: true, missing: ['b.pdf'] });
});

test('from a consultation it goes with the token that reads it, and no text is needed', async () => {
  const { api, sent } = answering({ reference: 'M3-9QT', secret: 's' });
  await sendRequest(
    api,
    { ...emptyDraft, telephone: '12345' },
    { ...about, from: { consultation: 'c-1', token: 't' } },
    async () => true,
  );
  expect(sent[0]).toEqual({
    path: 'contact-requests',
    body: { ...about, kind: 'QUESTION', telephone: '12345', consultation: 'c-1' },
    token: 't',
  });
});

test('what was typed as a question is the text of the request, and stays when it does not go', async () => {
  const store = new Store(firstState('it', ['WRITE']));
  const stage = asking('WRITE', 'passport');
  store.change({
    stage: { ...stage, form: { question: 'Quanto costa?', name: 'Anna' }, request: { email: 'anna@example.org' } },
  });
  const json = vi.fn<(path: string, body: object) => Promise<unknown>>(async () => w.too_many);
  const ports = { store, api: { json }, portal: { site: 'ch' } } as unknown as VisitPorts;
  await leaveRequest({ ports });
  expect(store.state.stage).toMatchObject({ at: 'asking', sending: false, problem: w.too_many });
  json.mockResolvedValueOnce({ reference: 'M3-9QT' });
  await leaveRequest({ ports });
  expect(json.mock.lastCall?.[1]).toMatchObject({ text: 'Quanto costa?', name: 'Anna', email: 'anna@example.org' });
  expect(store.state.stage).toEqual({ at: 'left', reference: 'M3-9QT', isMailed: false, missing: [] });
});
