import { expect } from '@playwright/test';
import type { CallEnd, CallTools } from './live.ts';
import { consultation, hears, hearsNothing, phase, phases, test } from './road.ts';

/** In the page, see call/live.ts. */
declare const tools: CallTools;
declare const end: CallEnd;

test.afterEach(({ citizen }) =>
  citizen.evaluate(async () => {
    await end.connection.request({ type: 'leaveConsultation', consultation: end.live?.id ?? '' });
  }),
);

test('a call over the real server: proposed, accepted, heard, muted, seen typing, reloaded, hung up', async ({
  citizen,
  operator,
}) => {
  await consultation(citizen, operator, 'WRITE');
  await operator.evaluate(() => {
    void end.call?.own.speak();
    return end.call?.propose('TALK');
  });
  await expect.poll(() => phase(citizen)).toBe('proposedByThem');
  await citizen.evaluate(() => {
    void end.call?.own.speak();
    return end.call?.accept();
  });
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await hears(citizen);
  await hears(operator);

  await citizen.evaluate(() => end.call?.own.mute());
  await hearsNothing(operator, citizen);
  await expect.poll(() => operator.evaluate(() => end.call?.snapshot.others[0]?.microphone)).toBe('MUTED');
  await citizen.evaluate(() => end.call?.own.speak());

  await operator.evaluate(() => end.text?.set(true));
  await expect.poll(() => citizen.evaluate(() => end.text?.snapshot.on)).toBe(true);
  await citizen.evaluate(() => end.text?.typed('Buongiorn'));
  await citizen.evaluate(() => end.text?.typed('Buongiorno'));
  await expect
    .poll(() => operator.evaluate(() => end.text?.snapshot.lines.map(({ text }) => text)))
    .toEqual(['Buongiorno']);
  await citizen.evaluate(() => {
    end.live?.send({ type: 'message', text: 'Buongiorno' });
    end.text?.endLine();
  });
  await expect.poll(() => operator.evaluate(() => end.text?.snapshot.lines)).toEqual([]);

  const id = await citizen.evaluate(() => end.live?.id ?? '');
  await citizen.reload();
  await citizen.evaluate(async (again) => {
    const page = tools.citizenAgain();
    Object.assign(globalThis, { end: page });
    await page.online();
    page.follow(again, { kind: 'CITIZEN' });
  }, id);
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await hears(citizen);
  expect(await citizen.evaluate(() => end.call?.snapshot.own)).toMatchObject({ microphone: 'OFF', speakAgain: true });
  await hearsNothing(operator, citizen);
  await citizen.evaluate(() => end.call?.own.speak());
  await hears(operator);

  await operator.evaluate(() => end.call?.hangUp());
  await expect
    .poll(() => citizen.evaluate(() => end.call?.snapshot.phase))
    .toEqual({ type: 'ended', reason: 'HUNG_UP' });
  await expect.poll(() => citizen.evaluate(() => end.live?.snapshot.view?.mode)).toBe('WRITE');
  const events = () =>
    citizen.evaluate(() =>
      end.live?.snapshot.entries.flatMap(({ body }) => (body.type === 'event' ? [body.event] : [])),
    );
  await expect.poll(events).toEqual(expect.arrayContaining(['CALL_STARTED', 'CALL_ENDED']));
});

test('started as Talk: the operator answers by a click of their own; pointing reaches the citizen', async ({
  citizen,
  operator,
}) => {
  await consultation(citizen, operator, 'TALK');
  await expect.poll(() => phases(citizen, operator)).toEqual(['proposedByUs', 'proposedByThem']);
  await operator.evaluate(() => end.call?.accept());
  await expect.poll(() => phases(citizen, operator)).toEqual(['running', 'running']);
  await hearsNothing(citizen, operator);
  await citizen.evaluate(() => Object.assign(globalThis, { pointer: end.pointer() }));
  await operator.evaluate(() => end.pointer().point({ x: 0.25, y: 0.75 }, true));
  await expect
    .poll(() => citizen.evaluate(() => (globalThis as { pointer?: ReturnType<CallEnd['pointer']> }).pointer?.pointed))
    .toEqual({ x: 0.25, y: 0.75, highlight: true });
  await citizen.evaluate(() => end.call?.hangUp());
  await expect.poll(() => phases(citizen, operator)).toEqual(['ended', 'ended']);
});
