import type { ModeName, OpenRequest, PortalEventName } from '../portal.ts';

/** What `InDiretta(…)` may be called with. */
export type HostCommand =
  | { readonly name: 'open'; readonly request: OpenRequest }
  | { readonly name: 'close' }
  | { readonly name: 'identify'; readonly person: string }
  | { readonly name: 'setLocale'; readonly tag: string }
  | { readonly name: 'resume'; readonly secret: string }
  | { readonly name: 'link'; readonly call: (address: string | null) => void }
  | { readonly name: 'on'; readonly event: PortalEventName; readonly call: (detail: unknown) => void };

const modeNames: readonly unknown[] = ['show', 'talk', 'write'];
/** The longest name, in UTF-16 units, and its characters, as the server takes it: with another one it would refuse the start. */
const NAME_CHARS = 80;
const nameLine = /^(?=.*\S)\P{C}+$/u;
const eventNames: readonly unknown[] = ['ready', 'open', 'close', 'start', 'end', 'unread', 'error'];

const textOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : value;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** The mode of an attribute or argument; anything else is "not chosen". */
export const modeOf = (value: unknown): ModeName | undefined =>
  modeNames.includes(value) ? (value as ModeName) : undefined;

function openOf(first: unknown, second: unknown): HostCommand {
  const options = modeOf(first) ? second : (first ?? second);
  return {
    name: 'open',
    request: { mode: modeOf(first), topic: text(typeof options === 'string' ? undefined : textOf(options, 'topic')) },
  };
}

/** Reads one call of the page; what it cannot mean is a sentence for the page's developer. */
export function readCommand(call: ArrayLike<unknown>): HostCommand | string {
  const [name, first, second] = Array.from(call);
  if (name === 'open') return openOf(first, second);
  if (name === 'close') return { name };
  if (name === 'identify') {
    const person = text(textOf(first, 'name'));
    return person && person.length <= NAME_CHARS && nameLine.test(person)
      ? { name, person }
      : 'identify expects a name on one line';
  }
  if (name === 'setLocale') {
    const tag = text(first);
    return tag ? { name, tag } : 'setLocale expects a language tag';
  }
  if (name === 'resume') {
    const secret = text(first);
    return secret ? { name, secret } : 'resume expects the text of the link after #';
  }
  if (name === 'link') {
    return typeof first === 'function'
      ? { name, call: first as (address: string | null) => void }
      : 'link expects a function';
  }
  if (name === 'on') {
    return eventNames.includes(first) && typeof second === 'function'
      ? { name, event: first as PortalEventName, call: second as (detail: unknown) => void }
      : `on expects one of ${eventNames.join(', ')} and a function`;
  }
  return `unknown command: ${String(name)}`;
}

/** `window.InDiretta`: before the loader it gathers calls in `q`, after it each call runs at once. */
export interface InDirettaFunction {
  (...call: unknown[]): void;
  q?: ArrayLike<unknown>[];
}

/** Replaces the page's gathering function and runs what it gathered, in order; one bad call never stops the next. */
export function takeCommands(
  page: { InDiretta?: InDirettaFunction },
  run: (command: HostCommand) => void,
  refuse: (sentence: string) => void,
): void {
  const take = (call: ArrayLike<unknown>): void => {
    const command = readCommand(call);
    if (typeof command === 'string') refuse(command);
    else run(command);
  };
  const gathered = page.InDiretta?.q ?? [];
  page.InDiretta = (...call: unknown[]) => take(call);
  for (const call of gathered) take(call);
}
