import { type Answer, Listeners } from '@indiretta/connection';
import type { CallEnd, CallJoined, CallMember, CallMode, CallView, LeaveReason, Push } from '@indiretta/protocol';
import { AtJitsi, type MediaAtJitsi } from './AtJitsi.ts';
import { Attention } from './Attention.ts';
import { sameAuthor } from './authors.ts';
import { draw, type Ended, isOlder, same, voicesOf } from './draw.ts';
import { theirProposal } from './Meeting.ts';
import { Mesh } from './Mesh.ts';
import { OwnMedia } from './OwnMedia.ts';
import { Part } from './Part.ts';
import { Patience } from './Patience.ts';
import { Proposals } from './Proposals.ts';
import type { CallPorts } from './ports.ts';
import { Reports } from './Reports.ts';
import { Seat } from './Seat.ts';
import { Signals } from './Signals.ts';
import { Sound } from './Sound.ts';
import { StartTime } from './StartTime.ts';
import type { CallSnapshot } from './snapshot.ts';

/**
 * The call of one consultation, and the only door to it: what a person does comes in as a method, what a screen draws
 * goes out as one snapshot. It follows the consultation's view, takes and re-takes the seat in a running call, and keeps
 * the media links to the other members. Over a lost link they go on, and it comes back as the peer it was. After a reload
 * it comes back receiving: heard and seen again only by the person's own click. What cannot be re-established in 30 s
 * ends; the chat is never touched.
 */
export class Call {
  readonly #ports: CallPorts;
  readonly #proposals: Proposals;
  readonly #part: Part;
  readonly #reports: Reports;
  readonly #seat: Seat;
  readonly #mesh: Mesh;
  readonly #own: OwnMedia;
  readonly #jitsi = new AtJitsi();
  readonly #sound: Sound;
  readonly #attention: Attention;
  readonly #patience: Patience;
  readonly #startTime: StartTime;
  readonly #changes = new Listeners<CallSnapshot>();
  readonly #unsubscribe: (() => void)[];
  #going: CallView | undefined;
  /** The newest picture of the last call, ended or not; news may come in any order. */
  #newest: CallView | undefined;
  #ended: Ended | undefined;
  /** It was running before, on this page or before its reload. */
  #again = false;
  #closed = false;
  #snapshot: CallSnapshot;

