import type { Instant, Language, WaitRange } from '@indiretta/protocol';
import type { QueueWords } from '../../words/queue.ts';
import type { Locale } from '../../words/words.ts';
import type { Kit } from '../ready/kit.ts';
import { siteOf } from '../state.ts';

const MINUTE_S = 60;
/** Above so many minutes a wait is said in steps of five. */
const STEPS_FROM_MIN = 10;
const STEP_MIN = 5;
/** A wait that can be longer than so many minutes is said in hours when it is one at least. */
const HOURS_FROM_MIN = 90;
const HOUR_MIN = 60;

const coarse = (minutes: number, round: (value: number) => number): number =>
  minutes > STEPS_FROM_MIN ? round(minutes / STEP_MIN) * STEP_MIN : minutes;

/** A range as a person says it: "about 5 to 10 minutes"; never narrower than it is. */
export function waitSaid(words: QueueWords, { fromS, toS }: WaitRange): string {
  const from = coarse(Math.floor(fromS / MINUTE_S), Math.floor);
  const to = coarse(Math.ceil(toS / MINUTE_S), Math.ceil);
  if (toS <= MINUTE_S) return words.under_a_minute({});
  if (to > HOURS_FROM_MIN && from >= HOUR_MIN) {
    const hours = Math.floor(from / HOUR_MIN);
    return hours > 1 ? words.over_hours({ n: hours }) : words.over_an_hour({});
  }
  if (from === to) return words.about({ to });
  return from < 1 ? words.up_to({ to }) : words.about_between({ from, to });
}

/** Where and in which language a time is said. */
export interface Place {
  readonly locale: Locale;
  readonly timeZone: string | undefined;
}

/** The language of the panel and the zone of its site. */
export const placeOf = ({ state }: Pick<Kit, 'state'>): Place => ({
  locale: state.locale,
  timeZone: siteOf(state)?.timeZone,
});

/** The tag by which dates are written: Swiss where nothing else is chosen. */
export const tagOf = (locale: Locale): string => (locale.includes('-') ? locale : `${locale}-CH`);

const zone = (timeZone: string | undefined) => (timeZone ? { timeZone } : {});

const clockOf = ({ locale, timeZone }: Place, at: Date): string =>
  at.toLocaleTimeString(tagOf(locale), { hour: '2-digit', minute: '2-digit', hour12: false, ...zone(timeZone) });

const DAY_MS = 86_400_000;

/** Days from one date of the site's calendar to the other. */
function daysBetween({ timeZone }: Place, from: Date, to: Date): number {
  const day = (at: Date) => Date.parse(at.toLocaleDateString('sv-SE', zone(timeZone)));
  return Math.round((day(to) - day(from)) / DAY_MS);
}

/** A day as a person says it; with the date when it is not one of the next six. */
export function daySaid({ locale, timeZone }: Place, at: Instant, withDate: boolean): string {
  const date = { day: 'numeric', month: 'long' } as const;
  return new Date(at).toLocaleDateString(tagOf(locale), {
    weekday: 'long',
    ...(withDate && date),
    ...zone(timeZone),
  });
}

/** The time of day alone: "at 12:00". */
export const clockSaid = (words: QueueWords, place: Place, at: Instant): string =>
  words.at({ time: clockOf(place, new Date(at)) });

/** A time to come as a person says it: "tomorrow at 08:00", "on Monday at 08:00". */
export function timeSaid(words: QueueWords, place: Place, at: Instant, nowMs: number): string {
  const then = new Date(at);
  const time = clockOf(place, then);
  const days = daysBetween(place, new Date(nowMs), then);
  if (days <= 0) return words.today_at({ time });
  if (days === 1) return words.tomorrow_at({ time });
  return words.day_at({ day: daySaid(place, at, days > 6), time });
}

/** Names of languages in the language of the panel, as a list: "Italian and German". */
export function languagesSaid(locale: Locale, languages: readonly Language[]): string {
  const tag = tagOf(locale);
  const names = new Intl.DisplayNames(tag, { type: 'language' });
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(languages.map((each) => names.of(each) ?? each));
}
