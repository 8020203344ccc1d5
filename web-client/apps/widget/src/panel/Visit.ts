import type { Mode, TopicId } from '@indiretta/protocol';
import type { OpenRequest, Panel, Portal } from '../portal.ts';
import { localeFor, w } from '../words/words.ts';
import { type Api, isFailed } from './Api.ts';
import type { Kept } from './Kept.ts';
import type { Wire } from './live/Wire.ts';
import { asking, opened, siteCame } from './moves.ts';
import { type Form, languageOf, type Stage } from './state.ts';
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
 * comes after belongs to the {@link Wire}, whose code is brought once the person can read and type.
 */
export class Visit implements Panel {
  /** For the screens that come later. */
  readonly ports: VisitPorts;

  constructor(ports: VisitPorts) {
    this.ports = ports;
  }

  /** Goes on with what this device keeps, on a new page of the portal; does nothing when nothing is kept. */
  goOn(): void {
    const { kept, store } = this.ports;
    const visit = kept.read();
    if (!visit) return;
    store.change({ returning: true });
    if (visit.open) void this.open({});
    else void this.#readSite();
    this.#connect();
  }

  async open({ mode, topic }: OpenRequest): Promise<void> {
    const { store, portal, kept, whenIdle } = this.ports;
    const wasOpen = store.state.open;
    store.change(opened(store.state, { mode: mode && (mode.toUpperCase() as Mode), topic }));
    if (wasOpen) return;
    portal.shown(true);
    portal.tell('open');
    kept.change({ open: true });
    const { site, stage } = store.state;
    await Promise.all([
      typeof site === 'string' && this.#readSite(),
      stage.at !== 'consulting' && this.#readAvailability(),
    ]);
    // first what is needed to write, then what is needed to send
    whenIdle(() => this.#connect());
  }

  close(): void {
    const { store, portal, kept } = this.ports;
    if (!store.state.open) return;
    store.change({ open: false });
    kept.change({ open: false });
    if (!kept.read()) this.withWire((wire) => wire.close());
    portal.shown(false);
    portal.tell('close');
  }

  identify(name: string): void {
    this.withWire((wire) => wire.identify(name));
  }

  setLocale(tag: string): void {
    const { store, kept } = this.ports;
    const locale = localeFor([tag]);
    store.change({ locale });
    kept.change({ locale });
    void this.#readSite();
  }

  /** Goes on with the consultation of a link. */
  resume(secret: string): void {
    this.withWire((wire) => wire.resume(secret));
    void this.open({});
  }

  link(call: (address: string | null) => void): void {
    this.withWire((wire) => call(wire.link()));
  }

  retryLoading(): void {
    this.ports.store.change({ site: 'loading' });
    void this.#readSite();
  }

  chooseMode(mode: Mode): void {
    const { store } = this.ports;
    store.change({ stage: asking(mode, store.state.wish.topic) });
  }

  chooseTopic(topic: TopicId | undefined): void {
    const { store } = this.ports;
    store.change({ notice: undefined });
    store.inStage('asking', { topic, problem: undefined, instead: false });
  }

  /** To another screen before the start. */
  turn(stage: Stage): void {
    this.ports.store.change({ stage });
  }

  fill(field: keyof Form, text: string): void {
    const { store } = this.ports;
    const { stage } = store.state;
    if (stage.at === 'asking') store.inStage('asking', { form: { ...stage.form, [field]: text }, problem: undefined });
  }

  /** Start was pressed: from here on something is kept on this device. */
  start(): void {
    const { store, page } = this.ports;
    const { stage, locale } = store.state;
    if (stage.at !== 'asking' || !stage.topic || stage.sending) return;
    const { topic, mode, form } = stage;
    const question = form.question.trim();
    const name = form.name.trim();
    if (!question && mode === 'WRITE') {
      store.failed(w.question_missing);
      return;
    }
    store.inStage('asking', { sending: true, problem: undefined });
    const language = languageOf(locale);
    const said = { ...(question && { question }), ...(name && { name }) };
    this.withWire((wire) => wire.start({ topic, mode, language, page: page(), ...said }));
  }

  #connect(): void {
    if (this.ports.store.state.open || this.ports.kept.read()) this.withWire((wire) => wire.open());
  }

  /** Does it once the part that talks with the server is here. */
  withWire(use: (wire: Wire) => void): void {
    const { loadWire, store } = this.ports;
    loadWire().then(use, () => {
      store.change({ link: 'reload' });
      store.inStage('asking', { sending: false });
    });
  }

  async #readAvailability(): Promise<void> {
    const { api, portal, store } = this.ports;
    // what the button knows is good enough to draw with: the connection tells anew at once
    const known = !store.state.availability && portal.known?.();
    const availability = known || (await api.readAvailability(portal.site));
    if (!isFailed(availability)) store.change({ availability });
  }

  async #readSite(): Promise<void> {
    const { store, api, portal } = this.ports;
    const { locale } = store.state;
    const site = await api.readSite(portal.site, languageOf(locale));
    if (locale !== store.state.locale) return; // another language was chosen meanwhile
    if (!isFailed(site)) store.change(siteCame(store.state, site));
    else if (store.state.site === 'loading') store.change({ site: 'failed' });
  }
}
