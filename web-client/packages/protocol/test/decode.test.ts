import { expect, test } from 'vitest';
import { decode } from '../src/index.ts';

const author = { kind: 'CITIZEN' };
const entry = (body: object) => ({ seq: 1, at: '2026-11-21T09:00:00.000Z', author, body });
const added = (body: object) => decode(JSON.stringify({ type: 'entryAdded', consultation: 'c', entry: entry(body) }));

test('unknown fields are ignored', () => {
  expect(decode('{"type":"done","id":"1","newer":true}')).toMatchObject({ type: 'done', id: '1' });
});

test('unknown types are told apart, a reply of an unknown type keeps its id', () => {
  expect(decode('{"type":"confetti"}')).toEqual({ type: 'undecodable', why: 'UNKNOWN_TYPE' });
  expect(decode('{"type":"confetti","id":"7"}')).toEqual({ type: 'undecodable', why: 'UNKNOWN_TYPE', id: '7' });
  expect(decode('{"type":"constructor"}')).toEqual({ type: 'undecodable', why: 'UNKNOWN_TYPE' });
});

test.each([undefined, null, 7, '', '[]', '"text"', 'null', '{"type":', new ArrayBuffer(2)])(
  '%s is not JSON',
  (text) => {
    expect(decode(text)).toEqual({ type: 'undecodable', why: 'NOT_JSON' });
  },
);

test.each([
  '{"type":"entryAdded","consultation":"c"}',
  '{"type":"entryAdded","consultation":"c","entry":{"seq":"1"}}',
  '{"type":"entryErased","consultation":"c","seq":1.5}',
  '{"type":"appended","seq":3,"at":"2026-11-21T09:00:00.000Z"}',
  '{"type":"consultationChanged","consultation":{"id":"c"}}',
])('%s has the wrong shape', (text) => {
  expect(decode(text)).toMatchObject({ type: 'undecodable', why: 'WRONG_SHAPE' });
});

test('p2_anEntryOfAnUnknownKindKeepsItsPlace', () => {
  const unknown = { seq: 1, body: { type: 'unknown' } };
  expect(added({ type: 'hologram', light: 3 })).toMatchObject({ entry: unknown });
  expect(added({ type: 'event', event: 'EARTHQUAKE' })).toMatchObject({ entry: unknown });
  expect(added({ type: 'message' })).toMatchObject({ entry: unknown });
  expect(added({ type: 'message', text: 'Buongiorno' })).toMatchObject({ entry: { body: { text: 'Buongiorno' } } });
  expect(added({ type: 'erased' })).toMatchObject({ entry: { body: { type: 'erased' } } });
});
