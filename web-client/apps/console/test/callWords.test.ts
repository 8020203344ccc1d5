import { describe, expect, test } from 'vitest';
import { deviceText, endText, refusedText } from '../src/call/said.ts';
import { callers, emptyDesk } from '../src/desk/state.ts';
import { eventText } from '../src/screens/transcript/eventText.ts';
import { loadWords } from '../src/words/words.ts';
import { marta, own } from './views.ts';

const languages = ['it', 'de', 'fr', 'en'] as const;
const ends = [
  'DECLINED',
  'WITHDRAWN',
  'UNANSWERED',
  'HUNG_UP',
  'LOST',
  'FAILED',
  'HANDED_OVER',
  'CONSULTATION_ENDED',
  'TOO_LONG',
] as const;

describe.each(languages)('calls in words, %s', (language) => {
  test('every end has its own sentence', async () => {
    const words = await loadWords(language);
    expect(new Set(ends.map((reason) => endText(words, reason, 'Anna'))).size).toBe(ends.length);
  });

  test('every problem of a device says something', async () => {
    const words = await loadWords(language);
    const problems = ['DENIED', 'MISSING', 'IN_USE', 'UNPLUGGED', 'INSECURE', 'POLICY', 'UNSUPPORTED'] as const;
    expect(new Set(problems.map((problem) => deviceText(words, 'microphone', problem))).size).toBe(problems.length);
    expect(refusedText(words, 'FORBIDDEN')).toBe(words.call_not_offered());
  });
});

describe('calls in the transcript', () => {
  const say = async (body: Omit<Parameters<typeof eventText>[1], 'type'>) =>
    eventText(await loadWords('en'), { type: 'event', ...body }, (id) => id);

  test('started by whom and how; ended after how long, why, how good', async () => {
    expect(await say({ event: 'CALL_STARTED', detail: 'TALK', name: 'Marta' })).toBe(
      'Call started (Talk), proposed by Marta',
    );
    const quality = { lossPercent: 12, roundTripMs: 40, relayed: true };
    expect(await say({ event: 'CALL_ENDED', detail: 'LOST', seconds: 312, quality })).toBe(
      'Call ended after 5:12: link lost · Poor connection · through a relay',
    );
    expect(await say({ event: 'CALL_ENDED', detail: 'HUNG_UP', seconds: 7 })).toBe('Call ended after 0:07: hung up');
  });

  test('who came and went, as what; a role this console does not know is left unsaid', async () => {
    expect(await say({ event: 'CALL_JOINED', name: 'Amina Haddad', detail: 'INTERPRETER' })).toBe(
      'Amina Haddad, Interpreter joined the call',
    );
    expect(await say({ event: 'CALL_LEFT', name: 'Luca', detail: 'COLLEAGUE' })).toBe('Luca, Colleague left the call');
    expect(await say({ event: 'CALL_LEFT', name: 'Luca', detail: 'ROBOT' })).toBe('Luca left the call');
  });

  test('not taken: declined, not answered or taken back; shares with their length', async () => {
    const said = await Promise.all(
      ['DECLINED', 'UNANSWERED', 'WITHDRAWN'].map((detail) => say({ event: 'CALL_DECLINED', detail })),
    );
    expect(said).toEqual(['Call declined', 'Call not answered', 'Proposal of a call taken back']);
    expect(await say({ event: 'SHARE_ENDED', detail: 'SCREEN', seconds: 65 })).toBe(
      'Screen of Citizen no longer shown (1:05)',
    );
  });
});

test('a citizen who asks for a call rings; the own proposal does not', () => {
  const asks = (id: string, kind: 'CITIZEN' | 'OPERATOR') => ({
    since: 0,
    view: own(id, {
      call: {
        id: `call-${id}`,
        version: 1,
        mode: 'TALK',
        provider: 'PEERS',
        state: 'PROPOSED',
        proposedBy: { kind },
        proposedAt: '2026-03-01T09:00:00.000Z',
        members: [],
      },
    }),
  });
  const conversations = [asks('one', 'CITIZEN'), asks('two', 'OPERATOR')];
  expect(callers({ ...emptyDesk(marta.id), conversations })).toEqual(['one']);
});
