import { type Json, site, topics } from './city.ts';

/* The opening hours of the scripted city. */

const workday = [
  { from: '08:00', to: '12:00' },
  { from: '13:30', to: '17:00' },
];
const topic = topics[0]?.id ?? '';

export const calendar: Json = {
  site: site.id,
  week: {
    MONDAY: workday,
    TUESDAY: workday,
    WEDNESDAY: workday,
    THURSDAY: workday,
    FRIDAY: workday,
    SATURDAY: [{ from: '09:00', to: '12:00', byAppointment: true }],
  },
  exceptions: [
    { mode: 'TALK', startUntil: '16:30' },
    { mode: 'SHOW', startUntil: '16:30' },
    { topic, week: { TUESDAY: [{ from: '09:00', to: '11:30' }] }, frontDeskOtherwise: true },
  ],
  dates: [
    { date: '2026-11-22', hours: [{ from: '00:00', to: '24:00' }], text: { it: 'oggi 00–24 (demo)' } },
    {
      date: '2026-12-24',
      yearly: true,
      hours: [{ from: '08:00', to: '12:00' }],
      text: { it: 'Vigilia di Natale', de: 'Heiligabend', fr: 'Veille de Noël', en: 'Christmas Eve' },
    },
  ],
  holidays: {
    place: 'ch-ti',
    removed: ['ST_JOSEPH'],
    added: [{ date: '2026-08-07', yearly: true, name: { it: 'Santo patrono', de: 'Schutzpatron' } }],
  },
  closures: [{ from: '2026-11-22T07:00:00.000Z', topic, text: { it: 'Guasto al programma', de: 'Störung' } }],
};

export const dayPlan: Json = {
  date: '2026-12-24',
  why: 'YEARLY_DATE',
  text: { it: 'Vigilia di Natale', de: 'Heiligabend', fr: 'Veille de Noël', en: 'Christmas Eve' },
  hours: [{ from: '08:00', to: '12:00' }],
  exceptions: [
    { mode: 'TALK', hours: [{ from: '08:00', to: '12:00' }], startUntil: '16:30' },
    { topic, hours: [], frontDeskOtherwise: true },
  ],
  closures: [],
};

export const holidays: Json = {
  year: 2026,
  place: 'ch-ti',
  holidays: [
    ['2026-01-01', 'NEW_YEAR', 'Capodanno'],
    ['2026-01-06', 'EPIPHANY', 'Epifania'],
    ['2026-03-19', 'ST_JOSEPH', 'San Giuseppe'],
    ['2026-08-01', 'NATIONAL_DAY', 'Festa nazionale'],
    ['2026-12-25', 'CHRISTMAS', 'Natale'],
  ].map(([date, key, it]) => ({
    date: date ?? '',
    key: key ?? '',
    name: { it: it ?? '' },
    removed: key === 'ST_JOSEPH',
  })),
  places: [
    { id: 'ch', name: 'Schweiz · Suisse · Svizzera' },
    { id: 'ch-ti', name: 'Ticino' },
    { id: 'it-32-bz', name: 'Bolzano · Bozen' },
  ],
};
