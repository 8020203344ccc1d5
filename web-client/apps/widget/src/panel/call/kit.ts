import type { MemberId, Mode, Share } from '@indiretta/protocol';
import type { ComponentType } from 'preact';
import type { TalkWords } from '../../words/talk.ts';
import type { Talking, TalkingState } from './Talking.ts';

/** What a person may want of a call. */
export type CallIntents = Pick<
  Talking,
  | 'accept'
  | 'chooseCamera'
  | 'chooseMicrophone'
  | 'chooseScreen'
  | 'chooseSpeaker'
  | 'closeTrial'
  | 'decline'
  | 'dismiss'
  | 'dismissProblem'
  | 'hangUp'
  | 'joinHere'
  | 'openTrial'
  | 'playTrialSound'
  | 'propose'
  | 'sayAtJitsi'
  | 'setLiveText'
  | 'shareScreen'
  | 'speak'
  | 'stopScreen'
  | 'tapToHear'
  | 'turnCamera'
  | 'turnHold'
  | 'turnMicrophone'
  | 'withoutJitsi'
>;

/** What every screen of a call gets. */
export interface CallKit {
  readonly words: TalkWords;
  readonly state: TalkingState;
  readonly intents: CallIntents;
  /** Whom one talks to: the operator's first name, or the desk while there is none. */
  readonly name: string;
  /** Nobody has answered the consultation yet. */
  readonly waiting: boolean;
  /** The modes of calls that the topic offers. */
  readonly modes: readonly Mode[];
  /** What is the citizen's is not theirs: to go on without Jitsi, to end what others show. */
  readonly guest?: true;
  /** Ends what somebody else shows; absent for who may not. */
  readonly endShare?: ((member: MemberId, what: Share) => void) | undefined;
  /** Puts a file into the conversation. */
  readonly onFile: (file: File) => void;
  /** What is shown beside the voice; absent while its code is not here. */
  readonly Show?: ComponentType<{ readonly kit: CallKit }> | undefined;
  /** What stands over the page while it is what is shown. */
  readonly Cover?: ComponentType | undefined;
  /** The full page with the same consultation, where this page's policy forbids a call; null when there is none. */
  readonly elsewhere: string | null;
  readonly ownPage: boolean;
  /** A call that Jitsi carries; absent while its code is not here. */
  readonly Jitsi?: ComponentType<{ readonly kit: CallKit }> | undefined;
}

/** What the choice of devices needs; the camera where there is a call. */
export interface DeviceKit extends Pick<CallKit, 'words'> {
  readonly state: Pick<TalkingState, 'devices' | 'chosen'>;
  readonly intents: Pick<CallIntents, 'chooseMicrophone' | 'chooseSpeaker'> &
    Partial<Pick<CallIntents, 'chooseCamera'>>;
}

/** What the test of microphone and sound needs. */
export interface TrialKit extends DeviceKit, Pick<CallKit, 'elsewhere'> {
  readonly state: Pick<TalkingState, 'devices' | 'chosen' | 'trial'>;
  readonly intents: Pick<
    CallIntents,
    'chooseMicrophone' | 'chooseSpeaker' | 'openTrial' | 'playTrialSound' | 'closeTrial'
  >;
}

/** The devices are Jitsi's to open and close. */
export const isAtJitsi = ({ state }: Pick<CallKit, 'state'>): boolean => state.call.call?.provider === 'JITSI';

/** `5:12`, `1:05:12`: a duration as clocks show it. */
export function durationOf(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
