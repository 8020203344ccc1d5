import { assertNever, type EntryBody, type Outcome } from '@indiretta/protocol';
import { outcomeWord } from '../../words/terms.ts';
import type { Words } from '../../words/words.ts';

type EventBody = Extract<EntryBody, { type: 'event' }>;

/** What happened, in words; `topic` names a topic by its id. */
export function eventText(
  words: Words,
  { event, name, detail, seconds }: EventBody,
  topic: (id: string) => string,
): string {
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
    case 'CITIZEN_LOST':
      return words.event_citizen_lost();
    case 'CALL_STARTED':
      return words.event_call_started();
    case 'CALL_ENDED':
      return words.event_call_ended({ time: minutes(seconds) });
    case 'CALL_DECLINED':
      return words.event_call_declined();
    case 'SHARE_STARTED':
      return detail === 'CAMERA' ? words.event_camera_started() : words.event_screen_started();
    case 'SHARE_ENDED':
      return detail === 'CAMERA'
        ? words.event_camera_ended({ time: minutes(seconds) })
        : words.event_screen_ended({ time: minutes(seconds) });
    default:
      return assertNever(event);
  }
}

/** `5:12`: minutes and seconds. */
const minutes = (seconds = 0): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
