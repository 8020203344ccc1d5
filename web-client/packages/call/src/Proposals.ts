import type { Answer, Connection } from '@indiretta/connection';
import type { CallId, CallMode, ConsultationId, PeerId, SignalBody } from '@indiretta/protocol';

/** What is asked about a call before and beside the seat in it. */
export class Proposals {
  readonly #connection: Pick<Connection, 'request'>;
  readonly #consultation: ConsultationId;

  constructor(connection: Pick<Connection, 'request'>, consultation: ConsultationId) {
    this.#connection = connection;
    this.#consultation = consultation;
  }

  /** Where the other side proposed in the same moment, `theirs` is that proposal, and is taken: both want it. */
  async propose(mode: CallMode, theirs: () => Promise<CallId | undefined>): Promise<Answer<'proposeCall'>> {
    const answer = await this.#connection.request({ type: 'proposeCall', consultation: this.#consultation, mode });
    if (answer.type !== 'refused' || answer.code !== 'WRONG_STATE') return answer;
    const met = await theirs();
    return met === undefined ? answer : this.answer(met, true);
  }

  answer(call: CallId | undefined, accept: boolean): Promise<Answer<'answerCall'>> {
    if (call === undefined) return notSent();
    return this.#connection.request({ type: 'answerCall', consultation: this.#consultation, call, accept });
  }

  withoutJitsi(call: CallId | undefined): Promise<Answer<'useOwnCall'>> {
    if (call === undefined) return notSent();
    return this.#connection.request({ type: 'useOwnCall', consultation: this.#consultation, call });
  }

  signal(call: CallId | undefined, to: PeerId, body: SignalBody): Promise<Answer<'signal'>> {
    if (call === undefined) return notSent();
    return this.#connection.request({ type: 'signal', consultation: this.#consultation, call, to, body });
  }
}

const notSent = (): Promise<Answer<'signal'>> => Promise.resolve({ type: 'unanswered', why: 'OFFLINE' });
