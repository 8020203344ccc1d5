import {
  Connection,
  type ConnectionPorts,
  type ConnectionState,
  type Greeting,
  type Keep,
  LiveConsultation,
  newClientMessageId,
} from '@indiretta/connection';
import {
  type ClientMessageId,
  type ConsultationId,
  type ConsultationView,
  limits,
  PROTOCOL_VERSION,
  type Push,
  type Refused,
  type Welcome,
} from '@indiretta/protocol';
import type { Portal } from '../../portal.ts';
import type { Locale } from '../../words/words.ts';
import { type Api, isFailed } from '../Api.ts';
import type { Kept, StartAsk } from '../Kept.ts';
import { isOver, type LinkState, languageOf, type Problem, unreadIn } from '../state.ts';
import type { Store } from '../store.ts';
import type { CitizenApi } from './CitizenApi.ts';
import type { OtherTabChange } from './otherTabs.ts';

/** A lost link is said only after so long, in ms: most come back before anybody notices. */
const LINK_LOSS_SAID_AFTER_MS = 1_500;

export interface WirePorts extends Omit<ConnectionPorts, 'greeting'> {
  readonly portal: Portal;
  readonly store: Store;
  readonly api: Api;
  readonly citizenApi: CitizenApi;
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

/**
 * A visit's end of the wire: owns the connection and the followed consultation, turns what a person wants into commands
 * and what comes back into happenings. Until the start it only watches who is there.
 */
export class Wire {
  readonly #ports: WirePorts;
  readonly #connection: Connection;
  #live: LiveConsultation | undefined;
  #identity: string | undefined;
  #callOffLinkLoss: (() => void) | undefined;
  #callOffForgetting: () => void = () => {};
  #ended: ConsultationId | undefined;
  #saidPage = '';
  #unread = 0;
  /** The last place this page showed to a person. */
  #seen = 0;

