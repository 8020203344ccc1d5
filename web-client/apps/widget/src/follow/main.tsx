import { render } from 'preact';
import { Api } from '../panel/Api.ts';
import { Parts } from '../panel/Parts.ts';
import panelStyles from '../panel/panel.css?inline';
import readyStyles from '../panel/ready/ready.css?inline';
import { languageOf } from '../panel/state.ts';
import { loadQueueWords, type QueueWords } from '../words/queue.ts';
import { type Locale, loadWords, localeFor, type Say } from '../words/words.ts';
import { FollowPage } from './FollowPage.tsx';
import styles from './follow.css?inline';
import { RequestVisit } from './RequestVisit.ts';

interface Given {
  /** The server this page came from. */
  readonly server: URL;
  /** Language tags, best first. */
  readonly languages: readonly string[];
  /** The secret of the link. */
  readonly link: string;
}

/** Draws the page that shows how a contact request stands. Fails when its words cannot be loaded. */
export async function startFollowing({ server, languages, link }: Given): Promise<void> {
  const wear = (text: string): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  wear(panelStyles + readyStyles + styles);
  const { bring } = new Parts({ wear, changed: () => draw(), missing: () => location.reload() });
  const load = async (locale: Locale): Promise<{ words: QueueWords; say: Say }> => {
    const [words, say] = await Promise.all([loadQueueWords(locale), loadWords(locale, bring)]);
    return { words, say };
  };
  const visit = new RequestVisit(new Api(server), link, localeFor(languages));
  let spoken = visit.state.locale;
  let said = await load(spoken);
  const draw = (): void => {
    document.documentElement.lang = languageOf(spoken);
    document.title = said.words.follow_title({});
    render(<FollowPage {...said} locale={spoken} state={visit.state} intents={visit} />, document.body);
  };
  visit.onChange(({ locale }) => {
    draw();
    if (locale === spoken) return;
    load(locale).then(
      (next) => {
        if (locale !== visit.state.locale) return;
        said = next;
        spoken = locale;
        draw();
      },
      () => undefined, // the language before stays
    );
  });
  draw();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void visit.read();
  });
  await visit.read();
}
