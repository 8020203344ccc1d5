import { render } from 'preact';
import { expect, test } from 'vitest';
import { FollowPage } from '../src/follow/FollowPage.tsx';
import { type FollowedRequest, RequestVisit } from '../src/follow/RequestVisit.ts';
import type { Api } from '../src/panel/Api.ts';
import { loadQueueWords } from '../src/words/queue.ts';
import { loadWords, w } from '../src/words/words.ts';

const words = await loadQueueWords('it');
const say = await loadWords('it', () => undefined);
const request: FollowedRequest = {
  reference: 'M3-9QT',
  kind: 'QUESTION',
  state: 'OPEN',
  topic: 'Passaporto',
  createdAt: '2026-03-02T09:00:00.000Z',
  dueAt: '2026-03-05T09:00:00.000Z',
};

/** The page after the server answered so, once and again. */
async function follow(...answers: unknown[]) {
  const asked: unknown[] = [];
  const json = async (path: string, body: unknown) => {
    asked.push([path, body]);
    return answers.shift();
  };
  const visit = new RequestVisit({ json } as unknown as Api, 's'.repeat(43), 'it');
  await visit.read();
  const place = document.createElement('div');
  const draw = () =>
    render(<FollowPage words={words} say={say} locale="it" state={visit.state} intents={visit} />, place);
  draw();
  return { visit, asked, draw, said: () => place.textContent ?? '', place };
}

test('the secret goes in the body; what is done, by when it is answered', async () => {
  const { asked, said, place } = await follow(request);
  expect(asked).toEqual([['contact-requests/follow', { secret: 's'.repeat(43), language: 'it' }]]);
  expect(said()).toContain('Riferimento M3-9QT');
  expect(said()).toContain('Rispondiamo entro giovedì 5 marzo.');
  expect(place.querySelector('[aria-current=step]')?.textContent).toContain('Ricevuta');
});

test('the answer stands on the page; one on the telephone is said too', async () => {
  const done = { ...request, state: 'DONE', doneAt: '2026-03-03T09:00:00.000Z' };
  const written = await follow({ ...done, answer: 'Costa CHF 65.\n<b>Grazie</b>' });
  expect(written.said()).toContain('Costa CHF 65.\n<b>Grazie</b>');
  const { said } = await follow(done);
  expect(said()).toContain('Le abbiamo risposto per e-mail o per telefono.');
});

test.each([
  [w.token_gone, 'Questo link non vale più'],
  [w.not_accepted, 'Questo link non vale più'],
  [w.not_now, 'Ora non si può leggere.'],
])('a link that is not good, and a server that is away, are told apart', async (problem, text) => {
  expect((await follow(problem)).said()).toContain(text);
});

test('what was read before stays when reading again fails', async () => {
  const { visit, draw, said } = await follow(request, w.not_now);
  await visit.read();
  draw();
  expect(said()).toContain('Riferimento M3-9QT');
});
