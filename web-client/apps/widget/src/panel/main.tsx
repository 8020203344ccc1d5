import { limits, type Mode } from '@indiretta/protocol';
import { render } from 'preact';
import { keepKey, type Panel as PanelHandle, type PanelSettings, type Portal } from '../portal.ts';
import { type Locale, loadWords, localeFor, type Say, w } from '../words/words.ts';
import { Api } from './Api.ts';
import { Kept } from './Kept.ts';
import type { Live } from './live/live.tsx';
import { loadTwice, Parts } from './Parts.ts';
import styles from './panel.css?inline';
import { Panel, SMALL } from './ready/Panel.tsx';
import ready from './ready/ready.css?inline';
import { firstState } from './state.ts';
import { Store } from './store.ts';
import { Visit } from './Visit.ts';

/** What this panel can serve; a mode is drawn only when a topic offers it too. */
const served: readonly Mode[] = ['SHOW', 'TALK', 'WRITE'];

/** Origin and path only: a query can hold names and numbers of people. */
const page = (): string => (location.origin + location.pathname).slice(0, limits.pageChars);

const whenIdle = (call: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(call, { timeout: 500 });
  else setTimeout(call, 100);
};

/** Taken apart at once: the module as a whole would need a wrapper, because other chunks take pieces of its chunk. */
async function loadLive() {
  const { startLive } = await import('./live/live.tsx');
  return startLive;
}

/** Draws the panel into the portal's root and gives the handle by which the page and the button reach it. */
export async function startPanel(portal: Portal, { languages, identity }: PanelSettings): Promise<PanelHandle> {
  const kept = new Kept(keepKey(portal.site), Date.now);
  const pageLocale = localeFor(languages);
  const store = new Store(firstState(kept.read()?.locale ?? pageLocale, served));
  const place = document.createElement('div');
  const wear = (sheetText: string): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
    portal.sheets.adoptedStyleSheets = [...portal.sheets.adoptedStyleSheets, sheet];
  };
  const { bring } = new Parts({
    wear,
    changed: () => draw(),
    missing: () => store.change({ link: 'reload' }),
  });
  let drawn: { locale: Locale; say: Say };
  /** The words first; a language that cannot be loaded leaves the one before. */
  const speak = async (locale: Locale): Promise<void> => {
    const say = await loadWords(locale, bring);
    if (locale === store.state.locale) drawn = { locale, say };
  };
  await speak(store.state.locale);

  const given = { portal, store, api: new Api(portal.server), kept, page, pageLocale, wear };
  let live: Promise<Live> | undefined;
  let screens: Live | undefined;
  const loadWire = async () => {
    drawn.say(w.messages); // their words come along
    live ??= loadTwice(loadLive).then((startLive) => {
      screens = startLive({ ...given, open: () => visit.open({}) }, identity);
      draw();
      return screens;
    });
    live.catch(() => {
      live = undefined; // asked for again by the next intent
    });
    return (await live).wire;
  };
  const visit = new Visit({ ...given, loadWire, whenIdle });
  const draw = (): void => {
    const { state } = store;
    place.lang = drawn.locale;
    render(<Panel kit={{ say: drawn.say, state, intents: visit, bring, live: screens, shape: portal.shape }} />, place);
  };

  wear(styles + ready);
  portal.root.append(place);
  store.onChange(({ locale }) => {
    draw();
    if (locale === drawn.locale) return;
    speak(locale).then(
      () => {
        if (live) drawn.say(w.messages); // a lost link is said in it too
        draw();
      },
      () => store.change({ locale: drawn.locale }),
    );
  });
  matchMedia(SMALL).addEventListener('change', draw);
  draw();
  visit.goOn();
  return visit;
}
