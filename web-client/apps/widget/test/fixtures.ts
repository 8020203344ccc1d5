import type { ConsultationSnapshot } from '@indiretta/connection';
import type { AvailabilityView, ConsultationView, Entry } from '@indiretta/protocol';
import type { Site } from '../src/panel/site.ts';
import { firstState, type State } from '../src/panel/state.ts';

/** A small city: two groups, the front desk last. */
export const site: Site = {
  id: 'ch',
  name: 'Città di Rivalago',
  language: 'it',
  languages: ['it', 'de', 'fr', 'en'],
  timeZone: 'Europe/Zurich',
  channels: {
    telephone: '+41 91 000 11 11',
    email: 'sportello@rivalago.example',
    desks: [{ name: 'Sportello generale', address: 'Piazza del Municipio 1' }],
  },
  emergency: [{ number: '112', name: 'Emergenze' }],
  privacy: { text: 'La conversazione viene conservata per 180 giorni.', link: 'https://rivalago.example/privacy' },
  groups: [
    {
      id: 'residents',
      name: 'Controllo abitanti',
      topics: [
        { id: 'moving', name: 'Arrivo, partenza', modes: ['WRITE'], frontDesk: false },
        { id: 'passport', name: 'Passaporto', ready: 'Fotografia recente', modes: ['WRITE', 'SHOW'], frontDesk: false },
      ],
    },
    {
      id: 'front-desk',
      name: 'Sportello generale',
      topics: [{ id: 'other', name: 'Altro / non so', modes: ['WRITE'], frontDesk: true }],
    },
  ],
};

export const everybodyThere: AvailabilityView = {
  site: 'ch',
  open: { moving: ['WRITE'], passport: ['WRITE'], other: ['WRITE'] },
};
export const nobodyThere: AvailabilityView = { site: 'ch', open: {} };

export const view = (change: Partial<ConsultationView> = {}): ConsultationView => ({
  id: 'c-1',
  reference: 'K7-4F2',
  topic: 'passport',
  mode: 'WRITE',
  state: 'WAITING',
  lane: 'NORMAL',
  language: 'it',
  startedAt: '2026-03-02T09:00:00.000Z',
  ahead: 2,
  lastSeq: 0,
  readByCitizen: 0,
  readByStaff: 0,
  ...change,
});

export const message = (seq: number, kind: 'CITIZEN' | 'OPERATOR', text: string): Entry => ({
  seq,
  at: '2026-03-02T09:01:00.000Z',
  author: kind === 'OPERATOR' ? { kind, name: 'Marta' } : { kind },
  body: { type: 'message', text },
});

export const snapshot = (change: Partial<ConsultationSnapshot> = {}): ConsultationSnapshot => ({
  sync: { type: 'caughtUp' },
  view: view(),
  entries: [],
  outgoing: [],
  typing: undefined,
  draft: '',
  ...change,
});

/** An open panel with the site and everybody there. */
export const openState = (change: Partial<State> = {}): State => ({
  ...firstState('it', ['WRITE']),
  open: true,
  site,
  availability: everybodyThere,
  ...change,
});
