import {
  type Answer,
  Connection,
  type ConnectionPorts,
  type ConnectionState,
  type Greeting,
  type Keep,
  type LiveConsultation,
  type OutgoingBody,
} from '@indiretta/connection';
import { type Ask, type ClientMessageId, type ConsultationView, limits, type Welcome } from '@indiretta/protocol';
import type { Portal } from '../../portal.ts';
import { type Locale, w } from '../../words/words.ts';
import { type Api, isFailed } from '../Api.ts';
import type { Kept, StartAsk } from '../Kept.ts';
import { startedOver } from '../moves.ts';
import { type ConsultingStage, isOver, languageOf, type Problem } from '../state.ts';
import type { Store } from '../store.ts';
import { FollowedLink } from './FollowedLink.ts';
import { Following } from './Following.ts';
import { sayLink } from './linkSaid.ts';
import type { OtherTabChange } from './otherTabs.ts';

export interface WirePorts extends Omit<ConnectionPorts, 'greeting'> {
  readonly portal: Portal;
  readonly store: Store;
  readonly api: Api;
  readonly kept: Kept;
  /** Keeps drafts and unsent messages under the visit's place. */
  readonly keep: Keep;
  /** Tells what other tabs keep. */
  readonly onOtherTab: (call: (change: OtherTabChange) => void) => void;
  /** The language of the page; another one was chosen in the panel. */
  readonly pageLocale: Locale;
  /** Origin and path of the page the citizen is on. */
  readonly page: () => string;
  readonly isOnline: () => boolean;
  /** Whether a person can see the panel now. */
  readonly isSeen: () => boolean;
}

type Without<A, Field extends string> = A extends unknown ? Omit<A, Field> : never;

/** A command about the followed consultation. */
type About = Without<
  Extract<Ask, { type: 'leaveConsultation' | 'reopenConsultation' | 'rateConsultation' | 'changeTopic' | 'keepPlace' }>,
  'consultation'
>;

/**
 * A visit's end of the wire: owns the connection, begins a consultation and knows which one is followed. Until the start
 * it only watches who is there.
 */
export class Wire {
  readonly ports: WirePorts;
  readonly #connection: Connection;
  /** Who shows what is typed as it is typed, while somebody does. */
  onTyping: { typed(text: string): void; sent(): void } | undefined;
  #following: Following | undefined;
  #identity: string | undefined;
  readonly #link: FollowedLink;

