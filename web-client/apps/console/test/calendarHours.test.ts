import { describe, expect, test } from 'vitest';
import {
  hoursText,
  instantOf,
  localOf,
  readClock,
  readDay,
  readHours,
  readWeek,
  written,
} from '../src/screens/admin/calendar/hours.ts';

describe('times as people write them', () => {
  test('are read with or without minutes, dashes and blanks, and put in order', () => {
    expect(readHours('13.30 - 17, 8–12:00')).toEqual({
      ok: true,
      parts: [
        { from: '08:00', to: '12:00' },
        { from: '13:30', to: '17:00' },
      ],
    });
    expect(readHours('00:00-24:00')).toEqual({ ok: true, parts: [{ from: '00:00', to: '24:00' }] });
    expect(readHours('  ')).toEqual({ ok: true, parts: [] });
  });

  test.each([
    ['8-25', { type: 'unreadable', part: '8-25' }],
    ['mattina', { type: 'unreadable', part: 'mattina' }],
    ['8-8', { type: 'empty', part: '08:00–08:00' }],
    ['12-8', { type: 'reversed', part: '12:00–08:00' }],
    ['8-12, 11-13', { type: 'overlap', first: '08:00–12:00', second: '11:00–13:00' }],
    ['0-1,2-3,4-5,6-7,8-9,10-11,12-13,14-15,16-17', { type: 'tooMany' }],
  ])('%s is refused, and why', (text, problem) => {
    expect(readHours(text)).toEqual({ ok: false, problem });
  });

  test('those by appointment may not overlap the others', () => {
    expect(readDay({ live: '8-12', byAppointment: '11-13' }).ok).toBe(false);
    expect(readDay({ live: '8-12', byAppointment: '12-13' })).toEqual({
      ok: true,
      parts: [
        { from: '08:00', to: '12:00' },
        { from: '12:00', to: '13:00', byAppointment: true },
      ],
    });
  });

  test('a week is written and read back the same, and not read while a day is wrong', () => {
    const week = {
      MONDAY: [{ from: '08:00', to: '12:00' }],
      SATURDAY: [{ from: '09:00', to: '12:00', byAppointment: true }],
    };
    const text = written(week);
    expect(readWeek(text)).toEqual(week);
    expect(readWeek({ ...text, SUNDAY: { live: '9-8', byAppointment: '' } })).toBeUndefined();
    expect(hoursText(week.SATURDAY)).toBe('');
  });

  test('one time is read for a last start', () => {
    expect([readClock('16.30'), readClock('9'), readClock('25'), readClock('')]).toEqual([
      '16:30',
      '09:00',
      undefined,
      undefined,
    ]);
  });
});

test("a time of the city is an instant, whatever the browser's own zone", () => {
  expect(instantOf('2026-03-02T09:00', 'Europe/Zurich')).toBe('2026-03-02T08:00:00.000Z');
  expect(instantOf('2026-07-02T09:00', 'Europe/Zurich')).toBe('2026-07-02T07:00:00.000Z');
  expect(instantOf('2026-03-29T01:30', 'Europe/Zurich')).toBe('2026-03-29T00:30:00.000Z');
  expect(instantOf('2026-03-29T03:30', 'Europe/Zurich')).toBe('2026-03-29T01:30:00.000Z');
  expect(localOf('2026-07-02T07:00:00Z', 'Europe/Zurich')).toBe('2026-07-02T09:00');
});
