import type { Author, CallEnd, CallId, CallMember, CallView, PeerId } from '@indiretta/protocol';
import type { Attention } from './Attention.ts';
import { sameAuthor } from './authors.ts';
import type { Mesh } from './Mesh.ts';
import type { Peer } from './Peer.ts';
import type { CallPhase, CallSnapshot, OtherMember } from './snapshot.ts';

/** How the last call ended; `guessed`: the server has not said it yet. */
export interface Ended {
  readonly call: CallId;
  readonly reason: CallEnd;
  readonly guessed: boolean;
}

/** What a phase follows from. */
export interface Facts {
  readonly self: Author;
  readonly going: CallView | undefined;
  readonly ended: Ended | undefined;
  /** This page takes part in the call that is going. */
  readonly takesPart: boolean;
  /** It has its seat, or had it over a link that is lost while its media go on. */
  readonly seated: boolean;
  /** It was in this call before, on this page or before its reload. */
  readonly again: boolean;
  /** Media flow to and from at least one other member, or Jitsi carries them. */
  readonly connected: boolean;
}

export function phaseOf({ self, going, ended, takesPart, seated, again, connected }: Facts): CallPhase {
  if (ended && (going === undefined || going.id === ended.call)) return { type: 'ended', reason: ended.reason };
  if (!going || going.state === 'ENDED') return { type: 'idle' };
  const { mode, proposedBy } = going;
  if (going.state === 'PROPOSED') {
    return sameAuthor(proposedBy, self)
      ? { type: 'proposedByUs', mode }
      : { type: 'proposedByThem', mode, by: proposedBy };
  }
  if (!takesPart) return { type: 'outside', mode };
  if (seated && connected) return { type: 'running', mode };
  return { type: again ? 'reestablishing' : 'connecting', mode };
}

export interface Parts
  extends Omit<Facts, 'connected'>,
    Pick<CallSnapshot, 'own' | 'startedAt' | 'tapToHear' | 'jitsi'> {
  readonly others: readonly CallMember[];
  readonly mesh: Pick<Mesh, 'peers' | 'of'>;
  readonly attention: Pick<Attention, 'quality' | 'speaks'>;
}

/** The picture of a call as it stands. */
export function draw({ others, mesh, attention, own, startedAt, tapToHear, jitsi, ...facts }: Parts): CallSnapshot {
  return {
    phase: phaseOf({
      ...facts,
      connected: jitsi !== undefined || mesh.peers.some(({ link }) => link === 'connected'),
    }),
    call: facts.going,
    others: others.map((member) => {
      const peer = mesh.of(member);
      return otherOf(member, peer, peer !== undefined && attention.speaks(peer.id));
    }),
    own,
    quality: attention.quality,
    startedAt,
    tapToHear,
    jitsi,
  };
}

/** Another member as a screen draws them; what is not said to be shown is not drawn, whatever the link carries. */
export function otherOf(member: CallMember, peer: Peer | undefined, speaking: boolean): OtherMember {
  const { author, microphone, camera, screen, onHold, away, invited = false } = member;
  const received = peer?.received;
  return {
    member: member.member,
    role: member.role,
    author,
    ...(member.peer === undefined ? {} : { peer: member.peer }),
    microphone,
    onHold,
    away,
    invited,
    ...(peer ? { link: peer.link } : {}),
    speaking: speaking && microphone === 'ON' && !onHold,
    ...(camera && received?.camera ? { camera: received.camera } : {}),
    ...(screen && received?.screen ? { screen: received.screen } : {}),
  };
}

/** The voices to play. */
export const voicesOf = (peers: readonly Peer[]): ReadonlyMap<PeerId, MediaStreamTrack> =>
  new Map(peers.flatMap(({ id, received: { microphone } }) => (microphone ? [[id, microphone] as const] : [])));

/** Whether it is an older picture of the same call. */
export const isOlder = (call: CallView | undefined, than: CallView | undefined): boolean =>
  call !== undefined && call.id === than?.id && call.version < than.version;

/** Equal in every field; tracks and other objects of the browser are equal to themselves only. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}
const isPlain = (value: unknown): value is Record<string, unknown> =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
