import type { Capture, MediaProblem, OtherMember, QualityWord } from '@indiretta/call';
import type { Answer } from '@indiretta/connection';
import type { Ask, CallEnd, CallMode, Share } from '@indiretta/protocol';
import { Problem, problemCodeOf } from '../http/problem.ts';
import { refusalText } from '../words/problems.ts';
import type { PlainWord, Words } from '../words/words.ts';
import type { DeskCallState } from './DeskCall.ts';

type NamedWord = {
  [K in keyof Words]: Words[K] extends (gaps: { name: string | number }) => string ? K : never;
}[keyof Words];

const endWord: Record<CallEnd, NamedWord | PlainWord> = {
  DECLINED: 'call_ended_declined',
  WITHDRAWN: 'call_ended_withdrawn',
  UNANSWERED: 'call_ended_unanswered',
  HUNG_UP: 'call_ended_hung_up',
  LOST: 'call_ended_lost',
  FAILED: 'call_ended_failed',
  HANDED_OVER: 'call_ended_handed_over',
  CONSULTATION_ENDED: 'call_ended_over',
  TOO_LONG: 'call_ended_too_long',
};

const spoken = (words: Words, key: NamedWord | PlainWord, name: string): string =>
  (words[key] as (gaps: { name: string }) => string)({ name });

/** How a call ended, and that writing goes on. */
export const endText = (words: Words, reason: CallEnd, name: string): string => spoken(words, endWord[reason], name);

const phaseWord = {
  proposedByThem: { TALK: 'call_theirs_talk', SHOW: 'call_theirs_show' },
  proposedByUs: { TALK: 'call_ours_talk', SHOW: 'call_ours_show' },
  connecting: 'call_connecting',
  running: 'call_running',
  reestablishing: 'call_again',
  outside: 'call_outside',
} as const satisfies Record<string, NamedWord | Record<CallMode, NamedWord>>;

/** How far a call is, with whom; empty when there is none. */
export function phaseText(words: Words, { call: { phase } }: DeskCallState, name: string): string {
  switch (phase.type) {
    case 'idle':
      return '';
    case 'ended':
      return endText(words, phase.reason, name);
    case 'proposedByThem':
    case 'proposedByUs':
      return words[phaseWord[phase.type][phase.mode]]({ name });
    default:
      return words[phaseWord[phase.type]]({ name });
  }
}

export const qualityWord: Record<QualityWord, PlainWord> = { good: 'call_good', fair: 'call_fair', poor: 'call_poor' };

/** What there is to say of one of several in a call; undefined: they are there and can be heard. */
export function stateText(words: Words, { invited, away, onHold }: OtherMember): string | undefined {
  if (invited) return words.call_invited();
  if (away) return words.presence_away();
  return onHold ? words.call_hold() : undefined;
}

/** What somebody else ended of what this person showed. */
export const takenDownText = (words: Words, what: Share): string =>
  what === 'CAMERA' ? words.call_camera_ended() : words.call_screen_ended();

/** Fails with what a form says of a command that was not done. */
export function doneOrProblem(answer: Answer<Ask['type']>): void {
  if (answer.type === 'unanswered') throw new Problem('UNREACHABLE');
  if (answer.type === 'refused') throw new Problem(problemCodeOf(answer.code), '', answer.retryAfterMs, answer.by);
}

/** What hinders on the other side; undefined: nothing. */
export function theirText(words: Words, { away, onHold, microphone }: OtherMember, name: string): string | undefined {
  if (away) return words.call_they_away({ name });
  if (onHold) return words.call_they_hold({ name });
  return microphone === 'ON' ? undefined : words.call_they_muted({ name });
}

const deviceProblem: Record<Capture, Partial<Record<MediaProblem, PlainWord>>> = {
  microphone: {
    DENIED: 'call_microphone_denied',
    CANCELLED: 'call_microphone_denied',
    MISSING: 'call_microphone_missing',
    IN_USE: 'call_microphone_in_use',
    UNPLUGGED: 'call_microphone_unplugged',
  },
  camera: {
    DENIED: 'call_camera_denied',
    CANCELLED: 'call_camera_denied',
    MISSING: 'call_camera_missing',
    IN_USE: 'call_camera_in_use',
    UNPLUGGED: 'call_camera_unplugged',
  },
  screen: { DENIED: 'call_screen_denied', CANCELLED: 'call_screen_cancelled' },
};
const anyProblem: Partial<Record<MediaProblem, PlainWord>> = {
  INSECURE: 'call_insecure',
  POLICY: 'call_policy',
  UNSUPPORTED: 'call_unsupported',
};

/** Why a device did not open or is gone, and what to do. */
export const deviceText = (words: Words, what: Capture, problem: MediaProblem): string =>
  words[deviceProblem[what][problem] ?? anyProblem[problem] ?? 'call_screen_failed']();

/** Why a proposal or answer was not taken. */
export function refusedText(words: Words, refused: NonNullable<DeskCallState['refused']>): string {
  if (refused === 'UNANSWERED') return words.problem_unavailable();
  return refused === 'FORBIDDEN' ? words.call_not_offered() : refusalText(words, refused);
}
