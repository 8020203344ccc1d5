import type { Mode, TopicId } from '@indiretta/protocol';
import type { OpenRequest, Panel, Portal } from '../portal.ts';
import { localeFor } from '../words/words.ts';
import { type Api, isFailed } from './Api.ts';
import type { Kept } from './Kept.ts';
import type { Wire } from './live/Wire.ts';
import { type Form, languageOf } from './state.ts';
import type { Store } from './store.ts';

export interface VisitPorts {
  readonly portal: Portal;
  readonly store: Store;
  readonly api: Api;
  readonly kept: Kept;
  /** Origin and path of the page the citizen is on. */
  readonly page: () => string;
  /** Brings the part that talks with the server; the same one every time, asked for again when it did not come. */
  readonly loadWire: () => Promise<Wire>;
  /** Calls once the browser has nothing better to do. */
  readonly whenIdle: (call: () => void) => void;
}

/**
 * One person's visit, from pressing the button to the start: what is chosen and typed, and what the site says. What
 * comes after belongs to the {@link Wire}, whose code is brought while the person reads or types.
 */
export class Visit implements Panel {
  readonly #ports: VisitPorts;

  constructor(ports: VisitPorts) {
    this.#ports = ports;
  }

  /** Goes on with what this device keeps, on a new page of the portal; does nothing when nothing is kept. */
  goOn(): void {
    const visit = this.#ports.kept.read();
    if (!visit) return;
    this.#ports.store.tell({ type: 'returning' });
    if (visit.open) this.open({});
    else this.#loadSite();
    this.#withWire((wire) => wire.open());
  }

  open({ mode, topic }: OpenRequest): void {
    const { store, portal, kept, whenIdle } = this.#ports;
    const wasOpen = store.state.open;
    store.tell({ type: 'opened', mode: mode && (mode.toUpperCase() as Mode), topic });
    if (wasOpen) return;
    portal.shown(true);
    portal.tell('open');
    kept.change({ open: true });
    if (store.state.site.is !== 'here') this.#loadSite();
    if (store.state.stage.at !== 'consulting') void this.#readAvailability();
    whenIdle(() => this.#withWire((wire) => wire.open()));
  }

  close(): void {
    const { store, portal, kept } = this.#ports;
    if (!store.state.open) return;
    store.tell({ type: 'closed' });
    kept.change({ open: false });
    if (!kept.read()) this.#withWire((wire) => wire.close());
    portal.shown(false);
    portal.tell('close');
  }

  identify(name: string): void {
    this.#withWire((wire) => wire.identify(name));
  }

  setLocale(tag: string): void {
    const locale = localeFor([tag]);
    this.#ports.store.tell({ type: 'localeChosen', locale });
    this.#ports.kept.change({ locale });
    this.#loadSite();
  }

  /** Goes on with the consultation of a link. */
  resume(secret: string): void {
    this.#withWire((wire) => wire.resume(secret));
    this.open({});
  }

  link(call: (address: string | null) => void): void {
    this.#withWire((wire) => call(wire.link()));
  }

  retryLoading(): void {
    this.#ports.store.tell({ type: 'siteAsked' });
    this.#loadSite();
  }

  chooseMode(mode: Mode): void {
    this.#ports.store.tell({ type: 'modeChosen', mode });
  }

  chooseTopic(topic: TopicId | undefined): void {
    this.#ports.store.tell({ type: 'topicChosen', topic });
  }

  fill(field: keyof Form, text: string): void {
    this.#ports.store.tell({ type: 'typed', field, text });
  }

  /** Start was pressed: from here on something is kept on this device. */
  start(): void {
    const { store, page } = this.#ports;
    const { stage, locale } = store.state;
    if (stage.at !== 'asking' || !stage.topic || stage.sending) return;
    const question = stage.form.question.trim();
    const name = stage.form.name.trim();
    if (!question) {
      store.tell({ type: 'failed', problem: 'questionMissing' });
      return;
    }
    store.tell({ type: 'sent' });
    const language = languageOf(locale);
    const { topic, mode } = stage;
    this.#withWire((wire) => wire.start({ topic, mode, language, question, page: page(), ...(name ? { name } : {}) }));
  }

  /** Leaves a message where nobody is there. */
  leaveMessage(): void {
    const { store, api, portal } = this.#ports;
    import('./ready/leaveMessage.ts').then(
      ({ leaveMessage }) => leaveMessage(store, api, portal.site),
      () => store.tell({ type: 'failed', problem: 'notNow' }),
    );
  }

  #withWire(use: (wire: Wire) => void): void {
    this.#ports.loadWire().then(use, () => this.#ports.store.tell({ type: 'linkChanged', link: 'reload' }));
  }

  async #readAvailability(): Promise<void> {
    const { api, portal, store } = this.#ports;
    const availability = await api.readAvailability(portal.site);
    if (!isFailed(availability)) store.tell({ type: 'availabilityCame', availability });
  }

  async #readSite(): Promise<void> {
    const { store, api, portal } = this.#ports;
    const { locale } = store.state;
    const site = await api.readSite(portal.site, languageOf(locale));
    if (locale !== store.state.locale) return; // another language was chosen meanwhile
    if (!isFailed(site)) store.tell({ type: 'siteCame', site });
    else if (store.state.site.is === 'loading') store.tell({ type: 'siteFailed' });
  }

  #loadSite(): void {
    void this.#readSite();
  }
}
