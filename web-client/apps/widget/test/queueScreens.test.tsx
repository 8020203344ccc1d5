import { FakeClock } from '@indiretta/connection/testing';
import type { AvailabilityView, ConsultationView, ModeState } from '@indiretta/protocol';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { Part as After } from '../src/panel/live/After.tsx';
import { Consulting } from '../src/panel/live/Consulting.tsx';
import { codeTyped, startWithCode } from '../src/panel/queue/Code.tsx';
import { joinWithCode } from '../src/panel/queue/insteadOfWaiting.ts';
import { startRefused } from '../src/panel/queue/startRefused.ts';
import { Asking } from '../src/panel/ready/Asking.tsx';
import { Panel } from '../src/panel/ready/Panel.tsx';
import type { CodeStage } from '../src/panel/state.ts';
import { Store } from '../src/panel/store.ts';
import type { VisitPorts } from '../src/panel/Visit.ts';
import { w } from '../src/words/words.ts';
import { all, asking, button, consulting, draw, intents, kit, liveKit, one, wire } from './drawn.tsx';
import { everybodyThere, message, openState, snapshot, view } from './fixtures.ts';
import { soon } from './soon.ts';

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const appears = (text: string) =>
  soon(() => expect(document.body.textContent?.replaceAll('\u00a0', ' ')).toContain(text));
const standing = (passport: ModeState, change: Partial<AvailabilityView> = {}): AvailabilityView => ({
  ...everybodyThere,
  ...(passport.state === 'FULL' || passport.state === 'CLOSED'
    ? { open: { moving: ['WRITE'], other: ['WRITE'] } }
    : {}),
  topics: { passport: { WRITE: passport } },
  ...change,
});
const ask = (availability: AvailabilityView, change = {}) => {
  const stage = asking({ topic: 'passport', ...change });
  const state = openState({ availability, stage });
  const store = new Store(state);
  const page = kit(state);
  draw(<Asking kit={{ ...page, intents: { ...intents, ports: { store } as VisitPorts } }} stage={stage} />);
  return store;
};

test('closed says when it opens, the other ways and a request, before a line is typed', async () => {
  ask(standing({ state: 'CLOSED', opensAt: inMs(5 * 60_000) }));
  await appears('Riapre');
  await soon(() => expect(one('.ways').textContent).toContain('+41 91 000 11 11'));
  expect(one('.note').textContent).toMatch(/Riapre (oggi|domani) alle \d\d:\d\d/);
  expect(all('.kinds input')).toHaveLength(3);
  expect(button('Inizia')).toBeUndefined();
});

test('a sudden closure says its text in the person’s language', async () => {
  ask(standing({ state: 'CLOSED' }, { closure: { de: 'Wasserschaden', it: 'Chiuso per un allagamento.' } }));
  await appears('Chiuso per un allagamento.');
});

test('full is said before a page is typed', async () => {
  ask(standing({ state: 'FULL' }));
  await appears('attendono già molte persone');
  expect(button('Inizia')).toBeUndefined();
});

test('busy says how long one waits, and a request can be left instead', async () => {
  const store = ask(standing({ state: 'BUSY', wait: { fromS: 300, toS: 600 } }));
  await appears('Attesa prevista: circa da 5 a 10 minuti.');
  expect(button('Inizia')).toBeDefined();
  act(() => button('Lasciare una richiesta')?.click());
  expect(store.state.stage).toMatchObject({ at: 'asking', instead: true });
  ask(standing({ state: 'BUSY' }), { instead: true });
  await soon(() => expect(button('Inviare la richiesta')).toBeDefined());
  expect(button('Inizia')).toBeUndefined();
});

test('which languages a topic is answered in, and a call-back where one’s own is not among them', async () => {
  ask(standing({ state: 'OPEN', languages: ['it', 'de'] }));
  await appears('Per questo tema rispondiamo in italiano e tedesco.');
  expect(button('richiamata')).toBeUndefined();
  const store = ask(standing({ state: 'OPEN', languages: ['de', 'fr'] }));
  await appears('Ora nessuno risponde in italiano.');
  act(() => button('Chiedere una richiamata')?.click());
  expect(store.state.stage).toMatchObject({ instead: true });
});

