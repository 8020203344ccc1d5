import { expect, test } from 'vitest';
import type { Topic } from '../src/http/types.ts';
import { overflowPath } from '../src/screens/admin/overflow.ts';
import { defaultService } from '../src/screens/admin/ServiceFields.tsx';

type Named = Pick<Topic, 'id' | 'name' | 'service'>;
const topic = (id: string, overflow?: string): Named => ({
  id,
  name: { it: id },
  service: { ...defaultService, ...(overflow ? { overflow } : {}) },
});
const ids = (path: ReturnType<typeof overflowPath>) => path.topics.map(({ id }) => id);

test('the way goes on through the overflows of the others', () => {
  const path = overflowPath(topic('a', 'b'), [topic('a'), topic('b', 'c'), topic('c')]);
  expect(ids(path)).toEqual(['a', 'b', 'c']);
  expect(path.isCycle).toBe(false);
});

test('what leads back to the topic is a circle, as it is being edited', () => {
  const path = overflowPath(topic('a', 'b'), [topic('a'), topic('b', 'c'), topic('c', 'a')]);
  expect(ids(path)).toEqual(['a', 'b', 'c', 'a']);
  expect(path.isCycle).toBe(true);
});

test('a circle further on is one, too, and none without an overflow', () => {
  expect(overflowPath(topic('a', 'b'), [topic('b', 'c'), topic('c', 'b')]).isCycle).toBe(true);
  expect(overflowPath(topic('a'), [topic('b', 'a')]).isCycle).toBe(false);
});

test('one that is not there ends the way', () => {
  expect(ids(overflowPath(topic('a', 'gone'), []))).toEqual(['a']);
});
