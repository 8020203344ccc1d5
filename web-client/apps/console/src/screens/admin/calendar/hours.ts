import type { CalendarInterval, CalendarWeek, Weekday } from '../../../http/types.ts';

/** The most parts of one day, as on the server. */
const mostADay = 8;

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** What is wrong with times as they were written. */
export type HoursProblem =
  | { readonly type: 'unreadable' | 'empty' | 'reversed'; readonly part: string }
  | { readonly type: 'overlap'; readonly first: string; readonly second: string }
  | { readonly type: 'tooMany' };

export type ReadHours =
  | { readonly ok: true; readonly parts: readonly CalendarInterval[] }
  | { readonly ok: false; readonly problem: HoursProblem };

const shown = (part: CalendarInterval): string => `${part.from}–${part.to}`;

/** `08:00–12:00, 13:30–17:00`; of those by appointment or of the others. */
export const hoursText = (parts: readonly CalendarInterval[] = [], byAppointment = false): string =>
  parts
    .filter((part) => (part.byAppointment === true) === byAppointment)
    .map(shown)
    .join(', ');

/** Reads times as people write them: `8-12`, `8.30–12:00; 13:30 - 17`. Nothing at all is closed. */
export function readHours(text: string, byAppointment = false): ReadHours {
  const parts: CalendarInterval[] = [];
  for (const written of text.split(/[,;]/).map((part) => part.trim())) {
    if (written === '') continue;
    const read = /^(\d{1,2})(?:[:.h](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.h](\d{2}))?$/.exec(written);
    const from = read && clock(read[1], read[2]);
    const to = read && clock(read[3], read[4]);
    if (!from || !to) return { ok: false, problem: { type: 'unreadable', part: written } };
    if (from === to) return { ok: false, problem: { type: 'empty', part: `${from}–${to}` } };
    if (from > to) return { ok: false, problem: { type: 'reversed', part: `${from}–${to}` } };
    parts.push({ from, to, ...(byAppointment ? { byAppointment } : {}) });
  }
  return ordered(parts);
}

/** In order; those that overlap are refused. */
export function ordered(parts: readonly CalendarInterval[]): ReadHours {
  const sorted = [...parts].sort((one, other) => one.from.localeCompare(other.from));
  const at = sorted.findIndex((part, index) => index > 0 && (sorted[index - 1]?.to ?? '') > part.from);
  const [first, second] = [sorted[at - 1], sorted[at]];
  if (first && second) return { ok: false, problem: { type: 'overlap', first: shown(first), second: shown(second) } };
  return sorted.length > mostADay ? { ok: false, problem: { type: 'tooMany' } } : { ok: true, parts: sorted };
}

function clock(hours = '', minutes = '00'): string | undefined {
  const text = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? text : undefined;
}

/** Reads one time, for a last start; empty is none. */
export const readClock = (text: string): string | undefined => {
  const read = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(text.trim());
  return read ? clock(read[1], read[2]) : undefined;
};

/** Both fields of a day as they are being written. */
export interface WrittenDay {
  readonly live: string;
  readonly byAppointment: string;
}
export type WrittenWeek = Readonly<Record<Weekday, WrittenDay>>;

export const written = (week: CalendarWeek | undefined): WrittenWeek =>
  Object.fromEntries(
    weekdays.map((day) => [day, { live: hoursText(week?.[day]), byAppointment: hoursText(week?.[day], true) }]),
  ) as WrittenWeek;

/** A day as it was written, of both fields together. */
export function readDay(day: WrittenDay): ReadHours {
  const live = readHours(day.live);
  const visits = readHours(day.byAppointment, true);
  if (!live.ok) return live;
  return visits.ok ? ordered([...live.parts, ...visits.parts]) : visits;
}

/** The week, or undefined where a day cannot be read. */
export function readWeek(week: WrittenWeek): CalendarWeek | undefined {
  const read: Partial<Record<Weekday, readonly CalendarInterval[]>> = {};
  for (const day of weekdays) {
    const hours = readDay(week[day]);
    if (!hours.ok) return undefined;
    if (hours.parts.length > 0) read[day] = hours.parts;
  }
  return read;
}

/** The instant at which a clock in the time zone shows this (`2026-03-02T09:00`). */
export function instantOf(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  // The offset of about then, and once more of exactly then, because the clock may change in between.
  const near = asUtc - offsetMs(asUtc, timeZone);
  return new Date(asUtc - offsetMs(near, timeZone)).toISOString();
}

/** What a clock in the time zone shows, for an input of the browser. */
export const localOf = (instant: string, timeZone: string): string => {
  const at = Date.parse(instant);
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16);
};

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((it) => it.type === type)?.value);
  const shownAt = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shownAt - Math.floor(at / 1000) * 1000;
}