test('in the list each topic says how it stands', async () => {
  const availability = standing(
    { state: 'BUSY', wait: { fromS: 240, toS: 420 } },
    { open: { passport: ['WRITE'], moving: ['WRITE'] } },
  );
  draw(<Asking kit={kit(openState({ availability }))} stage={asking()} />);
  const said = () =>
    all('.option').map((option) => option.querySelector('small')?.textContent?.replace(/\u00a0/g, ' '));
  await soon(() => expect(said()).toEqual([undefined, 'attesa: circa da 4 a 7 minuti', 'ora nessuno']));
});

test('a short wait is not said in the list: its code would come for nothing', () => {
  const availability = standing({ state: 'BUSY', wait: { fromS: 60, toS: 300 } });
  const brought = vi.fn();
  draw(<Asking kit={{ ...kit(openState({ availability })), bring: brought }} stage={asking()} />);
  expect(brought).not.toHaveBeenCalled();
  expect(all('.option small')).toHaveLength(0);
});

test.each([
  ['123 456', { joinCode: '123456' }],
  ['123-456', { joinCode: '123456' }],
  ['k7a-4fm-2xq', { returnCode: 'K7A4FM2XQ' }],
  ['12345', undefined],
  ['', undefined],
])('the code %s is %o', (typed, code) => {
  expect(codeTyped(typed)).toEqual(code);
});

const codeStage = (change: Partial<CodeStage> = {}): CodeStage => ({
  at: 'code',
  mode: 'WRITE',
  code: '',
  question: '',
  sending: false,
  problem: undefined,
  ...change,
});

test('a code starts without a topic; one to come back with needs what is brought', () => {
  const start = vi.fn();
  const begin = (change: Partial<CodeStage>) => {
    const store = new Store(openState({ stage: codeStage(change) }));
    const ports = { store, page: () => 'https://p/x' };
    startWithCode({ ports, withWire: (use) => use({ start } as never) });
    return store.state.stage;
  };
  expect(begin({ code: '12 34 56' })).toMatchObject({ sending: true });
  expect(start).toHaveBeenLastCalledWith({ mode: 'WRITE', language: 'it', page: 'https://p/x', joinCode: '123456' });
  expect(begin({ code: 'K7A-4FM-2XQ' })).toMatchObject({ sending: false, problem: w.question_missing });
  expect(begin({ code: '1' })).toMatchObject({ problem: w.code_missing });
  begin({ code: 'K7A-4FM-2XQ', question: 'Ecco la fotografia.' });
  expect(start).toHaveBeenLastCalledWith(
    expect.objectContaining({ returnCode: 'K7A4FM2XQ', question: 'Ecco la fotografia.' }),
  );
  expect(start).toHaveBeenCalledTimes(2);
});

test('a code that is wrong is said beside its field', async () => {
  draw(<Panel kit={kit(openState({ stage: codeStage({ code: '123456', problem: w.code_wrong }) }))} />);
  await appears('Questo codice è sbagliato, già usato o scaduto.');
  expect(one('.code').getAttribute('aria-invalid')).toBe('true');
});

test.each([
  ['CLOSED', w.closed_now, { site: 'ch', open: {} }],
  ['FULL', w.full_now, { site: 'ch', open: {} }],
  ['TOO_MANY', w.too_many, everybodyThere],
] as const)('refused %s keeps the text and shows how it stands by now', async (code, problem, now) => {
  const store = new Store(openState({ stage: asking({ topic: 'passport', sending: true }) }));
  const ports = { store, portal: { site: 'ch' }, api: { readAvailability: async () => now } } as never;
  await startRefused(ports, code, { mode: 'WRITE', language: 'it', topic: 'passport', question: 'Buongiorno' });
  expect(store.state.stage).toMatchObject({ at: 'asking', sending: false, problem });
  expect(store.state.availability).toEqual(now);
});

