import type { CallInvitation, ConsultationView, DeskView, Waiting } from '@indiretta/protocol';

/* Views of the demo city for tests: Marta is `me`. */
export const marta = { id: 'op-marta', firstName: 'Marta', office: 'Sportello generale' };
export const luca = { id: 'op-luca', firstName: 'Luca', office: 'Controllo abitanti' };

export const own = (id: string, more: Partial<ConsultationView> = {}): ConsultationView => ({
  id,
  reference: `R-${id}`,
  topic: 'certificati',
  mode: 'WRITE',
  state: 'ACTIVE',
  lane: 'NORMAL',
  language: 'it',
  startedAt: '2026-03-01T09:00:00.000Z',
  operator: marta,
  citizen: { connected: true },
  lastSeq: 0,
  readByCitizen: 0,
  readByStaff: 0,
  ...more,
});

export const waiting = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  reference: `R-${id}`,
  topic: 'certificati',
  mode: 'WRITE',
  lane: 'NORMAL',
  language: 'it',
  waitingSince: '2026-03-01T09:00:00.000Z',
  serves: true,
  ...more,
});

export const deskWith = (more: Partial<DeskView> = {}): DeskView => ({
  me: { state: 'AVAILABLE', since: '2026-03-01T08:00:00.000Z' },
  waiting: [],
  waitingInAll: 0,
  own: [],
  colleagues: [],
  callInvitations: [],
  ...more,
});

/** Luca asks Marta into the call of his consultation. */
export const invitation = (consultation: string, more: Partial<CallInvitation> = {}): CallInvitation => ({
  consultation,
  call: `call-${consultation}`,
  reference: `R-${consultation}`,
  topic: 'certificati',
  mode: 'TALK',
  by: 'Luca',
  at: '2026-03-01T09:00:00.000Z',
  joined: false,
  ...more,
});
