import { expect, test } from 'vitest';
import { Reconnect } from '../src/Reconnect.ts';

test('the ceiling of the wait doubles to 6 s, and is 30 s when the server stays away', () => {
  const reconnect = new Reconnect(() => 1);
  const waits = Array.from({ length: 18 }, () => reconnect.waitMs());
  expect(waits).toEqual([1_000, 2_000, 4_000, ...Array(13).fill(6_000), 30_000, 30_000]);
});

test('the wait is spread over the whole range, but never nothing', () => {
  expect(new Reconnect(() => 0).waitMs()).toBe(100);
  expect(new Reconnect(() => 0.25).waitMs()).toBe(250);
});

test('what the server asked for is the least, and jitter is added to it', () => {
  const reconnect = new Reconnect(() => 0.5);
  expect(reconnect.waitMs(20_000)).toBe(20_500);
  expect(reconnect.waitMs(10)).toBe(1_010);
});

test('a server that answers each time that it cannot now is asked again within 6 s, however often', () => {
  const reconnect = new Reconnect(() => 1);
  const waits = Array.from({ length: 8 }, () => reconnect.waitMs(2_000));
  expect(waits).toEqual([3_000, 4_000, 6_000, 6_000, 6_000, 6_000, 6_000, 6_000]);
});

test('an answer ends the long waits of a server that was not there', () => {
  const reconnect = new Reconnect(() => 1);
  for (let i = 0; i < 20; i += 1) reconnect.waitMs();
  expect(reconnect.waitMs(2_000)).toBe(6_000);
  expect(reconnect.waitMs()).toBe(6_000);
});

test('a steady link starts again with the first wait, a short one does not', () => {
  const reconnect = new Reconnect(() => 1);
  reconnect.waitMs();
  reconnect.opened('webSocket');
  expect(reconnect.waitMs()).toBe(2_000);
  reconnect.steady();
  expect(reconnect.waitMs()).toBe(1_000);
});

test('two WebSockets that never open lead to the fallback, a fallback that fails leads back', () => {
  const reconnect = new Reconnect(() => 1);
  reconnect.failedToOpen('webSocket');
  expect(reconnect.kind).toBe('webSocket');
  reconnect.failedToOpen('webSocket');
  expect(reconnect.kind).toBe('fallback');
  reconnect.opened('fallback');
  expect(reconnect.kind).toBe('fallback');
  reconnect.failedToOpen('fallback');
  expect(reconnect.kind).toBe('webSocket');
});

test('failures before a WebSocket that opened are forgotten, and so are those on another network', () => {
  const reconnect = new Reconnect(() => 1);
  reconnect.failedToOpen('webSocket');
  reconnect.opened('webSocket');
  reconnect.failedToOpen('webSocket');
  expect(reconnect.kind).toBe('webSocket');
  reconnect.failedToOpen('webSocket');
  reconnect.networkChanged();
  expect(reconnect.kind).toBe('webSocket');
});