  constructor(ports: WirePorts, identity: string | undefined) {
    this.#ports = ports;
    this.#identity = identity;
    this.#connection = new Connection({ ...ports, greeting: () => this.#greeting() });
    this.#connection.onState((state) => this.#linkChanged(state));
    this.#connection.onPush((push) => this.#pushed(push));
    ports.onOtherTab(({ key, value }) => this.#otherTab(key, value));
  }

  /** The token of the present visit; for downloads. */
  get token(): string | undefined {
    return this.#ports.kept.read()?.token;
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

  /** Goes on with the consultation of a link; this device forgets the one it kept before, whose own token stays good. */
  resume(secret: string): void {
    const { kept, store } = this.#ports;
    if (!/^[\w-]{43}$/.test(secret)) {
      store.tell({ type: 'startedOver', notice: 'linkUsed' });
      return;
    }
    this.#unfollow();
    kept.erase();
    kept.write({ token: secret, open: true });
    store.tell({ type: 'returning' });
    this.#greetAgain();
  }

  /** Where another page or device goes on with what is kept: the secret stands in the fragment, which no server gets. */
  link(): string | null {
    const { portal, store } = this.#ports;
    const query = new URLSearchParams({ site: portal.site, language: languageOf(store.state.locale) });
    return this.token ? new URL(`c?${query}#${this.token}`, portal.server).href : null;
  }

  /** Begins a consultation; from here on something is kept on this device. */
  async start(starting: StartAsk): Promise<void> {
    const { store, api, kept, portal } = this.#ports;
    const { token } = this;
    const citizen = token ? { token } : await api.createCitizen(portal.site, this.#identity);
    if (isFailed(citizen)) {
      store.tell(citizen);
      return;
    }
    const { locale } = store.state;
    const chosen = locale === this.#ports.pageLocale ? undefined : locale;
    kept.write({ token: citizen.token, starting, open: true, locale: chosen });
    if (token && this.#connection.state.type === 'online') await this.#begin(starting);
    else this.#greetAgain();
  }

  type(text: string): void {
    this.#live?.typed(text);
  }

  /** Sends what was typed; what does not go out at once is kept and goes out later. */
  send(): void {
    const live = this.#live;
    const text = live?.snapshot.draft.trim();
    if (live && text) live.send({ type: 'message', text: text.slice(0, limits.messageChars) });
  }

  retry(message: ClientMessageId): void {
    this.#live?.retry(message);
  }

  discard(message: ClientMessageId): void {
    this.#live?.discard(message);
  }

  /** A person looks at the panel: what is there counts as read. */
  seen(): void {
    const { store, isSeen } = this.#ports;
    const last = this.#live?.snapshot.entries.at(-1)?.seq;
    if (last && store.state.open && isSeen()) {
      this.#live?.markRead(last);
      this.#seen = last;
    }
    this.#sayUnread();
  }

  #sayUnread(): void {
    const { portal } = this.#ports;
    const snapshot = this.#live?.snapshot;
    if (!snapshot) return;
    const unread = isOver(snapshot.view) ? 0 : unreadIn(snapshot, this.#seen);
    portal.underWay(isOver(snapshot.view) ? null : unread);
    if (unread !== this.#unread) portal.tell('unread', { count: unread });
    this.#unread = unread;
  }

  confirm(what: 'leave' | 'erase' | undefined): void {
    this.#ports.store.tell({ type: 'confirmAsked', what });
  }

  /** Gives the place up, or ends what goes on. */
  async leave(): Promise<void> {
    this.confirm(undefined);
    await this.#about('leaveConsultation', 'notNow');
  }

  /** "Anything else?" was answered with yes. */
  goOnWriting(seq: number): void {
    this.#ports.store.tell({ type: 'goesOn', seq });
  }

  async reopen(): Promise<void> {
    await this.#about('reopenConsultation', 'reopenFailed');
  }

  async rate(score: 1 | 2 | 3 | 4 | 5, comment: string): Promise<void> {
    const { store } = this.#ports;
    const consultation = this.#live?.id;
    if (!consultation) return;
    store.tell({ type: 'rating', step: 'sending' });
    const text = comment.trim();
    const answer = await this.#connection.request({
      type: 'rateConsultation',
      consultation,
      score,
      ...(text ? { comment: text } : {}),
    });
    store.tell({ type: 'rating', step: answer.type === 'done' ? 'sent' : 'failed' });
  }

  rateAgain(): void {
    this.#ports.store.tell({ type: 'rating', step: 'none' });
  }

  /** A new question after the end; the transcript of the ended one stays readable until its time. */
  async startNew(): Promise<void> {
    const { kept, store, api, portal } = this.#ports;
    this.#unfollow();
    kept.change({ consultation: undefined });
    store.tell({ type: 'startedOver', notice: undefined });
    const answer = await this.#connection.request({
      type: 'watchAvailability',
      protocol: PROTOCOL_VERSION,
      site: portal.site,
    });
    const now = answer.type === 'availability' ? answer.availability : await api.readAvailability(portal.site);
    if (!isFailed(now)) store.tell({ type: 'availabilityCame', availability: now });
  }

  /** "Erase from this device": the token, drafts and unsent messages; the server forgets the token too. */
  erase(): void {
    const { token } = this;
    if (token) void this.#ports.citizenApi.deleteCitizen(token);
    this.#forget(undefined);
  }

  /** Puts an uploaded file into the transcript. */
  sendFile(file: Extract<Parameters<LiveConsultation['send']>[0], { type: 'file' }>): void {
    this.#live?.send(file);
  }

  /** The citizen went to another page of the portal. */
  pageChanged(): void {
    const page = this.#ports.page();
    const { store } = this.#ports;
    if (!this.#live || page === this.#saidPage || this.#connection.state.type !== 'online') return;
    if (store.state.stage.at === 'consulting' && isOver(store.state.stage.snapshot.view)) return;
    this.#saidPage = page;
    void this.#connection.request({ type: 'changePage', consultation: this.#live.id, page });
  }

  async #greeting(): Promise<Greeting> {
    const { token } = this;
    if (token)
      return {
        type: 'hello',
        credential: { type: 'token', value: token },
        language: languageOf(this.#ports.store.state.locale),
      };
    return { type: 'watchAvailability', site: this.#ports.portal.site };
  }

  #greetAgain(): void {
    if (this.#connection.state.type === 'closed' || this.#connection.state.type === 'stopped') this.#connection.open();
    else this.#connection.greetAgain();
  }

  #linkChanged(state: ConnectionState): void {
    if (state.type === 'waiting' || state.type === 'connecting') {
      // one timer from the loss on, however many tries fail meanwhile
      this.#callOffLinkLoss ??= this.#ports.clock.after(LINK_LOSS_SAID_AFTER_MS, () => this.#sayLinkLoss());
      return;
    }
    this.#callOffLinkLoss?.();
    this.#callOffLinkLoss = undefined;
    if (state.type === 'online') {
      this.#sayLink('good');
      const { greeted } = state;
      if (greeted.type === 'welcome') this.#welcomed(greeted);
      else this.#ports.store.tell({ type: 'availabilityCame', availability: greeted.availability });
    } else if (state.type === 'stopped') {
      if (state.next === 'reload') this.#sayLink('reload');
      else this.#forget('tokenGone');
    }
  }

  #sayLinkLoss(): void {
    this.#sayLink(this.#ports.isOnline() ? 'reconnecting' : 'offline');
  }

  #sayLink(link: LinkState): void {
    this.#ports.store.tell({ type: 'linkChanged', link });
  }

  #welcomed({ consultations }: Welcome): void {
    const visit = this.#ports.kept.read();
    const kept = consultations.find(({ id }) => id === visit?.consultation);
    const view = kept ?? consultations.find((each) => !isOver(each));
    if (view && !(visit?.starting && isOver(view))) this.#follow(view);
    else if (visit?.starting) void this.#begin(visit.starting);
    else if (visit?.consultation) this.#forget('tokenGone');
    else if (consultations[0]) this.#follow(consultations[0]);
    else this.#forget(this.#ports.store.state.returning ? 'tokenGone' : undefined);
  }

