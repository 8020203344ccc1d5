import type { CallId, CallRole, ConsultationId, Instant, MemberId, Mode, OperatorId, PeerId } from './values.ts';
import type { Author } from './views.ts';

/** The modes of a call; the third, WRITE, is a consultation without one. */
export type CallMode = Exclude<Mode, 'WRITE'>;
/** Opened and heard, opened and silent, or not opened. */
export type Microphone = 'OFF' | 'ON' | 'MUTED';
/** Who carries the media: the browsers, one to another, or the city's Jitsi server. */
export type CallProvider = 'PEERS' | 'JITSI';
export type CallState = 'PROPOSED' | 'RUNNING' | 'ENDED';
/** Why a call ended. The first three never ran. */
export type CallEnd =
  | 'DECLINED'
  | 'WITHDRAWN'
  | 'UNANSWERED'
  | 'HUNG_UP'
  | 'LOST'
  | 'FAILED'
  | 'HANDED_OVER'
  | 'CONSULTATION_ENDED'
  | 'TOO_LONG';
/** Why a peer leaves; DEVICE: microphone, camera or loudspeaker cannot be used. */
export type LeaveReason = 'HUNG_UP' | 'DEVICE' | 'FAILED';

/** Who is in a call or has a place in it; `peer` is absent while `away` (not joined yet, or lost and waited for). */
export interface CallMember {
  /** Stays the same for as long as they have the place, also after a reload. */
  readonly member: MemberId;
  readonly role: CallRole;
  readonly peer?: PeerId;
  readonly author: Author;
  readonly microphone: Microphone;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly onHold: boolean;
  readonly away: boolean;
  /** Asked in and not come yet; then `away` too. */
  readonly invited?: true;
}

/** What somebody shows and others can end. */
export type Share = 'CAMERA' | 'SCREEN';

/** A call as everybody in its consultation sees it. */
export interface CallView {
  readonly id: CallId;
  /** Counts the changes: of two pictures of one call the higher one is newer, and the other is skipped. */
  readonly version: number;
  readonly mode: CallMode;
  readonly provider: CallProvider;
  readonly state: CallState;
  readonly proposedBy: Author;
  readonly proposedAt: Instant;
  /** When it was accepted. */
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  readonly endReason?: CallEnd;
  /** When it ends at the latest, while RUNNING. */
  readonly endsAt?: Instant;
  /** Empty while PROPOSED. */
  readonly members: readonly CallMember[];
}

/** How good a connection was: packets lost of 100, to the other side and back, through a relay or not. */
export interface CallQuality {
  readonly lossPercent: number;
  readonly roundTripMs: number;
  readonly relayed: boolean;
}

/** As `RTCPeerConnection` takes it. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}
/** As `iceTransportPolicy` takes it. */
export type IcePolicy = 'all' | 'relay';

/** A call's room at Jitsi: the server's origin, and what lets this person alone in. */
export interface JitsiPlace {
  readonly url: string;
  readonly room: string;
  readonly token: string;
}

/** What one peer passes to another; a candidate `''` says that there are no more. */
export type SignalBody =
  | { readonly kind: 'description'; readonly type: 'offer' | 'answer'; readonly sdp: string }
  | {
      readonly kind: 'candidate';
      readonly candidate: string;
      readonly sdpMid?: string;
      readonly sdpMLineIndex?: number;
      readonly usernameFragment?: string;
    };

type On<T extends string> = { readonly type: T; readonly consultation: ConsultationId };
type OfCall<T extends string> = On<T> & { readonly call: CallId };

/** What participants of an active consultation ask about its call (rules C1 to C17). */
export type CallAsk =
  /** With a running call: changes its mode. */
  | (On<'proposeCall'> & { readonly mode: CallMode })
  | (OfCall<'answerCall'> & { readonly accept: boolean })
  /** `peer`: who this browser was in the call already; it comes back over another link with its media going on. */
  | (OfCall<'joinCall'> & { readonly peer?: PeerId })
  | (OfCall<'signal'> & { readonly to: PeerId; readonly body: SignalBody })
  | (OfCall<'setMedia'> & {
      readonly microphone: Microphone;
      readonly camera: boolean;
      readonly screen: boolean;
      readonly onHold: boolean;
    })
  /** Also takes the own proposal back. */
  | (OfCall<'leaveCall'> & { readonly reason: LeaveReason })
  /** Whole numbers. `setUpMs`: from joining to the first media. */
  | (OfCall<'reportCall'> & CallQuality & { readonly setUpMs: number })
  /** `x`, `y`: whole numbers, 0 to 10,000 of the width and height of the shared picture. Staff only. */
  | (OfCall<'point'> & { readonly x: number; readonly y: number; readonly highlight: boolean })
  /** Staff only. */
  | OfCall<'askStill'>
  /** By the owner: a colleague or supervisor into the running call. */
  | (OfCall<'inviteToCall'> & { readonly operator: OperatorId })
  /** By the owner: anybody but the citizen and themselves; also an invitation or link that nobody followed yet. */
  | (OfCall<'removeFromCall'> & { readonly member: MemberId })
  /** By the citizen or the owner, whoever shows it. */
  | (OfCall<'endShare'> & { readonly member: MemberId; readonly what: Share })
  /** Goes on from browser to browser when Jitsi does not load. */
  | OfCall<'useOwnCall'>
  /** All of the line `line` as it stands now; never stored. A line that ends is a `sendMessage`. */
  | (On<'typeLive'> & { readonly line: number; readonly text: string })
  | (On<'setLiveText'> & { readonly on: boolean });

/** What the server says by itself about calls and real-time text. */
export type CallPush =
  /** Once with ENDED, when it ended. */
  | (On<'callChanged'> & { readonly call: CallView })
  | (OfCall<'signalled'> & { readonly from: PeerId; readonly body: SignalBody })
  /** The other side's line; their next message ends it. */
  | (On<'liveText'> & { readonly author: Author; readonly line: number; readonly text: string })
  | (On<'liveTextSet'> & { readonly on: boolean; readonly author: Author })
  | (OfCall<'pointed'> & { readonly x: number; readonly y: number; readonly highlight: boolean })
  | OfCall<'stillAsked'>
  /** Somebody else ended what this peer shows: it stops sending it. */
  | (OfCall<'shareEnded'> & { readonly what: Share });
