import { limits, type Mode } from '@indiretta/protocol';
import { render } from 'preact';
import { keepKey, type Panel as PanelHandle, type PanelSettings, type Portal } from '../portal.ts';
import { type Locale, loadReadyWords, localeFor, type ReadyWords } from '../words/words.ts';
import { Api } from './Api.ts';
import { Kept } from './Kept.ts';
import type { Live } from './live/main.tsx';
import styles from './panel.css?inline';
import type { Kit, LiveScreens } from './ready/kit.ts';
import { Panel } from './ready/Panel.tsx';
import { firstState } from './state.ts';
import { Store } from './store.ts';
import { Visit } from './Visit.ts';

/** What this panel can serve; a mode is drawn only when a topic offers it too. */
const served: readonly Mode[] = ['WRITE'];

/** Origin and path only: a query can hold names and numbers of people. */
const page = (): string => (location.origin + location.pathname).slice(0, limits.pageChars);

const whenIdle = (call: () => void): void => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(call, { timeout: 500 });
  else setTimeout(call, 100);
};

/** Draws the state whenever it changes, with the words and screens that are there. */
class Drawing {
  readonly #place: HTMLElement;
  readonly #store: Store;
  readonly #rest: Pick<Kit, 'intents' | 'shape'>;
  #drawn: { locale: Locale; words: ReadyWords };
  #live: Live | undefined;
  #screens: LiveScreens | undefined;

  constructor(place: HTMLElement, store: Store, words: ReadyWords, rest: Pick<Kit, 'intents' | 'shape'>) {
    this.#place = place;
    this.#store = store;
    this.#rest = rest;
    this.#drawn = { locale: store.state.locale, words };
    store.onChange(({ locale }) => {
      if (locale !== this.#drawn.locale) void this.#translate(locale);
      this.#draw();
    });
    this.#draw();
  }

  /** The screens from the start on have come. */
  async add(live: Live): Promise<void> {
    this.#live = live;
    this.#screens = await live.screens(this.#drawn.locale);
    this.#draw();
  }

  /** A language that cannot be loaded leaves the one before. */
  async #translate(locale: Locale): Promise<void> {
    try {
      const [words] = await Promise.all([loadReadyWords(locale), this.#live?.screens(locale)]);
      if (this.#store.state.locale !== locale) return;
      this.#drawn = { locale, words };
      this.#draw();
    } catch {
      this.#store.tell({ type: 'localeChosen', locale: this.#drawn.locale });
    }
  }

  #draw(): void {
    const { locale, words } = this.#drawn;
    this.#place.lang = locale;
    const kit = { ...this.#rest, words, state: this.#store.state, live: this.#screens };
    render(<Panel kit={kit} />, this.#place);
  }
}

/** Draws the panel into the portal's root and gives the handle by which the page and the button reach it. */
export async function startPanel(portal: Portal, { languages, identity }: PanelSettings): Promise<PanelHandle> {
  const kept = new Kept(keepKey(portal.site), Date.now);
  const pageLocale = localeFor(languages);
  const locale = kept.read()?.locale ?? pageLocale;
  const words = await loadReadyWords(locale);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  portal.sheets.adoptedStyleSheets = [...portal.sheets.adoptedStyleSheets, sheet];
  const place = document.createElement('div');
  portal.root.append(place);

  const store = new Store(firstState(locale, served));
  const given = { portal, store, api: new Api(portal.server), kept, page, pageLocale };
  let live: Promise<Live> | undefined;
  const bring = async (): Promise<Live> => {
    const { startLive } = await import('./live/main.tsx');
    const brought = startLive(given, identity);
    await drawing.add(brought);
    return brought;
  };
  const loadWire = async () => {
    live ??= bring();
    live.catch(() => {
      live = undefined; // asked for again by the next intent
    });
    return (await live).wire;
  };
  const visit = new Visit({ ...given, loadWire, whenIdle });
  const drawing = new Drawing(place, store, words, { intents: visit, shape: portal.shape });
  visit.goOn();
  return visit;
}
