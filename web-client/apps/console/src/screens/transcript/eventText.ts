import { type QualityWord, wordFor } from '@indiretta/call';
import {
  assertNever,
  type CallQuality,
  type CallRole,
  type EntryBody,
  type Mode,
  type Outcome,
} from '@indiretta/protocol';
import { callRoleWord, modeWord, outcomeWord } from '../../words/terms.ts';
import type { PlainWord, Words } from '../../words/words.ts';

type EventBody = Extract<EntryBody, { type: 'event' }>;

/** What happened, in words; `topic` names a topic by its id. */
export function eventText(
  words: Words,
  { event, name, detail, seconds, quality }: EventBody,
  topic: (id: string) => string,
): string {
  const who = name ?? words.citizen();
  const time = minutes(seconds);
  const person = [name, detail].filter(Boolean).join(', ');
  switch (event) {
    case 'STARTED':
      return words.event_started({ topic: detail ? topic(detail) : '' });
    case 'JOINED':
      return words.event_joined({ name: person });
    case 'OPERATOR_LOST':
      return words.event_operator_lost();
    case 'OPERATOR_BACK':
      return words.event_operator_back();
    case 'HANDED_BACK':
      return words.event_handed_back({ name: person });
    case 'NOBODY_ANSWERED':
      return words.event_nobody_answered({ name: person });
    case 'HANDED_OVER':
      return words.event_handed_over({ name: person });
    case 'ANYTHING_ELSE':
      return words.event_anything_else();
    case 'WARNED':
      return words.event_warned();
    case 'ENDED': {
      const known = detail !== undefined && detail in outcomeWord;
      return words.event_ended({ outcome: known ? words[outcomeWord[detail as Outcome]]() : '' });
    }
    case 'REOPENED':
      return words.event_reopened();
    case 'TOPIC_CHANGED':
      return words.event_topic_changed({ topic: detail ? topic(detail) : '' });
    case 'CITIZEN_LOST':
      return words.event_citizen_lost();
    case 'BECAME_REQUEST':
      return words.event_became_request({ reference: detail ?? '' });
    case 'CALL_STARTED':
      return words.event_call_started({ mode: words[modeWord[(detail ?? 'TALK') as Mode]](), name: who });
    case 'CALL_ENDED':
      return [
        words.event_call_ended({ time, reason: words[endWord[detail ?? ''] ?? 'call_end_hung_up']() }),
        ...qualityTexts(words, quality),
      ].join(' · ');
    case 'CALL_DECLINED':
      return words[declineWord[detail ?? ''] ?? 'event_call_declined']();
    case 'SHARE_STARTED':
      return detail === 'CAMERA'
        ? words.event_camera_started({ name: who })
        : words.event_screen_started({ name: who });
    case 'SHARE_ENDED':
      return detail === 'CAMERA'
        ? words.event_camera_ended({ name: who, time })
        : words.event_screen_ended({ name: who, time });
    case 'CALL_JOINED':
      return words.event_call_joined({ name: [who, roleText(words, detail)].filter(Boolean).join(', ') });
    case 'CALL_LEFT':
      return words.event_call_left({ name: [who, roleText(words, detail)].filter(Boolean).join(', ') });
    case 'ALSO_JOINED':
      return words.event_also_joined({ name: person });
    case 'ALSO_LEFT':
      return words.event_also_left({ name: person });
    default:
      return assertNever(event);
  }
}

/** One this console does not know yet is left unsaid. */
const roleText = (words: Words, role: string | undefined): string => {
  const known = role !== undefined && role in callRoleWord;
  return known ? words[callRoleWord[role as CallRole]]() : '';
};

const endWord: Partial<Record<string, PlainWord>> = {
  HUNG_UP: 'call_end_hung_up',
  LOST: 'call_end_lost',
  FAILED: 'call_end_failed',
  HANDED_OVER: 'call_end_handed_over',
  CONSULTATION_ENDED: 'call_end_over',
  TOO_LONG: 'call_end_too_long',
};
const declineWord: Partial<Record<string, PlainWord>> = {
  UNANSWERED: 'event_call_unanswered',
  WITHDRAWN: 'event_call_withdrawn',
};
const qualityWord: Record<QualityWord, PlainWord> = { good: 'call_good', fair: 'call_fair', poor: 'event_call_poor' };

/** How good a call was; nothing where nobody measured. */
function qualityTexts(words: Words, quality: CallQuality | undefined): readonly string[] {
  if (!quality) return [];
  const { relayed } = quality;
  return [words[qualityWord[wordFor(quality)]](), ...(relayed ? [words.event_call_relayed()] : [])];
}

/** `5:12`: minutes and seconds. */
const minutes = (seconds = 0): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
