import type { Instant, Language } from '@indiretta/protocol';
import type { Locale } from './words.ts';

/** The language of a catalogue: `it-CH` is `it`. */
export const languageOf = (locale: Locale): Language => locale.slice(0, 2) as Language;

/** Times as people in Switzerland write them in that language, in the site's zone. */
const regionOf = (locale: Locale): string =>
  locale.includes('-') ? locale : locale === 'en' ? 'en-GB' : `${locale}-CH`;

export const timeOfDay = (at: Instant, locale: Locale, timeZone?: string): string =>
  new Intl.DateTimeFormat(regionOf(locale), { hour: '2-digit', minute: '2-digit', ...zone(timeZone) }).format(
    new Date(at),
  );

export const dayAndTime = (at: Instant, locale: Locale, timeZone?: string): string =>
  new Intl.DateTimeFormat(regionOf(locale), {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...zone(timeZone),
  }).format(new Date(at));

export const day = (at: Instant, locale: Locale, timeZone?: string): string =>
  new Intl.DateTimeFormat(regionOf(locale), {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    ...zone(timeZone),
  }).format(new Date(at));

const zone = (timeZone: string | undefined) => (timeZone ? { timeZone } : {});

/** `3:07` or `1:02:07`; never less than zero. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Monday to Sunday. */
export function dayNames(locale: Locale): readonly string[] {
  const name = new Intl.DateTimeFormat(regionOf(locale), { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => name.format(Date.UTC(2024, 0, 1 + day)));
}

/** A number as WORDS writes it in Switzerland: 1'125. */
export const wholeNumber = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "'");

/** Size of a file: `820 KB`, `1.4 MB`; a thousand bytes are a kilobyte. */
export const fileSize = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
