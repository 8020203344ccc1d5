import { expect, test } from 'vitest';
import { type HostCommand, type InDirettaFunction, readCommand, takeCommands } from '../src/loader/commands.ts';

test('open takes a mode, a topic, both or neither', () => {
  const request = (...call: unknown[]) => readCommand(call);
  expect(request('open')).toEqual({ name: 'open', request: { mode: undefined, topic: undefined } });
  expect(request('open', 'write')).toEqual({ name: 'open', request: { mode: 'write', topic: undefined } });
  expect(request('open', 'write', { topic: 'passport' })).toEqual({
    name: 'open',
    request: { mode: 'write', topic: 'passport' },
  });
  expect(request('open', { topic: 'passport' })).toEqual({
    name: 'open',
    request: { mode: undefined, topic: 'passport' },
  });
  expect(request('open', 'sing')).toEqual({ name: 'open', request: { mode: undefined, topic: undefined } });
});

test('what a command cannot mean is a sentence for the page’s developer', () => {
  expect(readCommand(['identify', 7])).toContain('identify expects');
  expect(readCommand(['identify', { name: 'A'.repeat(81) }])).toContain('identify expects');
  expect(readCommand(['identify', { name: 'Anna\u202eissoR' }])).toContain('identify expects');
  expect(readCommand(['identify', { name: '  ' }])).toContain('identify expects');
  expect(readCommand(['identify', { name: 'Änne-Marie O’Neil' }])).toEqual({
    name: 'identify',
    person: 'Änne-Marie O’Neil',
  });
  expect(readCommand(['link'])).toContain('link expects');
  expect(readCommand(['on', 'open'])).toContain('on expects');
  expect(readCommand(['on', 'secret', () => undefined])).toContain('on expects');
  expect(readCommand(['dance'])).toBe('unknown command: dance');
});

test('calls gathered before the loader run in order, and one that fails to read does not stop the next', () => {
  const page: { InDiretta?: InDirettaFunction } = {};
  // the snippet that portals put before the script
  page.InDiretta = function gather() {
    const own = page.InDiretta as InDirettaFunction;
    own.q ??= [];
    // biome-ignore lint/complexity/noArguments: the snippet of the documentation
    own.q.push(arguments);
  };
  page.InDiretta('identify', { name: 'Anna' });
  page.InDiretta('nonsense');
  page.InDiretta('open', 'write');

  const ran: HostCommand[] = [];
  const refused: string[] = [];
  takeCommands(
    page,
    (command) => ran.push(command),
    (sentence) => refused.push(sentence),
  );
  page.InDiretta?.('close');

  expect(ran.map(({ name }) => name)).toEqual(['identify', 'open', 'close']);
  expect(refused).toEqual(['unknown command: nonsense']);
});
