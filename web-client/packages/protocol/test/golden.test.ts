import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Command, closeCodes, decode, decodeForStaff, type Outbound, retryByErrorCode } from '../src/index.ts';

decodeForStaff();

/** The messages that the Java tests read too. */
const folder = join(import.meta.dirname, '../../../../src/test/resources/protocol');

interface Golden {
  readonly kind: 'command' | 'reply' | 'push';
  readonly type: string;
  readonly messages: readonly { readonly about: string; readonly json: Record<string, unknown> }[];
}
const golden = readdirSync(folder)
  .filter((name) => name !== 'malformed.json')
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden);
const ofKind = (...kinds: Golden['kind'][]) =>
  golden
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ type, messages }) => messages.map(({ about, json }) => ({ type, about, json })));

/** Every field of every command; the compiler refuses one that is missing here or not in the union. */
type Fields = { [T in Command['type']]: Record<keyof Extract<Command, { type: T }>, 'must' | 'may'> };
const must = 'must';
const may = 'may';
const about = { type: must, id: must, consultation: must } as const;
const ofCall = { ...about, call: must } as const;
const commandFields: Fields = {
  hello: { type: must, id: must, protocol: must, credential: must, language: must },
  watchAvailability: { type: must, id: must, protocol: must, site: must },
  ping: { type: must, id: must },
  startConsultation: {
    type: must,
    id: must,
    topic: may,
    mode: must,
    language: must,
    question: may,
    name: may,
    page: may,
    returnCode: may,
    joinCode: may,
  },
  leaveConsultation: about,
  reopenConsultation: about,
  rateConsultation: { ...about, score: must, comment: may },
  changePage: { ...about, page: must },
  resume: { ...about, after: must },
  sendMessage: { ...about, clientMessageId: must, text: must },
  sendFile: { ...about, clientMessageId: must, file: must },
  setTyping: { ...about, typing: must },
  markRead: { ...about, seq: must },
  setPresence: { type: must, id: must, state: must, reason: may, until: may },
  watchQueue: { type: must, id: must },
  stillHere: { type: must, id: must },
  takeConsultation: about,
  acceptOffer: about,
  declineOffer: about,
  addNote: { ...about, clientMessageId: must, text: must },
  withdrawEntry: { ...about, seq: must },
  offerHandOver: { ...about, to: must, note: may },
  answerHandOver: { ...about, accept: must },
  cancelHandOver: about,
  askAnythingElse: about,
  warnCitizen: about,
  closeConsultation: { ...about, outcome: must },
  undoClose: about,
  changeTopic: { ...about, topic: must },
  keepPlace: { ...about, telephone: may },
  listTransfers: about,
  transferToTopic: { ...about, topic: must, note: may },
  makeJoinCode: { type: must, id: must, topic: may },
  handBack: { type: must, id: must },
  watchBoard: { type: must, id: must },
  unwatchBoard: { type: must, id: must },
  reassign: { ...about, to: must },
  pick: about,
  joinOpenly: about,
  leaveOpenly: about,
  endPause: { type: must, id: must, operator: must },
  showPersonFigures: { type: must, id: must, on: must },
  proposeCall: { ...about, mode: must },
  answerCall: { ...ofCall, accept: must },
  joinCall: { ...ofCall, peer: may },
  signal: { ...ofCall, to: must, body: must },
  setMedia: { ...ofCall, microphone: must, camera: must, screen: must, onHold: must },
  leaveCall: { ...ofCall, reason: must },
  reportCall: { ...ofCall, lossPercent: must, roundTripMs: must, relayed: must, setUpMs: must },
  point: { ...ofCall, x: must, y: must, highlight: must },
  askStill: ofCall,
  useOwnCall: ofCall,
  inviteToCall: { ...ofCall, operator: must },
  removeFromCall: { ...ofCall, member: must },
  endShare: { ...ofCall, member: must, what: must },
  typeLive: { ...about, line: must, text: must },
  setLiveText: { ...about, on: must },
};
const outboundTypes: Record<Outbound['type'], 'reply' | 'push'> = {
  done: 'reply',
  welcome: 'reply',
  availability: 'reply',
  started: 'reply',
  resumed: 'reply',
  appended: 'reply',
  desk: 'reply',
  board: 'reply',
  closed: 'reply',
  transfers: 'reply',
  joinCode: 'reply',
  callJoined: 'reply',
  refused: 'reply',
  entryAdded: 'push',
  entryErased: 'push',
  consultationChanged: 'push',
  typing: 'push',
  readUpTo: 'push',
  returnCode: 'push',
  offerMade: 'push',
  offerEnded: 'push',
  deskChanged: 'push',
  boardChanged: 'push',
  assigned: 'push',
  pauseEnded: 'push',
  availabilityChanged: 'push',
  callChanged: 'push',
  signalled: 'push',
  liveText: 'push',
  liveTextSet: 'push',
  pointed: 'push',
  stillAsked: 'push',
  shareEnded: 'push',
  signInEnds: 'push',
  disconnect: 'push',
};
const typesOf = (kind: Golden['kind']) => golden.filter((one) => one.kind === kind).map(({ type }) => type);

test('both sides know the same types', () => {
  expect(Object.keys(commandFields).sort()).toEqual(typesOf('command').sort());
  for (const kind of ['reply', 'push'] as const) {
    const here = Object.entries(outboundTypes).filter(([, of]) => of === kind);
    expect(here.map(([type]) => type).sort()).toEqual(typesOf(kind).sort());
  }
});

describe('commands', () => {
  test.each(ofKind('command'))('$type: $about', ({ type, json }) => {
    const fields = commandFields[type as Command['type']];
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(json)));
    const needed = Object.entries(fields).filter(([, how]) => how === must);
    expect(Object.keys(json)).toEqual(expect.arrayContaining(needed.map(([field]) => field)));
  });
});

describe('replies and pushes', () => {
  test.each(ofKind('reply', 'push'))('$type: $about', ({ json }) => {
    const unreadable = outboundTypes[json.type as Outbound['type']] === 'reply' && !('id' in json);
    // A refusal without an id answers no command of this client, which never writes what cannot be read: skipped.
    const expected = unreadable ? { type: 'undecodable', why: 'WRONG_SHAPE' } : json;
    expect(decode(JSON.stringify(json))).toEqual(expected);
  });
});

test('both sides know the same codes', () => {
  const codes = (type: string) => ofKind('reply', 'push').filter((one) => one.type === type);
  expect(new Set(codes('disconnect').map(({ json }) => json.code))).toEqual(new Set(Object.keys(closeCodes)));
  expect(Object.keys(retryByErrorCode)).toEqual(expect.arrayContaining(codes('refused').map(({ json }) => json.code)));
});
