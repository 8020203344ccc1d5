import type { ConsultationSnapshot } from '@indiretta/connection';
import { LiveConsultation } from '@indiretta/connection';
import type { Author, ConsultationId } from '@indiretta/protocol';
import type { DeskPorts } from './Desk.ts';

interface FollowedPorts extends Pick<DeskPorts, 'connection' | 'clock' | 'keep' | 'newClientMessageId'> {
  readonly self: Author;
}
interface One {
  readonly live: LiveConsultation;
  readonly stopListening: () => void;
}

/** The consultations that a desk follows; each tells its changes as long as it is followed. */
export class Followed {
  readonly #ports: FollowedPorts;
  readonly #onChange: (snapshot: ConsultationSnapshot) => void;
  readonly #all = new Map<ConsultationId, One>();

  constructor(ports: FollowedPorts, onChange: (snapshot: ConsultationSnapshot) => void) {
    this.#ports = ports;
    this.#onChange = onChange;
  }

  /** Undefined when it is not followed. */
  live(id: ConsultationId): LiveConsultation | undefined {
    return this.#all.get(id)?.live;
  }

  follow(id: ConsultationId): void {
    if (this.#all.has(id)) return;
    const { connection, clock, keep, newClientMessageId, self } = this.#ports;
    const live = new LiveConsultation(id, { connection, clock, keep, newClientMessageId, self });
    this.#all.set(id, { live, stopListening: live.onChange(this.#onChange) });
  }

  /** Follows these, and lets go of the others. Drafts of what may come back stay until sign-out. */
  only(ids: ReadonlySet<ConsultationId>): void {
    for (const id of ids) this.follow(id);
    for (const [id, { live }] of this.#all) {
      const { view, sync } = live.snapshot;
      const taken = view === undefined && sync.type !== 'gone';
      if (ids.has(id) || taken) continue;
      if (view?.state === 'CLOSED') live.forget();
      this.#letGo(id);
    }
  }

  /** May be called twice. */
  close(): void {
    for (const id of [...this.#all.keys()]) this.#letGo(id);
  }

  /** Stops listening before it closes: what it says while closing is of before it left this desk. */
  #letGo(id: ConsultationId): void {
    const followed = this.#all.get(id);
    this.#all.delete(id);
    followed?.stopListening();
    followed?.live.close();
  }
}