const room = (change: Partial<ConsultationView>, stage = {}) => {
  const waiting = snapshot({ view: view(change), entries: [message(1, 'CITIZEN', 'Buongiorno')] });
  const clock = new FakeClock();
  const live = liveKit(openState());
  const ports = { ...wire.ports, clock, store: new Store(openState()) } as typeof wire.ports;
  draw(<Consulting kit={{ ...live, wire: { ...wire, ports } }} stage={consulting({ snapshot: waiting, ...stage })} />);
  return clock;
};

test('the room says how long it takes, the order, and what can be done besides', async () => {
  room({ ahead: 2, wait: { fromS: 300, toS: 600 } });
  await appears('Attesa prevista: circa da 5 a 10 minuti');
  await appears('L’ordine: chi è arrivato prima.');
  for (const [text, confirming] of [
    ['Cambia tema', 'topic'],
    ['Tenete il posto e chiamatemi', 'callBack'],
    ['Inviare come richiesta', 'request'],
    ['Ho un codice', 'code'],
  ] as const) {
    act(() => button(text)?.click());
    expect(wire.turn).toHaveBeenLastCalledWith({ confirming });
  }
});

test('one click leaves while nobody has answered', () => {
  room({ ahead: 2 });
  act(() => button('Esci')?.click());
  expect(wire.leave).toHaveBeenCalledOnce();
});

test('why the number rose, that the colleague is back shortly, that it closes', async () => {
  room({ ahead: 3, roseBecause: 'RETURNED', backShortly: true });
  await appears('qualcuno che aveva perso il collegamento');
  await appears('La persona che Le risponde torna tra poco.');
  room({ ahead: 3, closing: { at: '2026-03-02T11:00:00.000Z', served: true } });
  await appears('Chiudiamo alle 12:00. A Lei rispondiamo ancora.');
  room({ ahead: 3, closing: { at: '2026-03-02T11:00:00.000Z', served: false } });
  await appears('Chiudiamo alle 12:00: prima non arriviamo più a Lei.');
  expect(button('Inviare come richiesta')?.className).toBe('strong');
});

test('how it stands is read out at most every 30 s', async () => {
  const clock = room({ ahead: 2, wait: { fromS: 300, toS: 600 } });
  const read = () => one('.waiting .sr').textContent?.replaceAll('\u00a0', ' ');
  await soon(() => expect(read()).toBe('In attesa – prima di Lei: 2. Attesa prevista: circa da 5 a 10 minuti'));
  expect(one('.waiting .title').closest('[role=status]')).toBeNull();
  const waiting = snapshot({ view: view({ ahead: 1, wait: { fromS: 60, toS: 240 } }) });
  const ports = { ...wire.ports, clock, store: new Store(openState()) } as typeof wire.ports;
  draw(
    <Consulting
      kit={{ ...liveKit(openState()), wire: { ...wire, ports } }}
      stage={consulting({ snapshot: waiting })}
    />,
  );
  await act(async () => clock.advance(29_000));
  expect(read()).toContain('prima di Lei: 2');
  await act(async () => clock.advance(1_000));
  expect(read()).toContain('prima di Lei: 1');
});

test('who is called reads where', async () => {
  room({ ahead: 2, callBack: { telephone: '+41 91 000 22 22' } });
  await appears('La chiamiamo al +41 91 000 22 22. Può chiudere questa pagina.');
  room({ ahead: 2, callBack: {} });
  await appears('La avvisiamo qui. Lasci aperta questa pagina.');
});

