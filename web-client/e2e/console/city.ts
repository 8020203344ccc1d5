/* A small part of the demo city, as the server's answers name it, for looking at screens. */
export type Json = Record<string, unknown>;

/** An instant so many seconds ago. */
export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
export const uuid = (number: number): string => `0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const local = (it: string, de?: string, fr?: string, en?: string): Json => ({ it, de, fr, en });

export const people = [
  ['Marta', 'Bianchi', 'Sportello generale'],
  ['Luca', 'Ferrari', 'Controllo abitanti'],
  ['Elena', 'Rossi', 'Stato civile'],
  ['Paolo', 'Conti', 'Contribuzioni'],
].map(([firstName = '', lastName = '', office = ''], index) => ({
  id: uuid(index + 1),
  firstName,
  lastName,
  office,
  enabled: index !== 3,
}));
const person = (index: number) => people[index] ?? people[0];

export const me = {
  ...person(0),
  email: 'marta@rivalago.example',
  role: 'ADMIN',
  rights: ['ARCHIVE'],
  languages: ['it', 'de'],
  photo: false,
  showPhoto: false,
  preferences: { language: 'it', sound: true, notifications: false, singleKeys: true },
  onCall: [
    { day: 1, from: '14:00', to: '16:00' },
    { day: 4, from: '08:00', to: '12:00' },
  ],
  secondFactor: false,
};

export const groups = [
  ['residents', local('Controllo abitanti', 'Einwohnerkontrolle', 'Contrôle des habitants', 'Residents')],
  ['taxes', local('Contribuzioni', 'Steuern', 'Contributions', 'Taxes')],
  ['front-desk', local('Sportello generale', 'Allgemeiner Schalter', 'Guichet général', 'Front desk')],
].map(([id, name], index) => ({ id, site: 'ch', position: (index + 1) * 10, name }));

const topic = (id: string, group: string, position: number, name: Json, more: Json = {}) => ({
  id,
  site: 'ch',
  group,
  position,
  name,
  ready: local("Documento d'identità valido.\nContratto di locazione.", 'Gültiger Ausweis.\nMietvertrag.'),
  link: local('https://rivalago.example/servizi'),
  modes: ['WRITE'],
  frontDesk: false,
  enabled: true,
  ...more,
});
export const topics = [
  topic('moving', 'residents', 10, local("Arrivo, partenza, cambio d'indirizzo", 'Zuzug, Wegzug, Umzug'), {
    modes: ['SHOW', 'TALK', 'WRITE'],
  }),
  topic('certificates', 'residents', 20, local('Certificati (domicilio, dimora)', 'Bescheinigungen'), {
    service: {
      widenAfterS: 60,
      overflowAfterS: 120,
      overflow: 'passport',
      maxWaiting: 50,
      targetS: 120,
      onCallOpens: false,
      requestsAlways: false,
      officeEmail: '',
    },
  }),
  topic('passport', 'residents', 30, local("Passaporto e carta d'identità", 'Pass und Identitätskarte')),
  topic('municipal-tax', 'taxes', 10, local('Imposta comunale', 'Gemeindesteuer')),
  topic('waste', 'taxes', 20, local('Tassa rifiuti', 'Kehrichtgebühr'), { enabled: false }),
  topic('other', 'front-desk', 10, local('Altro / non so', 'Anderes / weiss nicht'), { frontDesk: true }),
];

export const cannedReplies = [
  ['saluto', local('Buongiorno, sono {name}. Come posso aiutarla?', 'Guten Tag, hier ist {name}.')],
  ['attesa', local('Un momento per favore, verifico subito.', 'Einen Moment bitte.')],
  ['documenti', { it: 'Le servono un documento valido e il contratto di locazione.' }],
].map(([shortcut, text], index) => ({ id: uuid(900 + index), site: 'ch', shortcut, text }));

export const consoleData = {
  sites: [
    { id: 'ch', name: local('Città di Rivalago'), languages: ['it', 'de', 'fr', 'en'], timeZone: 'Europe/Zurich' },
  ],
  groups,
  topics,
  levels: { moving: 1 },
  cannedReplies,
  operators: people,
};

const card = (index: number): Json => {
  const { id, firstName, office } = person(index) ?? {};
  return { id, firstName, office };
};
export const consultations = [
  { reference: 'K7-4F2', topic: 'moving', language: 'it', name: 'Giulia Bernasconi', readByStaff: 9 },
  { reference: 'H3-9QT', topic: 'certificates', language: 'de', name: 'Hans Müller', readByStaff: 3 },
].map(({ name, ...view }, index) => ({
  id: uuid(100 + index),
  mode: 'WRITE',
  state: 'ACTIVE',
  lane: 'NORMAL',
  startedAt: ago(600),
  operator: card(0),
  citizen: { name, saysToBe: name, page: 'https://rivalago.example/servizi/arrivo', connected: index === 0 },
  lastSeq: 9,
  readByCitizen: 5,
  ...view,
}));

const citizen = { kind: 'CITIZEN' };
const marta = { kind: 'OPERATOR', name: 'Marta', operator: me.id };
const system = { kind: 'SYSTEM' };
export const entries = [
  [system, { type: 'event', event: 'STARTED', detail: 'moving' }],
  [
    citizen,
    { type: 'message', text: "Buongiorno, mi trasferisco a Rivalago. Devo annunciare l'arrivo allo sportello?" },
  ],
  [system, { type: 'event', event: 'JOINED', name: 'Marta', detail: 'Sportello generale' }],
  [marta, { type: 'message', text: 'Buongiorno. Lo può fare online entro 14 giorni: https://rivalago.example/arrivo' }],
  [citizen, { type: 'file', file: uuid(700), name: 'contratto.pdf', contentType: 'application/pdf', size: 482_113 }],
  [marta, { type: 'note', text: 'Contratto firmato da entrambe le parti: va bene.' }],
  [marta, { type: 'erased' }],
  [marta, { type: 'message', text: 'Ho ricevuto il contratto, grazie.' }],
  [citizen, { type: 'message', text: "Un'ultima domanda: quanto costa il certificato?" }],
].map(([author, body], index) => ({ seq: index + 1, at: ago(600 - index * 60), author, body }));

const waiting = (index: number, topicId: string, seconds: number, more: Json): Json => ({
  id: uuid(200 + index),
  reference: ['T9-4KD', 'C2-6RM', 'W7-3PX', 'D9-2FJ'][index],
  topic: topicId,
  mode: 'WRITE',
  lane: index === 0 ? 'RETURNED' : 'NORMAL',
  language: index === 1 ? 'de' : 'it',
  waitingSince: ago(seconds),
  serves: true,
  ...more,
});
export const desk = {
  me: { state: 'AVAILABLE', since: ago(4000) },
  waiting: [
    waiting(0, 'moving', 410, { question: 'Il collegamento si è interrotto, dovevo inviare il modulo.' }),
    waiting(1, 'certificates', 95, {
      name: 'Petra Keller',
      question: 'Wie lange dauert eine Bescheinigung?',
      noAnswerFrom: person(2)?.id,
    }),
    waiting(2, 'municipal-tax', 130, { serves: false, offeredTo: person(3)?.id }),
  ],
  waitingInAll: 3,
  own: [
    ...consultations,
    {
      ...consultations[0],
      id: uuid(102),
      reference: 'R6-2XA',
      operator: card(3),
      handOver: { from: card(3), to: card(0), note: 'Domanda sul domicilio fiscale.', offeredAt: ago(20) },
    },
  ],
  colleagues: people.slice(1).map(({ enabled, ...colleague }, index) => ({
    ...colleague,
    state: ['AVAILABLE', 'AWAY', 'ON_CALL'][index],
    since: ago(100),
    open: enabled ? index : 0,
  })),
  callInvitations: [],
};
export const offer = {
  type: 'offerMade',
  waiting: waiting(3, 'passport', 31, { offeredTo: me.id, question: 'Il mio passaporto scade in marzo.' }),
};

export const operators = people.map((it, index) => ({
  ...it,
  email: `${it.firstName.toLowerCase()}@rivalago.example`,
  role: index === 0 ? 'ADMIN' : 'OPERATOR',
  rights: index === 0 ? ['ARCHIVE'] : [],
  languages: ['it'],
  maxWrite: 3,
  passwordSet: index !== 2,
  secondFactor: index === 0,
}));
export const competences = topics.flatMap((it, row) =>
  people.flatMap(({ id }, column) => {
    const level = (row + column) % 4;
    return level === 0 ? [] : [{ operator: id, topic: it.id, level }];
  }),
);
export const site = {
  id: 'ch',
  name: local('Città di Rivalago', 'Stadt Rivalago', 'Ville de Rivalago', 'City of Rivalago'),
  origins: ['https://rivalago.example'],
  languages: ['it', 'de', 'fr', 'en'],
  timeZone: 'Europe/Zurich',
  channels: {
    telephone: '+41 91 000 00 00',
    email: 'sportello@rivalago.example',
    desks: [{ name: local('Casa comunale'), address: 'Piazza del Municipio 1, 6999 Rivalago' }],
  },
  emergency: [{ number: '112', name: local('Emergenze', 'Notruf', 'Urgences', 'Emergency') }],
  privacy: { text: local('Conservata per 180 giorni.'), link: local('https://rivalago.example/privacy') },
  retentionDays: 180,
  fileRetentionDays: 30,
};
export const past = consultations.map(({ id, reference, topic: about, language }) => ({
  id,
  reference,
  site: 'ch',
  topic: about,
  mode: 'WRITE',
  state: 'CLOSED',
  language,
  name: 'Giulia Bernasconi',
  operator: me.id,
  startedAt: ago(90_900),
  endedAt: ago(90_000),
  outcome: 'RESOLVED',
  rating: 5,
  comment: 'Molto gentile.',
  entries: entries.length,
}));
/** Why the first past one went to whom it went. */
export const choices = [
  {
    at: ago(90_890),
    waitedS: 0,
    decided: 'NOBODY',
    eligible: [],
    refused: { NOT_AVAILABLE: [person(3)?.id], FULL: [person(0)?.id], NOT_YET: [person(1)?.id, person(2)?.id] },
    more: 0,
  },
  {
    at: ago(90_860),
    operator: person(1)?.id,
    waitedS: 30,
    decided: 'SAME_LANGUAGE',
    eligible: [person(1)?.id, person(2)?.id],
    refused: { NOT_AVAILABLE: [person(3)?.id], WRAPPING_UP: [person(0)?.id] },
    more: 12,
    ending: 'EXPIRED',
    endedAt: ago(90_840),
  },
  {
    at: ago(90_840),
    operator: person(0)?.id,
    waitedS: 50,
    decided: 'ONLY_ONE',
    eligible: [person(0)?.id],
    refused: { PAUSED: [person(1)?.id], ASKED_ALREADY: [person(2)?.id] },
    more: 0,
    ending: 'ACCEPTED',
    endedAt: ago(90_835),
  },
];
export const contactRequests = [
  {
    id: uuid(600),
    reference: 'X3-4NN',
    site: 'ch',
    topic: 'moving',
    kind: 'QUESTION',
    language: 'it',
    name: 'Andrea Lepori',
    email: 'andrea@example.org',
    telephone: '+41 79 000 00 00',
    text: "Posso annunciare l'arrivo di tutta la famiglia in una volta sola?",
    written: 'Buongiorno, sono in attesa da un momento.\n\nCi trasferiamo il primo del mese.',
    files: [
      { id: uuid(610), name: 'contratto di locazione.pdf', contentType: 'application/pdf', size: 412_000 },
      { id: uuid(611), name: 'foto.jpg', contentType: 'image/jpeg', size: 1_900_000 },
    ],
    state: 'TAKEN',
    operator: me.id,
    createdAt: ago(400_000),
    dueAt: ago(86_400),
  },
  {
    id: uuid(601),
    reference: 'K7-4F2',
    site: 'ch',
    topic: 'passport',
    kind: 'FORWARDED',
    language: 'de',
    name: 'Lena Keller',
    email: 'lena@example.org',
    text: 'Rimborso della tassa: verificare e richiamare la signora.',
    forwardedBy: me.id,
    files: [],
    state: 'OPEN',
    createdAt: ago(7200),
    dueAt: ago(-300_000),
  },
  {
    id: uuid(602),
    reference: 'P2-9QD',
    site: 'ch',
    topic: 'moving',
    kind: 'REPORT',
    language: 'it',
    telephone: '+41 91 800 00 00',
    text: 'Il lampione davanti alla scuola è spento da una settimana.',
    files: [],
    state: 'DONE',
    operator: me.id,
    createdAt: ago(200_000),
    dueAt: ago(-50_000),
    doneAt: ago(3600),
    answer: 'Grazie della segnalazione: la ditta passa giovedì.',
    answerMail: 'GIVEN_UP',
    note: 'Richiamata alle 10.',
  },
];

/** The desk and the settings before anybody set them up. */
export const emptyDesk: Json = {
  me: desk.me,
  waiting: [],
  waitingInAll: 0,
  own: [],
  colleagues: [],
  callInvitations: [],
};
export const emptyGets: Readonly<Record<string, Json>> = {
  '/console': { ...consoleData, sites: [], groups: [], topics: [], levels: {}, cannedReplies: [] },
  '/contact-requests': { contactRequests: [], mail: true },
  '/archive': { consultations: [] },
  '/admin/groups': { groups: [] },
  '/admin/topics': { topics: [] },
  '/admin/competences': { competences: [] },
  '/admin/canned-replies': { cannedReplies: [] },
  '/admin/sites': { sites: [] },
};
