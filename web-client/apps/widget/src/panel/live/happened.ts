import type { EntryBody, EventKind } from '@indiretta/protocol';
import { type Say, type Word, w } from '../../words/words.ts';

export type EventBody = Extract<EntryBody, { type: 'event' }>;

const eventWords = {
  STARTED: w.started,
  JOINED: w.joined_short,
  OPERATOR_LOST: w.operator_lost,
  OPERATOR_BACK: w.operator_back,
  HANDED_BACK: w.handed_back,
  NOBODY_ANSWERED: w.nobody_answered,
  HANDED_OVER: w.handed_over,
  ANYTHING_ELSE: w.anything_else,
  WARNED: w.warned,
  ENDED: w.ended,
  REOPENED: w.reopened,
  TOPIC_CHANGED: w.topic_changed,
  CITIZEN_LOST: w.citizen_lost,
  BECAME_REQUEST: w.became_request,
  CALL_STARTED: w.call_started,
  CALL_ENDED: w.call_ended,
  CALL_DECLINED: w.call_declined,
  SHARE_STARTED: w.screen_started,
  SHARE_ENDED: w.screen_ended,
  CALL_JOINED: w.call_joined,
  CALL_LEFT: w.call_left,
  ALSO_JOINED: w.also_joined,
  ALSO_LEFT: w.also_left,
} as const satisfies Record<EventKind, Word>;

/** With an office, a camera instead of a screen: the same event in other words. */
const detailed: Partial<Record<Word, Word>> = {
  [w.joined_short]: w.joined,
  [w.screen_started]: w.camera_started,
  [w.screen_ended]: w.camera_ended,
};

/** What happened, in words; what ended says how long it was, as `5:12`. */
export function eventSaid(say: Say, { event, name = '', detail: office = '', seconds = 0 }: EventBody): string {
  const word = eventWords[event];
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const about = say as (word: Word, about: { name: string; office: string; time: string }) => string;
  return about((office && office !== 'SCREEN' && detailed[word]) || word, { name, office, time });
}
