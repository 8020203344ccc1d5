import type { Instant } from '@indiretta/protocol';

export type Due = 'LATER' | 'TODAY' | 'OVERDUE';

/** How near the day is on which something is due, in the zone of the city. */
export function dueFrom(dueAt: Instant, now: Date, timeZone: string | undefined): Due {
  if (new Date(dueAt) < now) return 'OVERDUE';
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...(timeZone ? { timeZone } : {}) });
  return day.format(new Date(dueAt)) === day.format(now) ? 'TODAY' : 'LATER';
}

/** The end of a day that a person chose (`2026-03-05`), as this browser's zone has it. */
export const endOfDay = (day: string): Instant => new Date(`${day}T23:59:00`).toISOString();

/** So many days from now, as a day field writes it. */
export function dayIn(days: number, now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
  return day.toISOString().slice(0, 10);
}
