import type { Mode, ModeState } from '@indiretta/protocol';
import { type QueueWords, queueWords } from '../../words/queue.ts';
import { alert } from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import type { Kit } from '../ready/kit.ts';
import { isAnybodyThere, isThere, type Topic } from '../site.ts';
import { languageOf, siteOf } from '../state.ts';
import styles from './announcement.css?inline';
import { standingOf, standingOfMode } from './news.ts';
import { languagesSaid, placeOf, timeSaid, waitSaid } from './said.ts';

/** As much of a kit as saying something needs. */
type Spoken = Pick<Kit, 'bring' | 'state'>;

/** Why it cannot be started now, in a sentence. */
function whyNot(words: QueueWords, kit: Kit, standing: ModeState | undefined, ofTopic: boolean): string {
  if (standing?.state === 'FULL') return words.full({});
  if (standing?.opensAt) {
    const time = timeSaid(words, placeOf(kit), standing.opensAt, Date.now());
    return standing.byAppointment ? words.by_appointment_until({ time }) : words.closed_until({ time });
  }
  if (standing?.byAppointment) return words.by_appointment({});
  // without an hour it is open by the calendar, and nobody is there; unless a closure says why
  if (standing?.text || kit.state.availability?.closure) return words.closed({});
  return ofTopic ? words.nobody_title({}) : words.nobody_all({});
}

const allTopics = ({ state }: Spoken, mode: Mode) =>
  siteOf(state)
    ?.groups.flatMap(({ topics }) => topics)
    .filter(({ modes }) => modes.includes(mode))
    .map(({ id }) => id) ?? [];

const standing = (kit: Spoken, mode: Mode, topic: Topic | undefined) =>
  topic
    ? standingOf(kit.state.availability, topic.id, mode)
    : standingOfMode(kit.state.availability, allTopics(kit, mode), mode);

interface AnnouncementProps {
  readonly kit: Kit;
  /** The chosen one; without: any of the offered. */
  readonly mode?: Mode | undefined;
  /** The chosen one; without it: about all of them. */
  readonly topic?: Topic | undefined;
  /** It can be started. */
  readonly there: boolean;
}

/** The languages in which a topic is answered, and the call-back where the person's own is not among them. */
function Languages({ kit, words, languages }: { kit: Kit; words: QueueWords; languages: ModeState['languages'] }) {
  const { state, intents } = kit;
  const { locale } = state;
  const own = languageOf(locale);
  if (!languages || languages.length === 0) return null;
  const isSpoken = languages.includes(own);
  return (
    <p class="note status">
      <span>
        {words.languages({ languages: languagesSaid(locale, languages) })}
        {!isSpoken && ` ${words.language_missing({ language: languagesSaid(locale, [own]) })}`}
      </span>
      {!isSpoken && (
        <button type="button" class="plain" onClick={() => intents.ports.store.inStage('asking', { instead: true })}>
          {words.call_back_ask({})}
        </button>
      )}
    </p>
  );
}

/** The text of a sudden closure, of the topic or the whole desk, in the person's language or the first there is. */
function Closure({ kit, how }: { readonly kit: Kit; readonly how: ModeState | undefined }) {
  const { availability, locale } = kit.state;
  const text = how?.text ?? availability?.closure;
  const said = text && (text[languageOf(locale)] ?? Object.values(text)[0]);
  return said ? <p class="note alert">{said}</p> : null;
}

/** How it stands before the start, where it is not plainly open: closed until when, full, how long one waits, which languages. */
function Announcement({ kit, mode, topic, there }: AnnouncementProps) {
  const { intents, state } = kit;
  const words = queueWords(state.locale, kit.bring);
  if (!words) return null;
  const modes = mode ? [mode] : state.served;
  const how = modes.map((each) => standing(kit, each, topic)).find(Boolean);
  const wants = (instead: boolean) => intents.ports.store.inStage('asking', { instead });
  const asked = state.stage.at === 'asking' && state.stage.instead;
  return (
    <div class="announcement" role="status">
      <Closure kit={kit} how={how} />
      {!there && !asked && (
        <p class="note status">
          <Icon path={alert} />
          <span>{whyNot(words, kit, how, !!topic)}</span>
        </p>
      )}
      {there && how?.state === 'BUSY' && (
        <p class="note status">
          <span>{how.wait ? words.busy({ wait: waitSaid(words, how.wait) }) : words.busy_unknown({})}</span>
          <button type="button" class="plain" onClick={() => wants(true)}>
            {words.request_instead({})}
          </button>
        </p>
      )}
      {there && topic && <Languages kit={kit} words={words} languages={how?.languages} />}
      {asked && topic && mode && isThere(state.availability, topic.id, mode) && (
        <button type="button" class="plain" onClick={() => wants(false)}>
          {words.wait_instead({})}
        </button>
      )}
    </div>
  );
}

/** The same beside a mode or a topic of a list, in two words. */
export function Short({ kit, mode, topic }: { readonly kit: Spoken; readonly mode: Mode; readonly topic?: Topic }) {
  const words = queueWords(kit.state.locale, kit.bring);
  const how = standing(kit, mode, topic);
  const isSaidOfAll =
    topic && !isAnybodyThere(kit.state.availability, mode) && how?.opensAt === standing(kit, mode, undefined)?.opensAt;
  if (!words || isSaidOfAll) return null;
  if (how?.state === 'FULL') return <small>{words.full_short({})}</small>;
  if (how?.state === 'BUSY') {
    return how.wait ? <small>{words.busy_short({ wait: waitSaid(words, how.wait) })}</small> : null;
  }
  if (how?.opensAt) {
    return <small>{words.opens_short({ time: timeSaid(words, placeOf(kit), how.opensAt, Date.now()) })}</small>;
  }
  if (how?.state === 'OPEN') return null;
  return <small>{how?.text ? words.closed_short({}) : words.topic_nobody({})}</small>;
}

export { Announcement as Part, styles };