  constructor(ports: CallPorts) {
    this.#ports = ports;
    const { connection, consultation, clock, keep, capturing, newPeerConnection, newPlayer, watchNetwork } = ports;
    const onChange = () => this.#refresh();
    const signals = new Signals(clock, (to, body) => this.#proposals.signal(this.#going?.id, to, body));
    this.#proposals = new Proposals(connection, consultation.id);
    this.#part = new Part(consultation.id, keep);
    this.#seat = new Seat({
      consultation: consultation.id,
      connection,
      clock,
      onJoined: (joined) => {
        if (joined.peer !== this.#mesh.self) signals.clear();
        this.#joined(joined);
      },
      onRefused: () => this.#over('FAILED', true),
    });
    this.#mesh = new Mesh({ clock, newPeerConnection, send: (to, signal) => signals.send(to, signal), onChange });
    this.#own = new OwnMedia(capturing, () => this.#ownChanged());
    this.#sound = new Sound(newPlayer, onChange);
    this.#attention = new Attention({ clock, peers: () => this.#mesh.peers, onChange });
    this.#reports = new Reports(clock, this.#attention, this.#seat);
    this.#patience = new Patience(clock, () => this.#giveUp());
    this.#startTime = new StartTime(clock, ports.timeOfDay);
    this.#snapshot = this.#draw();
    this.#unsubscribe = [
      connection.onState(({ type }) => {
        // The seat goes with the link; the media stay as they are until it is taken again.
        if (type !== 'online') this.#seat.lost();
        this.#follow();
      }),
      connection.onPush((push) => this.#pushed(push)),
      consultation.onChange(() => this.#follow()),
      watchNetwork(() => this.#mesh.networkChanged()),
    ];
    this.#follow();
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  onChange(call: (snapshot: CallSnapshot) => void): () => void {
    return this.#changes.add(call);
  }

  /** This person's devices: every method that opens one stands for a click of theirs. */
  get own(): OwnMedia {
    return this.#own;
  }

  /**
   * This page takes part in the call that is going or comes next, as soon as it runs: the person pressed Talk or Show at
   * the start, or joins from here a call that goes on outside.
   */
  takePart(): void {
    this.#want();
    this.#follow();
  }

  #want(): void {
    this.#part.want();
    this.#jitsi.want();
  }

  /** Asks the other side for a call, or, in a running one, changes its mode. What both ask at once is answered so. */
  async propose(mode: CallMode): Promise<Answer<'proposeCall'>> {
    const changesMode = this.#going?.state === 'RUNNING';
    if (!changesMode) this.#want();
    const answer = await this.#proposals.propose(mode, () => theirProposal(this, this.#ports.clock));
    if (answer.type !== 'done' && !changesMode) this.#stepBack();
    return answer;
  }

  /** Takes what the other side proposed. */
  async accept(): Promise<Answer<'answerCall'>> {
    this.#want();
    const answer = await this.#proposals.answer(this.#going?.id, true);
    if (answer.type !== 'done') this.#stepBack();
    else this.#follow();
    return answer;
  }

  decline(): Promise<Answer<'answerCall'>> {
    return this.#proposals.answer(this.#going?.id, false);
  }

  /** Goes on from browser to browser, for everybody, because Jitsi does not load. */
  withoutJitsi(): Promise<Answer<'useOwnCall'>> {
    return this.#proposals.withoutJitsi(this.#going?.id);
  }

  /** What this person opened in Jitsi. */
  sayAtJitsi(media: MediaAtJitsi): void {
    this.#jitsi.media = media;
    this.#ownChanged();
  }

  /** Leaves the call, or takes the own proposal back. The consultation goes on in writing. */
  hangUp(reason: LeaveReason = 'HUNG_UP'): void {
    const call = this.#going;
    if (!call) return;
    if (this.#snapshot.phase.type === 'proposedByThem') {
      void this.decline();
      return;
    }
    this.#reports.say();
    void this.#seat.leave(call.id, reason);
    this.#over(call.state === 'PROPOSED' ? 'WITHDRAWN' : reason === 'FAILED' ? 'FAILED' : 'HUNG_UP');
  }

  /** Call it inside a click, while {@link CallSnapshot.tapToHear}. */
  tapToHear = (): Promise<void> => this.#sound.hear();

  chooseSpeaker = (speaker: string): void => this.#sound.choose(speaker);

  /** The person has seen how the last call ended. */
  dismiss(): void {
    this.#ended = undefined;
    this.#refresh();
  }

  /** The page goes away; the seat stays kept for a reload. May be called twice. */
  close(): void {
    this.#closed = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#release();
  }

  #pushed(push: Push): void {
    if (push.type === 'signalled') {
      if (push.call === this.#going?.id) this.#mesh.signalled(push.from, push.body);
    } else if (push.type === 'shareEnded') {
      if (push.call === this.#going?.id) this.#own.takeDown(push.what);
    } else if (push.type === 'callChanged' && push.call.id === this.#ended?.call && push.call.endReason) {
      // The server's word for an end whose reason could only be guessed.
      if (this.#ended.guessed) this.#ended = { call: push.call.id, reason: push.call.endReason, guessed: false };
      this.#refresh();
    }
  }

  /** Looks at the consultation's call as it stands now, and does what follows from it. */
  #follow(): void {
    const seen = this.#ports.consultation.snapshot.view?.call;
    const call = isOlder(seen, this.#newest) ? this.#newest : seen;
    this.#newest = call ?? this.#newest;
    const going = call?.state === 'ENDED' ? undefined : call;
    if (this.#going && this.#going.id !== going?.id) {
      const reason = call?.id === this.#going.id ? call.endReason : undefined;
      this.#over(reason ?? 'CONSULTATION_ENDED', reason === undefined);
    }
    // What a click to talk opened is Jitsi's to open there.
    if (going?.provider === 'JITSI' && going.id !== this.#going?.id) this.#own.close();
    this.#going = going;
    if (going?.state === 'RUNNING' && this.#part.isWanted(going.id)) this.#attend(going);
    this.#refresh();
  }

  #attend(call: CallView): void {
    const { connection, consultation } = this.#ports;
    const mine = call.members.find((member) => this.#isMine(member));
    const own = mine?.peer;
    const wasIn = this.#part.wasIn(call.id);
    if (wasIn && !mine) {
      // It goes on without this person: taken out of it.
      this.#over('HUNG_UP');
      return;
    }
    if (wasIn && own !== undefined && !this.#part.isMine(own) && !this.#seat.mayHaveOne) {
      // The person went on in another window; what they do there counts.
      this.#release();
      this.#part.drop();
      return;
    }
    if (this.#jitsi.leaves(call)) {
      this.#seat.giveUp();
      if (this.#own.state.microphone === 'OFF') this.#own.startAnew({ speakAgain: true, shareAgain: undefined });
    }
    this.#reports.begin();
    if (this.#seat.peer === undefined) this.#again ||= wasIn;
    if (connection.state.type === 'online' && consultation.snapshot.sync.type === 'caughtUp') this.#seat.take(call.id);
    if (this.#seat.peer !== undefined && !this.#jitsi.state) this.#mesh.follow(this.#others(call));
  }

  #joined(joined: CallJoined): void {
    const { call, peer, iceServers, icePolicy } = joined;
    const goesOn = peer === this.#mesh.self;
    const keepsOpen = this.#jitsi.joined(joined) || iceServers === undefined || goesOn;
    if (this.#part.wasIn(call.id) && !keepsOpen) this.#own.startAnew(this.#part.before);
    this.#part.joined(call.id, peer);
    if (iceServers && !goesOn) {
      this.#mesh.start(peer, {
        iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
        iceTransportPolicy: icePolicy,
      });
    }
    // News may have overtaken the answer.
    if (!isOlder(call, this.#newest)) {
      this.#newest = call;
      this.#going = call;
    }
    if (iceServers) this.#mesh.follow(this.#others(this.#going ?? call));
    this.#attention.start();
    this.#ownChanged();
    // The other side went on without Jitsi meanwhile.
    if (!iceServers && this.#going?.provider === 'PEERS') this.#follow();
  }

  #others(call: CallView): readonly CallMember[] {
    return call.members.filter((member) => !this.#isMine(member));
  }

  #isMine({ member, author }: CallMember): boolean {
    const { member: place, self } = this.#ports;
    const known = place?.();
    return known === undefined ? sameAuthor(author, self) : member === known;
  }

  #giveUp(): void {
    const call = this.#going;
    if (!call) return;
    const online = this.#ports.connection.state.type === 'online';
    const awaited = this.#others(call).every(({ away }) => away);
    // Whom the server waits for is its to give up, with its reason; only when it says nothing it is said here.
    if (online && awaited && this.#patience.onceMore()) return;
    if (online) void this.#seat.leave(call.id, 'FAILED');
    this.#over(online && !awaited ? 'FAILED' : 'LOST');
  }

  /** What was begun with a click did not come about. */
  #stepBack(): void {
    this.#part.drop();
    this.#own.close();
  }

  #over(reason: CallEnd, guessed = false): void {
    const call = this.#going?.id;
    if (call !== undefined && this.#ended?.call !== call) this.#ended = { call, reason, guessed };
    this.#part.drop();
    this.#release();
    this.#refresh();
  }

  #release(): void {
    this.#seat.giveUp();
    this.#jitsi.close();
    this.#mesh.close();
    this.#sound.follow(new Map());
    this.#attention.stop();
    this.#patience.stop();
    this.#reports.stop();
    this.#again = false;
    this.#own.close();
  }

  #ownChanged(): void {
    if (this.#closed) return;
    const { microphone, camera, screen, onHold } = this.#own.state;
    this.#part.remember(this.#own.before);
    this.#mesh.setTracks(this.#own.sent);
    this.#sound.mute(onHold);
    const open = { microphone, camera: camera !== undefined, screen: screen?.state === 'shared' };
    this.#seat.say({ ...(this.#jitsi.state ? this.#jitsi.media : open), onHold });
    this.#refresh();
  }

  #refresh(): void {
    const connected = this.#mesh.peers.some(({ link }) => link === 'connected');
    if (connected) this.#reports.connected();
    this.#again ||= connected;
    this.#sound.follow(voicesOf(this.#mesh.peers));
    const now = this.#draw();
    const { type } = now.phase;
    const unseated = type === 'running' && this.#seat.peer === undefined;
    this.#patience.needed(type === 'connecting' || type === 'reestablishing' || unseated);
    if (same(this.#snapshot, now)) return;
    this.#snapshot = now;
    this.#changes.tell(now);
  }

  #draw(): CallSnapshot {
    const going = this.#going;
    return draw({
      self: this.#ports.self,
      going,
      ended: this.#ended,
      takesPart: going !== undefined && this.#part.isWanted(going.id),
      seated: this.#seat.peer !== undefined || this.#mesh.self !== undefined,
      again: this.#again,
      others: going?.state === 'RUNNING' ? this.#others(going) : [],
      jitsi: this.#jitsi.state,
      mesh: this.#mesh,
      attention: this.#attention,
      own: this.#own.state,
      startedAt: this.#startTime.of(going),
      tapToHear: this.#sound.blocked,
    });
  }
}
