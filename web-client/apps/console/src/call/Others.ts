import {
  askStill,
  endShare,
  inviteToCall,
  type Place,
  Pointer,
  type PointerPorts,
  removeFromCall,
} from '@indiretta/call';
import type { Answer } from '@indiretta/connection';
import type { Ask, CallId, MemberId, OperatorId, Share } from '@indiretta/protocol';

/** The call of the consultation as it stands now. */
interface Now {
  readonly call: CallId | undefined;
  readonly isRunning: boolean;
}

/** What this person asks of the others in a call: to look, to show or to show no more, to come in, to go. */
export class Others {
  readonly #ports: Omit<PointerPorts, 'call'>;
  readonly #now: () => Now;
  #pointer: { readonly call: CallId; readonly pointer: Pointer } | undefined;

  constructor(ports: Omit<PointerPorts, 'call'>, now: () => Now) {
    this.#ports = ports;
    this.#now = now;
  }

  /** Shows where to look in what is shared; `highlight`: look here. */
  point(place: Place, highlight: boolean): void {
    const { call, isRunning } = this.#now();
    if (call === undefined || !isRunning) return;
    if (this.#pointer?.call !== call) {
      this.close();
      this.#pointer = { call, pointer: new Pointer({ ...this.#ports, call }) };
    }
    this.#pointer.pointer.point(place, highlight);
  }

  /** Asks for a still picture of the citizen's camera. */
  askStill(): Promise<Answer<'askStill'>> {
    return this.#ask(askStill);
  }

  /** Ends what somebody shows. */
  endShare(member: MemberId, what: Share): Promise<Answer<'endShare'>> {
    return this.#ask((of) => endShare(of, member, what));
  }

  /** Asks a colleague or supervisor in. */
  invite(operator: OperatorId): Promise<Answer<'inviteToCall'>> {
    return this.#ask((of) => inviteToCall(of, operator));
  }

  /** Takes somebody out of the call, or an invitation or link back. */
  remove(member: MemberId): Promise<Answer<'removeFromCall'>> {
    return this.#ask((of) => removeFromCall(of, member));
  }

  /** May be called twice. */
  close(): void {
    this.#pointer?.pointer.close();
    this.#pointer = undefined;
  }

  async #ask<T extends Ask['type']>(ask: (of: PointerPorts) => Promise<Answer<T>>): Promise<Answer<T>> {
    const { call } = this.#now();
    return call === undefined ? { type: 'unanswered', why: 'OFFLINE' } : ask({ ...this.#ports, call });
  }
}
