import { browserParts, supportOf } from '@indiretta/call';
import { browserClock, browserKeep, browserLinks, newClientMessageId, watchBrowserWakes } from '@indiretta/connection';
import type { Language } from '@indiretta/protocol';
import { render } from 'preact';
import callStyles from '../panel/call/call.css?inline';
import { browserEquipment } from '../panel/call/Equipment.ts';
import { JitsiDoor } from '../panel/call/JitsiDoor.ts';
import { Talking } from '../panel/call/Talking.ts';
import { browserSound } from '../panel/call/Trial.ts';
import trialStyles from '../panel/call/trial.css?inline';
import liveStyles from '../panel/live/live.css?inline';
import { Parts } from '../panel/Parts.ts';
import panelStyles from '../panel/panel.css?inline';
import readyStyles from '../panel/ready/ready.css?inline';
import { loadGuestWords } from '../words/guest.ts';
import { loadTalkWords } from '../words/talk.ts';
import { type Locale, loadWords, localeFor, w } from '../words/words.ts';
import { GuestApi } from './GuestApi.ts';
import { GuestPage } from './GuestPage.tsx';
import { GuestVisit, type GuestVisitPorts } from './GuestVisit.ts';
import styles from './guest.css?inline';
import type { GuestKit } from './kit.ts';
import { Line } from './Line.ts';

/** Kept for this tab only, over a reload. */
const KEPT = 'indiretta:guest:';

interface Given {
  /** The server this page came from. */
  readonly server: URL;
  /** Language tags, best first. */
  readonly languages: readonly string[];
  /** The secret of the link; undefined after a reload. */
  readonly link: string | undefined;
}

/** What belongs to one guest's place: the line to the server and the call. */
function beginIn(server: URL, wear: (styles: string) => void, changed: () => void): GuestVisitPorts['begin'] {
  return (place, locale) => {
    const keep = browserKeep(KEPT, () => sessionStorage);
    const line = new Line({
      place,
      language: locale.slice(0, 2) as Language,
      keep,
      newClientMessageId,
      clock: browserClock,
      random: Math.random,
      openLink: browserLinks(server),
      watchWakes: watchBrowserWakes,
    });
    const talking = new Talking({
      ...browserParts(),
      ...browserSound,
      ...browserEquipment(),
      connection: line.connection,
      consultation: line,
      prefer: keep,
      self: line.self,
      member: () => line.member,
      support: supportOf(window),
      isSeen: () => document.visibilityState === 'visible',
    });
    return { line, talking, jitsi: new JitsiDoor({ talking, locale: () => locale, wear }, changed) };
  };
}

/** The words of one language, all that a guest's page says. */
async function loadAll(locale: Locale, bring: Parts['bring']): Promise<Pick<GuestKit, 'words' | 'talk' | 'say'>> {
  const [words, talk, say] = await Promise.all([
    loadGuestWords(locale),
    loadTalkWords(locale),
    loadWords(locale, bring),
  ]);
  say(w.messages); // what happens in a call is said in the conversation
  return { words, talk, say };
}

/** Draws the page of a call's guest: by a link, or after a reload. Fails when its words cannot be loaded. */
export async function startGuest({ server, languages, link }: Given): Promise<void> {
  const wear = (text: string): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  wear(panelStyles + readyStyles + liveStyles + trialStyles + callStyles + styles);
  const { bring } = new Parts({ wear, changed: () => draw(), missing: () => location.reload() });
  const visit = new GuestVisit(
    {
      api: new GuestApi(server),
      keep: browserKeep(KEPT, () => sessionStorage),
      begin: beginIn(server, wear, () => draw()),
    },
    localeFor(languages),
  );
  let spoken = visit.state.locale;
  let said = await loadAll(spoken, bring);
  const draw = (): void => {
    const { state } = visit;
    document.documentElement.lang = spoken.slice(0, 2);
    document.title = `${said.words.page_name({})} – ${said.words.title({})}`;
    render(<GuestPage kit={{ ...said, state, intents: visit }} />, document.body);
  };
  visit.onChange(({ locale }) => {
    draw();
    if (locale === spoken) return;
    spoken = locale;
    loadAll(locale, bring).then(
      (next) => {
        if (locale !== visit.state.locale) return;
        said = next;
        draw();
      },
      () => undefined, // the language before stays
    );
  });
  draw();
  await visit.start(link);
}
