import { FakeClock } from '@indiretta/connection/testing';
import { expect, test } from 'vitest';
import { Announcer } from '../src/panel/queue/Announcer.ts';

function listening() {
  const clock = new FakeClock();
  const said: string[] = [];
  return { clock, said, announcer: new Announcer(clock, (text) => said.push(text)) };
}

test('the first is said at once, what follows at most every 30 s and only the latest', async () => {
  const { clock, said, announcer } = listening();
  announcer.tell('3');
  await clock.advance(5_000);
  announcer.tell('2');
  await clock.advance(5_000);
  announcer.tell('1');
  await clock.advance(19_999);
  expect(said).toEqual(['3']);
  await clock.advance(1);
  expect(said).toEqual(['3', '1']);
});

test('what is said already is not said again, and what went back meanwhile is not said at all', async () => {
  const { clock, said, announcer } = listening();
  announcer.tell('3');
  announcer.tell('2');
  announcer.tell('3');
  await clock.advance(60_000);
  expect(said).toEqual(['3']);
});

test('that it is one’s turn waits for nothing', () => {
  const { said, announcer } = listening();
  announcer.tell('3');
  announcer.tell('now', true);
  expect(said).toEqual(['3', 'now']);
});

test('closed, it says nothing any more', async () => {
  const { clock, said, announcer } = listening();
  announcer.tell('3');
  announcer.tell('2');
  announcer.close();
  await clock.advance(60_000);
  expect(said).toEqual(['3']);
});