test('the place is kept with a number that can be one', async () => {
  room({ ahead: 2 }, { confirming: 'callBack' });
  await soon(() => expect(all('.sheet input')).toHaveLength(1));
  const type = (text: string) =>
    act(() => {
      const field = one('.sheet input') as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const submit = () =>
    act(() => void one('.sheet form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  type('la sera');
  submit();
  await appears('Un numero di telefono ha da 5 a 30 cifre');
  expect(wire.about).not.toHaveBeenCalled();
  type('+41 91 000 22 22');
  submit();
  expect(wire.about).toHaveBeenCalledWith({ type: 'keepPlace', telephone: '+41 91 000 22 22' }, w.not_now);
});

test('another topic is chosen while one waits', async () => {
  room({ ahead: 2 }, { confirming: 'topic' });
  await soon(() => expect(all('.sheet .option')).toHaveLength(3));
  act(() => all('.sheet .option')[0]?.click());
  expect(wire.about).toHaveBeenCalledWith({ type: 'changeTopic', topic: 'moving' }, w.not_now);
});

test('who waits and telephones lands with the code of the operator, whose refusal is said', async () => {
  room({ ahead: 2 }, { confirming: 'code' });
  await soon(() => expect(all('.sheet .code')).toHaveLength(1));
  const go = (code: string) => {
    act(() => {
      const field = one('.sheet .code') as HTMLInputElement;
      field.value = code;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    act(() => void one('.sheet form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  };
  go('K7A-4FM-2XQ');
  expect(wire.turn).toHaveBeenLastCalledWith({ problem: w.code_wrong });
  expect(wire.request).not.toHaveBeenCalled();
});

test('the code of who waits goes out, and what comes of it is shown', async () => {
  const store = new Store(openState({ stage: consulting() }));
  const request = vi.fn<(ask: object) => Promise<object>>(async () => ({ type: 'refused', code: 'BAD_CODE' }));
  const ports = { store } as unknown as typeof wire.ports;
  await joinWithCode({ ...wire, ports, request: request as never }, '123456');
  const ask = { type: 'startConsultation', mode: 'WRITE', language: 'it', joinCode: '123456' };
  expect(request).toHaveBeenLastCalledWith(ask);
  expect(wire.turn).toHaveBeenLastCalledWith({ problem: w.code_wrong });
  request.mockResolvedValueOnce({ type: 'started' });
  await joinWithCode({ ...wire, ports, request: request as never }, '123456');
  expect(wire.turn).toHaveBeenLastCalledWith({ confirming: undefined });
});

test('the desk closed before somebody answered: what was written becomes a request', async () => {
  draw(
    <After
      kit={liveKit(openState())}
      stage={consulting({ snapshot: snapshot({ view: view({ state: 'REFUSED' }) }) })}
    />,
  );
  await appears('Lo sportello ha chiuso');
  await appears('Non siamo riusciti a risponderLe in tempo.');
  act(() => button('Inviare come richiesta')?.click());
  expect(wire.turn).toHaveBeenLastCalledWith({ confirming: 'request' });
});

test('what was written goes along with a request: only where to answer is asked', async () => {
  room({ ahead: 2 }, { confirming: 'request' });
  await appears('Ciò che ha già scritto e i file inviati vengono con la richiesta.');
  act(() => void one('.sheet form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(wire.turn).toHaveBeenLastCalledWith({ problem: w.leave_reach_missing });
});

test('once somebody answers, what was asked of who waited is over', () => {
  room(
    { state: 'ACTIVE', operator: { id: 'o-1', firstName: 'Marta', office: 'Sportello' } },
    { confirming: 'callBack' },
  );
  expect(all('.sheet')).toHaveLength(0);
  expect(all('.composer')).toHaveLength(1);
});

test('after a lost link one goes on the same day', async () => {
  const lost = { ...message(2, 'OPERATOR', ''), body: { type: 'event' as const, event: 'CITIZEN_LOST' as const } };
  const ended = view({ state: 'CLOSED', reopenUntil: inMs(60_000) });
  draw(
    <After kit={liveKit(openState())} stage={consulting({ snapshot: snapshot({ view: ended, entries: [lost] }) })} />,
  );
  await appears('Oggi può riprendere da dove era');
  act(() => button('Riprendere')?.click());
  expect(wire.about).toHaveBeenCalledWith({ type: 'reopenConsultation' }, w.reopen_failed);
});

test('the code to come back with is shown at the end', async () => {
  const kept = { read: () => ({ returnCode: { code: 'K7A-4FM-2XQ', expiresAt: '2026-04-01T09:00:00.000Z' } }) };
  const ports = { ...wire.ports, kept } as unknown as typeof wire.ports;
  const live = liveKit(openState());
  const ended = snapshot({ view: view({ state: 'CLOSED' }) });
  draw(<After kit={{ ...live, wire: { ...wire, ports } }} stage={consulting({ snapshot: ended })} />);
  await appears('K7A-4FM-2XQ');
  await appears('mercoledì 1 aprile');
});
