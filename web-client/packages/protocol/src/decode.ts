import type { Outbound } from './outbound.ts';
import type { StaffOutbound } from './staff.ts';
import { type Entry, isEventKind } from './views.ts';

/** Something that came from the server and is skipped; the connection counts it. */
export interface Undecodable {
  readonly type: 'undecodable';
  readonly why: 'NOT_JSON' | 'UNKNOWN_TYPE' | 'WRONG_SHAPE';
  /** The id, when it was a reply: its command must not wait for ever. */
  readonly id?: string;
}

type Fields = Record<string, unknown>;

/**
 * The fields that must be there, by type, each with its kind: string, number, boolean, list, object, entry,
 * view of a consultation, call, signal, word (a string out of a closed list is not checked further: what a newer server adds
 * is for the screen to pass over). What is optional is not named.
 */
const required: Record<Exclude<Outbound['type'], StaffOutbound>, string> = {
  done: 'id:s',
  welcome: 'id:s protocol:n at:s pingEveryMs:n consultations:V',
  availability: 'id:s availability:a',
  started: 'id:s consultation:v',
  resumed: 'id:s consultation:v entries:E erased:l caughtUp:b',
  appended: 'id:s seq:n at:s',
  refused: 'id:s code:s',
  entryAdded: 'consultation:s entry:e',
  entryErased: 'consultation:s seq:n',
  consultationChanged: 'consultation:v',
  typing: 'consultation:s author:o typing:b',
  readUpTo: 'consultation:s author:o seq:n',
  returnCode: 'consultation:s code:s expiresAt:s',
  availabilityChanged: 'availability:a',
  callJoined: 'id:s call:c peer:s',
  callChanged: 'consultation:s call:c',
  signalled: 'consultation:s call:s from:s body:g',
  liveText: 'consultation:s author:o line:n text:s',
  liveTextSet: 'consultation:s on:b author:o',
  pointed: 'consultation:s call:s x:n y:n highlight:b',
  stillAsked: 'consultation:s call:s',
  shareEnded: 'consultation:s call:s what:s',
  disconnect: 'code:s',
};
const bodies: Record<Entry['body']['type'], string> = {
  message: 'text:s',
  file: 'file:s name:s contentType:s size:n',
  note: 'text:s',
  event: 'event:s',
  withheld: '',
  erased: '',
  unknown: '',
};

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value: unknown, shape: string): boolean =>
  isObject(value) &&
  shape.split(' ').every((field) => {
    const [name = '', kind = ''] = field.split(':');
    return name === '' || kinds[kind]?.(value[name]) === true;
  });
const every = (value: unknown, kind: string): boolean =>
  Array.isArray(value) && value.every((item) => kinds[kind]?.(item) === true);

const kinds: Record<string, (value: unknown) => boolean> = {
  s: (value) => typeof value === 'string',
  n: (value) => Number.isSafeInteger(value),
  b: (value) => typeof value === 'boolean',
  l: Array.isArray,
  o: isObject,
  e: (value) => has(value, 'seq:n at:s author:o body:o'),
  E: (value) => every(value, 'e'),
  v: (value) => has(value, 'id:s reference:s topic:s mode:s state:s language:s lastSeq:n'),
  V: (value) => every(value, 'v'),
  a: (value) => has(value, 'site:s open:o'),
  c: (value) => has(value, 'id:s version:n mode:s state:s proposedBy:o proposedAt:s members:M'),
  M: (value) =>
    Array.isArray(value) &&
    value.every((item) => has(item, 'member:s role:s author:o microphone:s camera:b screen:b onHold:b away:b')),
  g: (value) => has(value, 'kind:s') && (has(value, 'type:s sdp:s') || has(value, 'candidate:s')),
};

/** From now on these are read too; `moreKinds` are what their fields may be. */
export function alsoDecode(shapes: Record<string, string>, moreKinds: Record<string, string>): void {
  Object.assign(required, shapes);
  for (const [kind, shape] of Object.entries(moreKinds)) kinds[kind] = (value) => has(value, shape);
}

/** An entry whose content this client does not know keeps its place (P2). */
function withKnownBody(entry: Entry): Entry {
  const { body } = entry;
  const shape = Object.hasOwn(bodies, body.type) ? bodies[body.type] : undefined;
  const known =
    shape !== undefined && (shape === '' || has(body, shape)) && (body.type !== 'event' || isEventKind(body.event));
  return known ? entry : { ...entry, body: { type: 'unknown' } };
}

function parse(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what the server sent: unknown fields are ignored, unknown types and wrong shapes are told apart, nothing throws. */
export function decode(text: unknown): Outbound | Undecodable {
  const value = parse(text);
  if (!isObject(value)) return { type: 'undecodable', why: 'NOT_JSON' };
  const { type, id } = value;
  const reply = typeof id === 'string' ? { id } : {};
  if (typeof type !== 'string' || !Object.hasOwn(required, type)) {
    return { type: 'undecodable', why: 'UNKNOWN_TYPE', ...reply };
  }
  if (!has(value, required[type as keyof typeof required]))
    return { type: 'undecodable', why: 'WRONG_SHAPE', ...reply };
  const outbound = value as unknown as Outbound;
  if (outbound.type === 'entryAdded') return { ...outbound, entry: withKnownBody(outbound.entry) };
  if (outbound.type === 'resumed') return { ...outbound, entries: outbound.entries.map(withKnownBody) };
  return outbound;
}
