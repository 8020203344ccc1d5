import type { AvailabilityView } from '@indiretta/protocol';
import {
  keepKey,
  type OpenRequest,
  type Panel,
  type PanelModule,
  type Portal,
  type PortalEventName,
} from '../portal.ts';
import { type ButtonState, type RedButton, redButton } from './button.ts';
import { type HostCommand, modeOf } from './commands.ts';
import styles from './loader.css?inline';

/** What the loader is told by its script element, and how it gets the panel's chunk. */
export interface LoaderSettings {
  readonly server: URL;
  readonly site: string;
  readonly language: string;
  readonly topic: string | undefined;
  /** False with `data-button="none"`: the page has its own buttons. */
  readonly withButton: boolean;
  /** Loads the panel; `again` counts the tries before, because a failed module address stays failed. */
  readonly importPanel: (again: number) => Promise<PanelModule>;
}

/** So long what the button was told is good enough to draw the panel with, in ms. */
const KNOWN_MS = 60_000;

/**
 * The part of the widget that every page of the portal carries: the red button and the way to the panel. It writes
 * nothing into the browser; what it reads there is only whether a consultation goes on, which opens the panel's chunk.
 */
export class Loader {
  readonly #settings: LoaderSettings;
  readonly #root: ShadowRoot;
  readonly #fixed: RedButton;
  readonly #buttons = new Set<RedButton>();
  readonly #sheet = new CSSStyleSheet();
  #state: ButtonState = { is: 'unknown' };
  #desk: ButtonState = { is: 'unknown' };
  #language: string;
  #identity: string | undefined;
  /** Who is there, and when that was told, in ms since 1970. */
  #known: AvailabilityView | undefined;
  #knownAt = 0;
  #panel: Promise<Panel> | undefined;
  #tries = 0;
  #opener: HTMLElement | undefined;

  constructor(settings: LoaderSettings) {
    this.#settings = settings;
    this.#language = settings.language;
    this.#sheet.replaceSync(styles);
    const host = document.createElement('in-diretta');
    this.#root = host.attachShadow({ mode: 'closed' });
    this.#root.adoptedStyleSheets = [this.#sheet];
    this.#fixed = this.newButton({});
    this.#fixed.element.classList.add('fixed');
    if (settings.withButton) this.#root.append(this.#fixed.element);
    document.body.append(host);
    document.addEventListener('click', (event) => this.#followLink(event));
    if (this.#isUnderWay()) void this.#load().catch(() => this.#failed());
    void this.#askAvailability();
  }

  /** A button that opens the panel with that request; drawn into `<in-diretta-button>` or the fixed one. */
  newButton(request: OpenRequest): RedButton {
    const button = redButton(
      () => void this.#load().catch(() => undefined),
      () => this.#open(request, button.element),
    );
    button.say(this.#language, this.#state);
    this.#buttons.add(button);
    return button;
  }

  /** The button is no longer on the page. */
  forget(button: RedButton): void {
    this.#buttons.delete(button);
  }

  /** Looks of a red button, for the shadow roots of other buttons. */
  get looks(): CSSStyleSheet {
    return this.#sheet;
  }

  /** Does what the page asked. */
  run(command: HostCommand): void {
    switch (command.name) {
      case 'open':
        this.#open(command.request);
        break;
      case 'close':
        this.#ask((panel) => panel.close(), false);
        break;
      case 'identify':
        this.#identity = command.person;
        this.#ask((panel) => panel.identify(command.person), false);
        break;
      case 'setLocale':
        this.#language = command.tag;
        this.#draw();
        this.#ask((panel) => panel.setLocale(command.tag), false);
        break;
      case 'resume':
        this.#ask((panel) => panel.resume(command.secret), true);
        break;
      case 'link':
        // what is kept has brought the panel already: without one there is nothing to go on with
        if (this.#panel) this.#ask((panel) => panel.link(command.call), false);
        else command.call(null);
        break;
      case 'on':
        window.addEventListener(`indiretta:${command.event}`, (event) => command.call((event as CustomEvent).detail));
        break;
    }
  }

  /** Dispatches `indiretta:<name>` on the window. */
  tell(name: PortalEventName, detail: Readonly<Record<string, unknown>> = {}): void {
    window.dispatchEvent(new CustomEvent(`indiretta:${name}`, { detail }));
  }

  #open(request: OpenRequest, opener?: HTMLElement): void {
    const active = document.activeElement;
    this.#opener = opener ?? (active instanceof HTMLElement ? active : undefined);
    this.#ask((panel) => panel.open({ mode: request.mode, topic: request.topic ?? this.#settings.topic }), true);
  }

  /** Calls the panel; loads it first when `load`, otherwise only a panel that is there is called. */
  #ask(call: (panel: Panel) => void, load: boolean): void {
    if (!load && !this.#panel) return;
    this.#load().then(call, () => this.#failed());
  }

  #load(): Promise<Panel> {
    this.#panel ??= this.#settings
      .importPanel(this.#tries++)
      .then((module) =>
        module.startPanel(this.#portal(), {
          languages: [this.#language, ...navigator.languages],
          identity: this.#identity,
        }),
      )
      .catch((reason: unknown) => {
        this.#panel = undefined;
        throw reason;
      });
    return this.#panel;
  }

  #failed(): void {
    this.#show({ is: 'retry' });
    this.tell('error', { message: 'the panel could not be loaded' });
  }

  #portal(): Portal {
    return {
      server: this.#settings.server,
      site: this.#settings.site,
      root: this.#root,
      sheets: this.#root,
      shape: 'window',
      known: () => (Date.now() - this.#knownAt < KNOWN_MS ? this.#known : undefined),
      tell: (name, detail) => this.tell(name, detail),
      shown: (open) => this.#panelShown(open),
      underWay: (unread) => this.#show(unread === null ? this.#desk : { is: 'underWay', unread }),
    };
  }

  #panelShown(open: boolean): void {
    this.#fixed.element.hidden = open;
    if (open) return;
    const target = this.#opener?.isConnected ? this.#opener : this.#fixed.element;
    target.focus();
  }

  #show(state: ButtonState): void {
    this.#state = state;
    this.#draw();
  }

  #draw(): void {
    for (const button of this.#buttons) button.say(this.#language, this.#state);
  }

  #isUnderWay(): boolean {
    try {
      return localStorage.getItem(keepKey(this.#settings.site)) !== null;
    } catch {
      return false; // storage is forbidden here; then nothing is kept either
    }
  }

  /** The one request before the click; without an answer the button says only its name. */
  async #askAvailability(): Promise<void> {
    const { server, site, topic } = this.#settings;
    try {
      const address = new URL(`api/v1/availability?site=${encodeURIComponent(site)}`, server);
      const answer = await fetch(address, { credentials: 'omit' });
      if (!answer.ok) return;
      const availability = (await answer.json()) as AvailabilityView;
      const { open } = availability;
      this.#known = availability;
      this.#knownAt = Date.now();
      const modes = topic && topic in open ? open[topic] : Object.values(open).flat();
      this.#desk = { is: modes?.length ? 'open' : 'nobody' };
      if (this.#state.is === 'unknown') this.#show(this.#desk);
    } catch {
      // offline or blocked: the panel says more when it is opened
    }
  }

  /** `<a href="…/c" data-indiretta-open="write" data-indiretta-topic="…">`: the panel instead of the address. */
  #followLink(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest('[data-indiretta-open]') : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!(target instanceof HTMLElement) || !plain || event.defaultPrevented) return;
    event.preventDefault();
    this.#open({ mode: modeOf(target.dataset.indirettaOpen), topic: target.dataset.indirettaTopic }, target);
  }
}
