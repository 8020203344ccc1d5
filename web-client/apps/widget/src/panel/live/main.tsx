import { browserClock, browserKeep, browserLinks, watchBrowserWakes } from '@indiretta/connection';
import { keepKey } from '../../portal.ts';
import { type LaterWords, loadLaterWords } from '../../words/later.ts';
import type { Locale } from '../../words/words.ts';
import type { LiveScreens } from '../ready/kit.ts';
import { CitizenApi } from './CitizenApi.ts';
import { Consulting } from './Consulting.tsx';
import { Files } from './Files.ts';
import styles from './live.css?inline';
import { watchOtherTabs } from './otherTabs.ts';
import { Wire, type WirePorts } from './Wire.ts';

/** The part of the panel that is needed from the start on. */
export interface Live {
  readonly wire: Wire;
  /** The screens in that language. */
  screens(locale: Locale): Promise<LiveScreens>;
}

type Given = Pick<WirePorts, 'portal' | 'store' | 'api' | 'kept' | 'page' | 'pageLocale'>;

/** Joins the parts; called once per panel. */
export function startLive(given: Given, identity: string | undefined): Live {
  const { portal, store, api } = given;
  const place = keepKey(portal.site);
  const citizenApi = new CitizenApi(api);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  portal.sheets.adoptedStyleSheets = [...portal.sheets.adoptedStyleSheets, sheet];
  const wire = new Wire(
    {
      ...given,
      citizenApi,
      onOtherTab: (call) => watchOtherTabs(place, call),
      keep: browserKeep(`${place}:`),
      clock: browserClock,
      random: Math.random,
      openLink: browserLinks(portal.server),
      watchWakes: watchBrowserWakes,
      isOnline: () => navigator.onLine,
      isSeen: () => document.visibilityState === 'visible',
    },
    identity,
  );
  const files = new Files({ wire, store, api: citizenApi });
  let later: LaterWords | undefined;
  const screens: LiveScreens = {
    Consulting: ({ kit, stage }) =>
      later && <Consulting kit={{ ...kit, words: { ...kit.words, ...later }, wire, files }} stage={stage} />,
  };
  watchPage(wire);
  return {
    wire,
    screens: async (locale) => {
      later = await loadLaterWords(locale);
      return screens;
    },
  };
}

/** A portal may change its page without loading one; and what is seen again has been read. */
function watchPage(wire: Wire): void {
  addEventListener('popstate', () => wire.pageChanged());
  document.addEventListener('visibilitychange', () => {
    wire.pageChanged();
    wire.seen();
  });
}
