import type { Capture, MediaProblem, Support } from '@indiretta/call';
import type { CallEnd } from '@indiretta/protocol';
import type { TalkWords } from '../../words/talk.ts';

/** Why a call ended, and what a person can do now. */
export function endWords(words: TalkWords, reason: CallEnd, name: string): string {
  const said: Record<CallEnd, () => string> = {
    DECLINED: () => words.ended_declined({ name }),
    WITHDRAWN: () => words.ended_withdrawn({}),
    UNANSWERED: () => words.ended_unanswered({}),
    HUNG_UP: () => words.ended_hung_up({}),
    LOST: () => words.ended_lost({}),
    FAILED: () => words.ended_failed({}),
    HANDED_OVER: () => words.ended_handed_over({}),
    CONSULTATION_ENDED: () => words.ended_over({}),
    TOO_LONG: () => words.ended_too_long({}),
  };
  return said[reason]();
}

/** What went wrong with a device and what to do; undefined for what the person did on purpose. */
export function problemWords(words: TalkWords, device: Capture, problem: MediaProblem): string | undefined {
  if (problem === 'POLICY') return words.policy({});
  if (problem === 'INSECURE') return words.insecure({});
  if (problem === 'UNSUPPORTED') return words.unsupported({});
  if (problem === 'CANCELLED') return device === 'microphone' ? words.microphone_denied({}) : undefined;
  if (device === 'screen') return problem === 'UNPLUGGED' ? undefined : words.screen_failed({});
  const ofMicrophone = device === 'microphone';
  switch (problem) {
    case 'DENIED':
      return ofMicrophone ? words.microphone_denied({}) : words.camera_denied({});
    case 'MISSING':
      return ofMicrophone ? words.microphone_missing({}) : words.camera_missing({});
    case 'IN_USE':
      return ofMicrophone ? words.microphone_in_use({}) : words.camera_in_use({});
    case 'UNPLUGGED':
      return ofMicrophone ? words.microphone_unplugged({}) : words.camera_unplugged({});
  }
}

/** Whether another page or browser would help. */
export const helpsElsewhere = (problem: MediaProblem): boolean =>
  problem === 'POLICY' || problem === 'INSECURE' || problem === 'UNSUPPORTED';

/** What keeps this page from a call with the own voice; undefined when nothing does. */
export const hindrance = ({ calls, microphone }: Support): Exclude<Support['calls'], 'yes'> | undefined =>
  calls !== 'yes' ? calls : microphone !== 'yes' ? microphone : undefined;