  async #begin(starting: StartAsk): Promise<void> {
    const { store } = this.#ports;
    const answer = await this.#connection.request({ type: 'startConsultation', ...starting });
    if (answer.type === 'started') this.#follow(answer.consultation);
    else if (answer.type === 'refused') this.#startRefused(answer, starting);
    else store.tell({ type: 'failed', problem: 'notNow' }); // the next welcome tries again: `starting` is kept
  }

  /** Nothing was started, so nothing stays on the device; what was typed stays on the screen. */
  #startRefused({ code }: Refused, starting: StartAsk): void {
    const { store, kept } = this.#ports;
    kept.erase();
    if (store.state.stage.at !== 'asking') {
      store.tell({ type: 'startedOver', notice: undefined });
      store.tell({ type: 'opened', mode: starting.mode, topic: starting.topic });
      store.tell({ type: 'typed', field: 'question', text: starting.question ?? '' });
    }
    const problem: Problem = code === 'MALFORMED' ? 'notAccepted' : code === 'TOO_MANY' ? 'tooMany' : 'notNow';
    store.tell({ type: 'failed', problem });
    this.#greetAgain();
  }

  #follow(view: ConsultationView): void {
    const { kept, keep, clock, store, portal } = this.#ports;
    const visit = kept.read();
    if (!visit) return;
    if (this.#live?.id === view.id) return;
    this.#unfollow();
    this.#seen = 0;
    const isNew = visit.consultation !== view.id;
    kept.write({ ...visit, consultation: view.id, starting: undefined, until: untilOf(view) });
    if (isNew) portal.tell('start', { reference: view.reference });
    this.#saidPage = isNew ? this.#ports.page() : '';
    const live = new LiveConsultation(view.id, {
      connection: this.#connection,
      clock,
      keep,
      newClientMessageId,
      self: { kind: 'CITIZEN' },
    });
    this.#live = live;
    this.#ended = isOver(view) ? view.id : undefined;
    store.tell({ type: 'followed', snapshot: { ...live.snapshot, view: live.snapshot.view ?? view } });
    live.onChange(() => this.#followed(live));
    this.#followed(live);
    this.pageChanged();
  }

  #followed(live: LiveConsultation): void {
    const { store } = this.#ports;
    const { snapshot } = live;
    if (snapshot.sync.type === 'gone') {
      this.#forget('tokenGone');
      return;
    }
    const before = store.state.stage.at === 'consulting' ? store.state.stage.snapshot.view : undefined;
    store.tell({ type: 'followed', snapshot: { ...snapshot, view: snapshot.view ?? before } });
    this.seen();
    this.#watchEnd(snapshot.view);
  }

  /** From the end on, the device knows until when it keeps the token, and forgets it then even if nobody looks. */
  #watchEnd(view: ConsultationView | undefined): void {
    const { kept, portal, clock } = this.#ports;
    const over = view && isOver(view) ? view.id : undefined;
    if (over === this.#ended || !view) return;
    this.#ended = over;
    kept.change({ until: over ? untilOf(view) : undefined });
    this.#callOffForgetting();
    if (!over) return;
    portal.tell('end', { reference: view.reference });
    const leftMs = Date.parse(view.readableUntil ?? '') - Date.now();
    if (leftMs > 0) this.#callOffForgetting = clock.after(leftMs, () => this.#forget(undefined));
  }

  #pushed(push: Push): void {
    if (push.type === 'availabilityChanged') {
      this.#ports.store.tell({ type: 'availabilityCame', availability: push.availability });
    }
  }

  #otherTab(key: string, value: string | null): void {
    const { kept } = this.#ports;
    const live = this.#live;
    if (key !== '') {
      if (live && key === `draft:${live.id}` && live.snapshot.draft !== (value ?? '')) live.setDraft(value ?? '');
      return;
    }
    const visit = kept.read();
    if (!visit && live) this.#forget(undefined);
    else if (visit?.consultation && visit.consultation !== live?.id) this.#greetAgain();
  }

  async #about(type: 'leaveConsultation' | 'reopenConsultation', problem: Problem): Promise<void> {
    const consultation = this.#live?.id;
    if (!consultation) return;
    const answer = await this.#connection.request({ type, consultation });
    if (answer.type !== 'done') this.#ports.store.tell({ type: 'failed', problem });
  }

  #unfollow(): void {
    this.#callOffForgetting();
    this.#live?.close();
    this.#live = undefined;
    this.#ports.portal.underWay(null);
  }

  /** Nothing of this visit stays on the device; the panel begins anew. */
  #forget(notice: Problem | undefined): void {
    this.#live?.forget();
    this.#unfollow();
    this.#ports.kept.erase();
    this.#ports.store.tell({ type: 'startedOver', notice });
    this.#connection.close();
    if (this.#ports.store.state.open) this.#connection.open();
  }
}

const untilOf = (view: ConsultationView): number | undefined =>
  view.readableUntil ? Date.parse(view.readableUntil) : undefined;
