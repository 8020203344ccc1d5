import {
  type Connection,
  type ConsultationSnapshot,
  LiveConsultation,
  newClientMessageId,
} from '@indiretta/connection';
import type { ConsultationView } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import { isOver, type Problem, type State } from '../state.ts';
import { unreadIn } from './unread.ts';
import type { WirePorts } from './Wire.ts';

type FollowingPorts = WirePorts & {
  readonly connection: Connection;
  /** Nothing can be shown any more; why, unless its time was simply over. */
  readonly onGone: (why?: Problem) => void;
};

const untilOf = (view: ConsultationView): number | undefined =>
  view.readableUntil ? Date.parse(view.readableUntil) : undefined;

/** News of a consultation; one that is new to this page begins afresh. */
export function followed({ stage }: State, snapshot: ConsultationSnapshot): Partial<State> {
  if (stage.at === 'consulting' && stage.snapshot.view?.id === snapshot.view?.id) {
    return { returning: false, stage: { ...stage, snapshot } };
  }
  return {
    returning: false,
    notice: undefined,
    stage: {
      at: 'consulting',
      snapshot,
      uploads: [],
      confirming: undefined,
      goesOnAfter: 0,
      rating: snapshot.view?.rating ? 'sent' : 'none',
      problem: undefined,
    },
  };
}

/** The consultation this page follows: what comes is drawn, what was seen is counted, its end is kept. */
export class Following {
  readonly live: LiveConsultation;
  readonly #ports: FollowingPorts;
  #callOffForgetting: () => void = () => {};
  #wasOver: boolean;
  #saidPage = '';
  #unread = 0;
  /** The last place this page showed to a person. */
  #seen = 0;

  /** Follows from now on, and keeps on this device what it follows. */
  constructor(view: ConsultationView, ports: FollowingPorts) {
    const { connection, clock, keep, kept, portal, page, store } = ports;
    this.#ports = ports;
    const visit = kept.read();
    if (visit?.consultation !== view.id) {
      portal.tell('start', { reference: view.reference });
      this.#saidPage = page();
    }
    kept.change({ consultation: view.id, starting: undefined, until: untilOf(view) });
    this.#wasOver = isOver(view);
    this.live = new LiveConsultation(view.id, {
      connection,
      clock,
      keep,
      newClientMessageId,
      self: { kind: 'CITIZEN' },
    });
    store.change(followed(store.state, { ...this.live.snapshot, view }));
    this.live.onChange(() => this.#changed());
    this.#changed();
    this.pageChanged();
  }

  /** A person looks at the panel: what is there counts as read. */
  seen(): void {
    const { store, isSeen, portal } = this.#ports;
    const { snapshot } = this.live;
    const last = snapshot.entries.at(-1)?.seq;
    if (last && store.state.open && isSeen()) {
      this.live.markRead(last);
      this.#seen = last;
    }
    const over = isOver(snapshot.view);
    portal.underWay(over ? null : unreadIn(snapshot, this.#seen));
    this.#sayUnread(over ? 0 : unreadIn(snapshot, this.#seen));
  }

  /** The citizen went to another page of the portal. */
  pageChanged(): void {
    const { page: now, connection } = this.#ports;
    const page = now();
    if (page === this.#saidPage || this.#wasOver || connection.state.type !== 'online') return;
    this.#saidPage = page;
    void connection.request({ type: 'changePage', consultation: this.live.id, page });
  }

  close(): void {
    this.#callOffForgetting();
    this.live.close();
    this.#ports.portal.underWay(null);
    this.#sayUnread(0);
  }

  #sayUnread(count: number): void {
    if (count !== this.#unread) this.#ports.portal.tell('unread', { count });
    this.#unread = count;
  }

  #changed(): void {
    const { store, onGone } = this.#ports;
    const { snapshot } = this.live;
    if (snapshot.sync.type === 'gone') {
      onGone(w.token_gone);
      return;
    }
    const { stage } = store.state;
    const view = snapshot.view ?? (stage.at === 'consulting' ? stage.snapshot.view : undefined);
    store.change(followed(store.state, { ...snapshot, view }));
    this.seen();
    if (snapshot.view) this.#watchEnd(snapshot.view);
  }

  /** From the end on, the device knows until when it keeps the token, and forgets it then even if nobody looks. */
  #watchEnd(view: ConsultationView): void {
    const { kept, portal, clock, onGone } = this.#ports;
    const over = isOver(view);
    if (over === this.#wasOver) return;
    this.#wasOver = over;
    const until = over ? untilOf(view) : undefined;
    kept.change({ until });
    this.#callOffForgetting();
    if (!over) return;
    portal.tell('end', { reference: view.reference });
    if (until && until > Date.now()) this.#callOffForgetting = clock.after(until - Date.now(), () => onGone());
  }
}
