import type { Answer, Clock, Connection, ConnectionState, Keep, LiveConsultation } from '@indiretta/connection';
import type {
  Ask,
  Author,
  AwayReason,
  CallInvitation,
  ClientMessageId,
  ConsultationId,
  JoinCode,
  OperatorId,
  Outcome,
  PresenceState,
  ReplyTo,
  TopicId,
  Transfer,
} from '@indiretta/protocol';
import { Followed } from './Followed.ts';
import { linkOf } from './link.ts';
import { type DeskEvent, reduce } from './reduce.ts';
import { type DeskState, emptyDesk, endsSoon } from './state.ts';

/** How long to wait before the desk is asked for again after no answer, in ms. */
const RETRY_AFTER_MS = 2_000;

export interface DeskPorts {
  readonly connection: Pick<Connection, 'state' | 'onState' | 'onPush' | 'onPositions' | 'request' | 'open' | 'close'>;
  readonly clock: Clock;
  /** Time of day in ms, as this computer believes. */
  readonly wallClock: () => number;
  /** This person's own place on this device. */
  readonly keep: Keep;
  readonly newClientMessageId: () => ClientMessageId;
  readonly me: { readonly id: OperatorId; readonly firstName: string };
}

/** A consultation of the desk with the link it runs over. */
export interface Beside {
  readonly connection: Pick<Connection, 'state' | 'onState' | 'onPush' | 'onPositions' | 'request'>;
  readonly consultation: LiveConsultation;
  /** This person, as an author. */
  readonly self: Author;
}

/** Whether a command was done; when not, the desk already shows a notice that says why. */
export type Done = Promise<boolean>;

/**
 * The desk of one person over one connection: keeps its state, follows every consultation of the person's own, and
 * turns what a person wants into commands. Screens read {@link state} and call the methods; they know no protocol.
 */
