import type { CalendarInterval, CalendarWeek, Weekday } from '../../../http/types.ts';
import type { Locale, Words } from '../../../words/words.ts';
import { type HoursProblem, hoursText, weekdays } from './hours.ts';

/** What is wrong with times, in words. */
export function hoursProblemText(words: Words, problem: HoursProblem): string {
  switch (problem.type) {
    case 'unreadable':
      return words.calendar_unreadable({ part: problem.part });
    case 'empty':
      return words.calendar_empty({ part: problem.part });
    case 'reversed':
      return words.calendar_reversed({ part: problem.part });
    case 'overlap':
      return words.calendar_overlap({ first: problem.first, second: problem.second });
    case 'tooMany':
      return words.calendar_too_many();
  }
}

/** When it is open, and when by appointment; or closed. */
export function partsText(words: Words, parts: readonly CalendarInterval[]): string {
  const live = hoursText(parts);
  const visits = hoursText(parts, true);
  return (
    [live && words.calendar_open_at({ hours: live }), visits && words.calendar_appointment_at({ hours: visits })]
      .filter(Boolean)
      .join(' · ') || words.calendar_closed()
  );
}

/** A weekday's name; 5 January 1970 was a Monday. */
export const weekdayName = (day: Weekday, locale: Locale, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(1970, 0, 5 + weekdays.indexOf(day)),
  );

/** `Tue 09:00–11:30, Thu 09:00–11:30`. */
export const weekText = (week: CalendarWeek, locale: Locale): string =>
  weekdays
    .filter((day) => hoursText(week[day]))
    .map((day) => `${weekdayName(day, locale, 'short')} ${hoursText(week[day])}`)
    .join(' · ');

/** A date as people write it; without the year for one that comes every year. */
export const dateText = (date: string, locale: Locale, yearly = false): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    day: 'numeric',
    month: 'long',
    ...(yearly ? {} : { weekday: 'short', year: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.parse(date));
