import type { Author, CallEnd, CallMode, CallRole, CallView, MemberId, Microphone, PeerId } from '@indiretta/protocol';
import type { JitsiState } from './AtJitsi.ts';
import type { OwnMediaState } from './OwnMedia.ts';
import type { QualityWord } from './Quality.ts';
import type { LinkState } from './Recovery.ts';

/** How far a call is, seen from this page. */
export type CallPhase =
  | { readonly type: 'idle' }
  | { readonly type: 'proposedByUs'; readonly mode: CallMode }
  | { readonly type: 'proposedByThem'; readonly mode: CallMode; readonly by: Author }
  /** Goes on without this page: in another window of this person, or this person is not in it (any more). */
  | { readonly type: 'outside'; readonly mode: CallMode }
  | { readonly type: 'connecting'; readonly mode: CallMode }
  | { readonly type: 'running'; readonly mode: CallMode }
  | { readonly type: 'reestablishing'; readonly mode: CallMode }
  /** Until {@link Call.dismiss} or the next call. */
  | { readonly type: 'ended'; readonly reason: CallEnd };

/** Another person in the call; a medium's track is there while that person sends it. */
export interface OtherMember {
  readonly member: MemberId;
  readonly role: CallRole;
  readonly author: Author;
  readonly peer?: PeerId;
  readonly microphone: Microphone;
  readonly onHold: boolean;
  /** The server lost this person and waits for them; the media may go on. */
  readonly away: boolean;
  /** Asked in, and not come yet. */
  readonly invited: boolean;
  /** Absent: not there yet. */
  readonly link?: LinkState;
  readonly speaking: boolean;
  readonly camera?: MediaStreamTrack;
  readonly screen?: MediaStreamTrack;
}

/** What a screen draws; a new object after every change, the same object as long as nothing changed. */
export interface CallSnapshot {
  readonly phase: CallPhase;
  /** The call the phase is about; absent when none is going. */
  readonly call: CallView | undefined;
  readonly others: readonly OtherMember[];
  readonly own: OwnMediaState;
  /** The worst of all links; absent while nothing is known. */
  readonly quality: QualityWord | undefined;
  /** When the call started, on the clock's scale, in ms: the duration is `clock.now() - startedAt`. */
  readonly startedAt: number | undefined;
  /** The browser plays nothing before a click: {@link Call.tapToHear}. */
  readonly tapToHear: boolean;
  /** Where the call is while Jitsi carries it. */
  readonly jitsi: JitsiState | undefined;
}