  constructor(ports: WirePorts, identity: string | undefined) {
    this.ports = ports;
    this.#identity = identity;
    this.#link = new FollowedLink(ports);
    this.#connection = new Connection({ ...ports, greeting: async () => this.#greeting() });
    this.#connection.onState(sayLink(ports));
    this.#connection.onState((state) => this.#linkChanged(state));
    this.#connection.onPush((push) => {
      if (push.type === 'availabilityChanged') ports.store.change({ availability: push.availability });
      else if (push.type === 'returnCode') ports.kept.change({ returnCode: push });
    });
    ports.onOtherTab(({ key, value }) => this.#otherTab(key, value ?? ''));
  }

  /** The token of the present visit; for downloads. */
  get token(): string | undefined {
    return this.ports.kept.read()?.token;
  }

  /** Connects: with the kept token, or watching who is there. Does nothing when it is connected. */
  open(): void {
    this.#connection.open();
    this.seen();
  }

  close(): void {
    this.#connection.close();
  }

  identify(name: string): void {
    this.#identity = name;
  }

  /** Goes on with the consultation of a link; only once it has proved good is the one kept here before forgotten. */
  resume(secret: string): void {
    if (!this.#link.follow(secret)) return;
    this.#unfollow();
    this.#greetAgain();
  }

  /** Where another page or device goes on with what is kept. */
  link(): string | null {
    return this.#link.address;
  }

  /** Begins a consultation; from here on something is kept on this device. */
  async start(starting: StartAsk): Promise<void> {
    const { store, api, kept, portal, pageLocale } = this.ports;
    const before = this.token;
    const saysToBe = this.#identity;
    const citizen = before
      ? { token: before }
      : await api.json<{ token: string }>('citizens', { site: portal.site, saysToBe });
    if (isFailed(citizen)) {
      store.failed(citizen);
      return;
    }
    const { locale } = store.state;
    const { token } = citizen;
    kept.write({ token, starting, open: true, locale: locale === pageLocale ? undefined : locale });
    if (before && this.#connection.state.type === 'online') await this.#begin(starting);
    else this.#greetAgain();
  }

  /** What a call needs of the wire; undefined while nothing is followed. */
  get followed(): { readonly connection: Connection; readonly consultation: LiveConsultation } | undefined {
    return this.#following && { connection: this.#connection, consultation: this.#following.live };
  }

  type(text: string): void {
    this.#following?.live.typed(text);
    this.onTyping?.typed(text);
  }

  /** Sends what was typed; what does not go out at once is kept and goes out later. */
  send(): void {
    const live = this.#following?.live;
    const text = live?.snapshot.draft.trim();
    if (text) {
      live?.send({ type: 'message', text: text.slice(0, limits.messageChars) });
      this.turn({ problem: undefined });
    }
    this.onTyping?.sent();
  }

  /** Puts an uploaded file into the transcript. */
  sendFile(file: Extract<OutgoingBody, { type: 'file' }>): void {
    this.#following?.live.send(file);
  }

  retry(message: ClientMessageId): void {
    this.#following?.live.retry(message);
  }

  discard(message: ClientMessageId): void {
    this.#following?.live.discard(message);
  }

  /** A person looks at the panel. */
  seen(): void {
    this.#following?.seen();
  }

  pageChanged(): void {
    this.#following?.pageChanged();
  }

  /** Changes what the screen of the consultation shows. */
  turn(change: Partial<ConsultingStage>): void {
    this.ports.store.inStage('consulting', change);
  }

  /** Gives the place up, or ends what goes on. */
  async leave(): Promise<void> {
    this.turn({ confirming: undefined });
    await this.about({ type: 'leaveConsultation' }, w.not_now);
  }

  /** Asks for something about the followed consultation; where it fails, the problem is said. */
  async about(about: About, problem?: Problem): Promise<boolean> {
    const consultation = this.#following?.live.id;
    const answer = consultation && (await this.request({ ...about, consultation }));
    const done = !!answer && answer.type === 'done';
    this.turn({ problem: done ? undefined : problem });
    return done;
  }

  request<A extends Ask>(ask: A): Promise<Answer<A['type']>> {
    return this.#connection.request(ask);
  }

  /** Begins anew with the same token. */
  startOver(): void {
    const { kept, store } = this.ports;
    this.#unfollow();
    kept.change({ consultation: undefined });
    store.change(startedOver(store.state, undefined));
  }

  /** Nothing of this visit stays on the device; the panel begins anew. */
  forget(why?: Problem): void {
    const { kept, store } = this.ports;
    this.#following?.live.forget();
    this.#unfollow();
    kept.erase();
    store.change(startedOver(store.state, why));
    this.close();
    if (store.state.open) this.#connection.open();
  }

  #greeting(): Greeting {
    const { token } = this;
    const { store, portal } = this.ports;
    if (!token) return { type: 'watchAvailability', site: portal.site };
    const language = languageOf(store.state.locale);
    return { type: 'hello', credential: { type: 'token', value: token }, language };
  }

  #greetAgain(): void {
    const { type } = this.#connection.state;
    if (type === 'closed' || type === 'stopped') this.#connection.open();
    else this.#connection.greetAgain();
  }

  #linkChanged(state: ConnectionState): void {
    if (state.type === 'online') {
      const { greeted } = state;
      if (greeted.type === 'welcome') {
        this.#welcomed(greeted);
        this.#link.arrived();
      } else this.ports.store.change({ availability: greeted.availability });
    } else if (state.type === 'stopped' && state.next !== 'reload') {
      if (this.#link.turnBack()) this.#greetAgain();
      else this.forget(w.token_gone);
    }
  }

  #welcomed({ consultations }: Welcome): void {
    const { kept, store } = this.ports;
    const { consultation, starting } = kept.read() ?? {};
    const view = consultations.find(({ id }) => id === consultation) ?? consultations.find((each) => !isOver(each));
    if (view && !(starting && isOver(view))) this.#follow(view);
    else if (starting) void this.#begin(starting);
    else if (!consultation && consultations[0]) this.#follow(consultations[0]);
    else this.forget(consultation || store.state.returning ? w.token_gone : undefined);
  }

  async #begin(starting: StartAsk): Promise<void> {
    const answer = await this.request({ type: 'startConsultation', ...starting });
    if (answer.type === 'started') this.#follow(answer.consultation);
    else if (answer.type === 'refused') {
      const { ports } = this;
      // nothing was started, so nothing stays on the device
      ports.kept.erase();
      import('../queue/startRefused.ts').then(
        ({ startRefused }) => startRefused(ports, answer.code, starting),
        () => ports.store.failed(w.not_now),
      );
      this.#greetAgain();
    } else this.ports.store.failed(w.not_now); // the next welcome tries again: `starting` is kept
  }

  #follow(view: ConsultationView): void {
    if (!this.token || this.#following?.live.id === view.id) return;
    this.#unfollow();
    const { ports } = this;
    const connection = this.#connection;
    this.#following = new Following(view, { ...ports, connection, onGone: (why) => this.forget(why) });
  }

  #unfollow(): void {
    this.#following?.close();
    this.#following = undefined;
  }

  #otherTab(key: string, value: string): void {
    const live = this.#following?.live;
    if (key !== '') {
      if (live && key === `draft:${live.id}` && live.snapshot.draft !== value) live.setDraft(value);
      return;
    }
    const visit = this.ports.kept.read();
    if (!visit && live) this.forget();
    else if (visit?.consultation && visit.consultation !== live?.id) this.#greetAgain();
  }
}