export class Desk {
  readonly #ports: DeskPorts;
  readonly #consultations: Followed;
  readonly #calls = new Set<() => void>();
  readonly #unsubscribe: (() => void)[];
  #state: DeskState;
  #callOff: () => void = () => {};
  #boardWatchers = 0;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
    this.#state = emptyDesk(ports.me.id);
    const { connection, clock } = ports;
    this.#consultations = new Followed({ ...ports, self: this.#self }, (snapshot) =>
      this.#happened({ type: 'snapshot', snapshot, now: clock.now() }),
    );
    this.#unsubscribe = [
      connection.onState((state) => this.#linked(state)),
      connection.onPush((push) => this.#happened({ type: 'push', push, now: clock.now() })),
    ];
  }

  get state(): DeskState {
    return this.#state;
  }

  onChange(call: () => void): () => void {
    this.#calls.add(call);
    return () => this.#calls.delete(call);
  }

  open(): void {
    this.#ports.connection.open();
  }

  /** Ends the link; may be called twice. */
  close(): void {
    this.#callOff();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#consultations.close();
    this.#ports.connection.close();
  }

  /** Erases from this device everything this person typed and did not send; called at sign-out. */
  eraseKept(): void {
    for (const key of this.#ports.keep.keys('')) this.#ports.keep.remove(key);
  }

  /** The live consultation, to write in it; undefined when it is not of this desk. */
  live(id: ConsultationId): LiveConsultation | undefined {
    return this.#consultations.live(id);
  }

  /** What stands beside a consultation of this desk, such as its call, is built on these; undefined when it is not of it. */
  beside(id: ConsultationId): Beside | undefined {
    const live = this.live(id);
    return live && { connection: this.#ports.connection, consultation: live, self: this.#self };
  }

  setPresence(state: PresenceState, reason?: AwayReason): Done {
    return this.#ask({ type: 'setPresence', state, ...(reason ? { reason } : {}) });
  }

  /** Away from now on, for so many minutes where that is known. */
  pause(reason: AwayReason, minutes?: number): Done {
    if (minutes === undefined) return this.setPresence('AWAY', reason);
    const now = this.#ports.wallClock() + this.#state.serverAheadMs;
    return this.#ask({
      type: 'setPresence',
      state: 'AWAY',
      reason,
      until: new Date(now + minutes * 60_000).toISOString(),
    });
  }

  /** "I am here": the answer to "still there?". */
  answerStillThere(): Done {
    return this.#ask({ type: 'stillHere' });
  }

  /** Everything of this person's own goes back to the queue, and nothing more comes: they are offline. */
  handBack(): Done {
    return this.#ask({ type: 'handBack' });
  }

  async take(consultation: ConsultationId): Done {
    return this.#followed(consultation, await this.#ask({ type: 'takeConsultation', consultation }));
  }

  async accept(consultation: ConsultationId): Done {
    return this.#followed(consultation, await this.#ask({ type: 'acceptOffer', consultation }));
  }

  decline(consultation: ConsultationId): Done {
    return this.#ask({ type: 'declineOffer', consultation });
  }

  /** Until the returned function is called {@link DeskState.board} is kept up to date, also after a lost link. */
  watchBoard(): () => void {
    this.#boardWatchers++;
    if (this.#boardWatchers === 1) void this.#askBoard();
    return () => {
      this.#boardWatchers--;
      if (this.#boardWatchers === 0) void this.#ports.connection.request({ type: 'unwatchBoard' });
    };
  }

  reassign(consultation: ConsultationId, to: OperatorId): Done {
    return this.#ask({ type: 'reassign', consultation, to });
  }

  async pick(consultation: ConsultationId): Done {
    return this.#followed(consultation, await this.#ask({ type: 'pick', consultation }));
  }

  async joinOpenly(consultation: ConsultationId): Done {
    const done = await this.#ask({ type: 'joinOpenly', consultation });
    if (done) this.#happened({ type: 'joinedOpenly', consultation });
    return this.#followed(consultation, done);
  }

  async leaveOpenly(consultation: ConsultationId): Done {
    const done = await this.#ask({ type: 'leaveOpenly', consultation });
    if (done) this.#happened({ type: 'leftOpenly', consultation, now: this.#ports.clock.now() });
    return done;
  }

  endPause(operator: OperatorId): Done {
    return this.#ask({ type: 'endPause', operator });
  }

  showPersonFigures(on: boolean): Done {
    return this.#ask({ type: 'showPersonFigures', on });
  }

  /** This person looks at it. */
  opened(consultation: ConsultationId): void {
    this.#happened({ type: 'opened', consultation });
  }

  offerHandOver(consultation: ConsultationId, to: OperatorId, note: string): Done {
    return this.#ask({ type: 'offerHandOver', consultation, to, ...(note ? { note } : {}) });
  }

  answerHandOver(consultation: ConsultationId, accept: boolean): Done {
    return this.#ask({ type: 'answerHandOver', consultation, accept });
  }

  /** Goes into the call this person was asked into; its consultation stands on this desk while they are in it. */
  async visit({ consultation, call }: Pick<CallInvitation, 'consultation' | 'call'>): Done {
    const done = await this.#ask({ type: 'joinCall', consultation, call });
    if (done) this.#happened({ type: 'attended', consultation });
    return done;
  }

  declineCall({ consultation, call }: Pick<CallInvitation, 'consultation' | 'call'>): Done {
    return this.#ask({ type: 'leaveCall', consultation, call, reason: 'HUNG_UP' });
  }

  /** Said to the desk first, so that its end does not read as declined. */
  cancelHandOver(consultation: ConsultationId): Done {
    this.#happened({ type: 'handOverTakenBack', consultation });
    return this.#ask({ type: 'cancelHandOver', consultation });
  }

  withdraw(consultation: ConsultationId, seq: number): Done {
    return this.#ask({ type: 'withdrawEntry', consultation, seq });
  }

  askAnythingElse(consultation: ConsultationId): Done {
    return this.#ask({ type: 'askAnythingElse', consultation });
  }

  warn(consultation: ConsultationId): Done {
    return this.#ask({ type: 'warnCitizen', consultation });
  }

  /** To be completed, the desk shows the code to come back with until it is put away. */
  async end(consultation: ConsultationId, outcome: Outcome): Done {
    const answer = await this.#answer({ type: 'closeConsultation', consultation, outcome });
    if (answer?.type === 'closed') {
      const { returnCode: code, expiresAt } = answer;
      this.#happened({ type: 'codeGiven', given: { consultation, code, expiresAt } });
    }
    return answer !== undefined;
  }

  /** The code was passed on; it is not shown again. */
  putCodeAway(): void {
    this.#happened({ type: 'codePutAway' });
  }

  /** Where it could be passed to now; undefined when nothing was answered, which a notice says. */
  async transfers(consultation: ConsultationId): Promise<readonly Transfer[] | undefined> {
    return (await this.#answer({ type: 'listTransfers', consultation }))?.topics;
  }

  transferToTopic(consultation: ConsultationId, topic: TopicId, note: string): Done {
    return this.#ask({ type: 'transferToTopic', consultation, topic, ...(note ? { note } : {}) });
  }

  /** A code for somebody on the telephone; the one before is void. Undefined: a notice says why. */
  makeJoinCode(topic?: TopicId): Promise<JoinCode | undefined> {
    return this.#answer({ type: 'makeJoinCode', ...(topic ? { topic } : {}) });
  }

  /** A return code that was given with the end is void. */
  async undoEnd(consultation: ConsultationId): Done {
    const done = await this.#ask({ type: 'undoClose', consultation });
    if (done && this.#state.given?.consultation === consultation) this.putCodeAway();
    return done;
  }

  /** "Stay signed in": the sign-in goes on. */
  async stay(): Done {
    const done = await this.#ask({ type: 'stillHere' });
    if (done) this.#happened({ type: 'stayed' });
    return done;
  }

  /** Tells the server that a person is here; whether it took it. While the person is asked only their answer counts. */
  async stillHere(): Promise<boolean> {
    if (endsSoon(this.#state, this.#ports.wallClock()) !== undefined) return false;
    if (this.#state.presence?.stillThere !== undefined) return false;
    return (await this.#ports.connection.request({ type: 'stillHere' })).type === 'done';
  }

  /** This person saw everything up to `seq`. */
  read(consultation: ConsultationId, seq: number): void {
    this.live(consultation)?.markRead(seq);
    this.#happened({ type: 'seen', consultation, seq });
  }

  /** Writes a note or message, or puts an uploaded file in; a notice says so when too much waits already. */
  write(consultation: ConsultationId, body: Parameters<LiveConsultation['send']>[0]): boolean {
    const taken = this.live(consultation)?.send(body) ?? false;
    if (!taken) this.#happened({ type: 'notice', notice: { type: 'tooMuchUnsent' } });
    return taken;
  }

  noteDraft(consultation: ConsultationId): string {
    return this.#ports.keep.get(`note:${consultation}`) ?? '';
  }

  setNoteDraft(consultation: ConsultationId, draft: string): void {
    if (draft) this.#ports.keep.set(`note:${consultation}`, draft);
    else this.#ports.keep.remove(`note:${consultation}`);
  }

  putAway(notice: number): void {
    this.#happened({ type: 'noticePutAway', number: notice });
  }

  get #self(): Author {
    const { me } = this.#ports;
    return { kind: 'OPERATOR', name: me.firstName, operator: me.id };
  }

  async #ask(ask: Ask): Done {
    return (await this.#answer(ask)) !== undefined;
  }

  async #answer<A extends Ask>(ask: A): Promise<ReplyTo<A['type']> | undefined> {
    const answer: Answer<Ask['type']> = await this.#ports.connection.request(ask);
    if (answer.type === 'unanswered') {
      this.#happened({ type: 'notice', notice: { type: 'unanswered' } });
      return undefined;
    }
    if (answer.type !== 'refused') return answer as ReplyTo<A['type']>;
    const { code, retryAfterMs, by } = answer;
    this.#happened({
      type: 'notice',
      notice:
        code === 'TAKEN'
          ? { type: 'taken', ...(by ? { by } : {}) }
          : { type: 'refused', code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    });
    return undefined;
  }

  #followed(consultation: ConsultationId, done: boolean): boolean {
    if (done) this.#consultations.follow(consultation);
    return done;
  }

  #linked(state: ConnectionState): void {
    const now = this.#ports.clock.now();
    const link = linkOf(state, now, this.#state.link.type !== 'connecting');
    if (link) this.#happened({ type: 'link', link, now });
    if (state.type === 'online' && state.greeted.type === 'welcome') {
      this.#happened({ type: 'greeted', at: state.greeted.at, wallClock: this.#ports.wallClock() });
      void this.#watch();
      if (this.#boardWatchers > 0) void this.#askBoard();
    }
  }

  /** Without an answer the next link asks again. */
  async #askBoard(): Promise<void> {
    const answer = await this.#ports.connection.request({ type: 'watchBoard' });
    if (answer.type === 'board') this.#happened({ type: 'board', board: answer.board });
  }

  async #watch(): Promise<void> {
    this.#callOff();
    const { connection, clock } = this.#ports;
    const answer = await connection.request({ type: 'watchQueue' });
    if (answer.type === 'desk') return this.#happened({ type: 'desk', desk: answer.desk, now: clock.now() });
    if (connection.state.type !== 'online') return;
    const waitMs = (answer.type === 'refused' ? answer.retryAfterMs : undefined) ?? RETRY_AFTER_MS;
    this.#callOff = clock.after(waitMs, () => void this.#watch());
  }

  #happened(event: DeskEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state === before) return;
    const { conversations, callInvitations } = this.#state;
    if (conversations !== before.conversations || callInvitations !== before.callInvitations) this.#followOwn();
    if (this.#state.nextNotice !== before.nextNotice) this.#seekLost(before.nextNotice);
    for (const call of [...this.#calls]) call();
  }

  /**
   * What was lost while away and does not wait is with somebody: asking for it back says with whom (TAKEN), or gives
   * it back where that was not so any more.
   */
  #seekLost(fromNotice: number): void {
    for (const { number, notice } of this.#state.notices) {
      if (number < fromNotice || notice.type !== 'lostWhileAway') continue;
      const { consultation, now } = notice;
      if (now.type !== 'elsewhere' || now.name !== undefined) continue;
      void this.#ports.connection.request({ type: 'takeConsultation', consultation }).then((answer) => {
        if (answer.type === 'done') this.#consultations.follow(consultation);
        const by = answer.type === 'refused' && answer.code === 'TAKEN' ? answer.by : undefined;
        if (answer.type === 'done' || by) this.#happened({ type: 'lostFound', consultation, by });
      });
    }
  }

  /** What stands on the desk, and the calls of colleagues that this person is in. */
  #followOwn(): void {
    const { conversations, callInvitations } = this.#state;
    const visited = callInvitations.filter(({ joined }) => joined).map(({ consultation }) => consultation);
    this.#consultations.only(new Set([...conversations.map(({ view }) => view.id), ...visited]));
  }
}
