import type { CallSnapshot, OtherMember } from '@indiretta/call';
import type { CallEnd } from '@indiretta/protocol';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CallPart } from '../src/panel/call/CallPart.tsx';
import { durationOf } from '../src/panel/call/kit.ts';
import { LiveLines, LiveNote } from '../src/panel/call/LiveLines.tsx';
import { Strip } from '../src/panel/call/Strip.tsx';
import { endWords, problemWords } from '../src/panel/call/said.ts';
import type { TalkingState } from '../src/panel/call/Talking.ts';
import { loadTalkWords } from '../src/words/talk.ts';
import { callIntents, callKit, callSnapshot, talkingState } from './callFixtures.ts';

const words = await loadTalkWords('it');
let place: HTMLElement;
let intents = callIntents();

beforeEach(() => {
  intents = callIntents();
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => {
  render(null, place);
  place.remove();
});

const draw = (state: Partial<TalkingState>, waiting = false) =>
  act(() => render(<CallPart kit={callKit(words, { state: talkingState(state), intents, waiting })} />, place));
const drawCall = (call: Partial<CallSnapshot>, state: Partial<TalkingState> = {}) =>
  draw({ call: callSnapshot(call), ...state });
const press = (text: string) => {
  const button = [...place.querySelectorAll('button')].find((each) => each.textContent?.includes(text));
  if (!button) throw new Error(`no button: ${text}`);
  act(() => button.click());
};
const running = { type: 'running', mode: 'TALK' } as const;
const marta = (change: Partial<OtherMember> = {}): OtherMember => ({
  member: 'm-marta',
  role: 'OPERATOR',
  invited: false,
  author: { kind: 'OPERATOR', name: 'Marta' },
  microphone: 'ON',
  onHold: false,
  away: false,
  speaking: false,
  ...change,
});

test('nothing is drawn while there is nothing to say', () => {
  draw({});
  expect(place.textContent).toBe('');
});

test('who waits by voice may test microphone and sound, and nothing is open before the click', () => {
  draw({}, true);
  expect(place.querySelector('meter')).toBeNull();
  press('Prova microfono');
  expect(intents.openTrial).toHaveBeenCalledOnce();
  draw({ trial: { is: 'open', level: 0.5, sound: 'none' } }, true);
  expect(place.querySelector('meter')?.getAttribute('value')).toBe('0.5');
  expect(place.querySelector('select')?.textContent).toContain('Microfono 1');
  press('Prova l’audio');
  press('Termina la prova');
  expect(intents.playTrialSound).toHaveBeenCalledOnce();
  expect(intents.closeTrial).toHaveBeenCalledOnce();
});

test('the operator’s question says what the answer opens, and can be left for now', () => {
  drawCall({ phase: { type: 'proposedByThem', mode: 'TALK', by: { kind: 'OPERATOR', name: 'Marta' } } });
  expect(place.querySelector('[role=alert]')?.textContent).toBe('Marta vorrebbe parlare con Lei');
  expect(place.textContent).toContain('si accende il Suo microfono');
  press('Rispondi');
  press('Non ora');
  expect(intents.accept).toHaveBeenCalledOnce();
  expect(intents.decline).toHaveBeenCalledOnce();
});

test('where the page forbids the microphone the answer is the full page, with the same consultation', () => {
  const support = { ...talkingState().support, microphone: 'POLICY' as const };
  drawCall({ phase: { type: 'proposedByThem', mode: 'TALK', by: { kind: 'OPERATOR' } } }, { support });
  expect(place.querySelector('a')?.getAttribute('href')).toBe('https://desk.example/c?site=ch#secret');
  expect(() => press('Rispondi')).toThrow();
  press('Non ora');
});

test('an open microphone is said while the own question waits', () => {
  const own = { ...callSnapshot().own, microphone: 'ON' as const };
  drawCall({ phase: { type: 'proposedByUs', mode: 'TALK' }, own });
  expect(place.textContent).toContain('Microfono: aperto');
  press('Ritira');
  expect(intents.hangUp).toHaveBeenCalledOnce();
});

test('after a reload one click speaks again; blocked sound is one tap away', () => {
  const own = { ...callSnapshot().own, speakAgain: true };
  drawCall({ phase: running, others: [marta()], own, tapToHear: true });
  press('Parla di nuovo');
  press('Tocchi per sentire');
  expect(intents.speak).toHaveBeenCalledOnce();
  expect(intents.tapToHear).toHaveBeenCalledOnce();
});

test('who speaks, hold and a poor connection are said in words; the switches say what is open', () => {
  const own = { ...callSnapshot().own, microphone: 'MUTED' as const };
  drawCall({ phase: running, others: [marta({ speaking: true })], own, quality: 'poor' }, { seconds: 65 });
  expect(place.textContent).toContain('Marta parla');
  expect(place.textContent).toContain('Collegamento debole');
  expect(place.querySelector('time')?.textContent).toContain('1:05');
  const [microphone] = place.querySelectorAll('.switch');
  expect(microphone?.getAttribute('aria-pressed')).toBe('false');
  expect(microphone?.textContent).toContain('muto');
  drawCall({ phase: running, others: [marta({ onHold: true })], own });
  expect(place.querySelector('.notes')?.textContent).toContain('in attesa');
});

test('on hold it says that nobody is heard, and one click goes on', () => {
  drawCall({ phase: running, others: [marta({ speaking: true })] });
  press('Attesa');
  expect(intents.turnHold).toHaveBeenCalledOnce();
  const own = { ...callSnapshot().own, microphone: 'ON' as const, onHold: true };
  drawCall({ phase: running, others: [marta({ speaking: true })], own, tapToHear: true });
  expect(place.querySelector('.call-head')?.textContent).toContain('Chiamata in attesa');
  expect(place.textContent).toContain('nessuno sente l’altro');
  expect(place.textContent).not.toContain('Marta parla');
  expect(() => press('Attesa')).toThrow();
  press('Riprendi');
  expect(intents.turnHold).toHaveBeenCalledTimes(2);
});

test('up to four people: who they are and as what; who is asked in is not said to be there', () => {
  drawCall({ phase: running, others: [marta()] });
  expect(place.querySelector('.people')).toBeNull();
  const luca = marta({ member: 'm-2', role: 'COLLEAGUE', author: { kind: 'OPERATOR', name: 'Luca' }, speaking: true });
  const amina = marta({
    member: 'm-3',
    role: 'INTERPRETER',
    author: { kind: 'GUEST', name: 'Amina', role: 'INTERPRETER' },
    microphone: 'OFF',
    away: true,
    invited: true,
  });
  drawCall({ phase: running, others: [marta(), luca, amina] });
  const people = [...place.querySelectorAll('.people li')];
  expect(people.map(({ textContent }) => textContent)).toEqual([
    'Marta collaboratrice/collaboratore',
    'Luca collega',
    'Amina interpreteinvitata o invitato',
  ]);
  expect(people.map((each) => each.hasAttribute('data-speaking'))).toEqual([false, true, false]);
  expect(place.querySelector('.call-head')?.textContent).toContain('In chiamata con Marta, Luca');
  expect(place.querySelector('.notes')?.textContent).toBe('');
});

test('what somebody shows can be ended by who may; what was ended here is said until it is read', () => {
  const ended: unknown[] = [];
  const [screen] = document.createElement('canvas').captureStream().getVideoTracks();
  if (!screen) throw new Error('no track');
  const call = callSnapshot({ phase: running, others: [marta({ screen })] });
  const kit = callKit(words, { state: talkingState({ call }), intents });
  act(() => render(<CallPart kit={kit} />, place));
  expect(place.querySelector('.end-share')).toBeNull();
  act(() => render(<CallPart kit={{ ...kit, endShare: (...what) => ended.push(what) }} />, place));
  const end = place.querySelector<HTMLButtonElement>('.end-share');
  expect(end?.getAttribute('aria-label')).toBe('Ferma ciò che mostra Marta');
  act(() => end?.click());
  expect(ended).toEqual([['m-marta', 'SCREEN']]);
  drawCall({ phase: running, others: [marta()], own: { ...callSnapshot().own, ended: 'SCREEN' } });
  expect(place.querySelector('[role=alert]')?.textContent).toContain('ha fermato ciò che Lei mostrava');
  press('Chiudi');
  expect(intents.dismissProblem).toHaveBeenCalledOnce();
});

test('a device that fails says what to do', () => {
  const problem = { with: 'microphone', problem: 'IN_USE' } as const;
  drawCall({ phase: running, others: [marta()], own: { ...callSnapshot().own, problem } });
  expect(place.querySelector('[role=alert]')?.textContent).toContain('Un altro programma usa il microfono');
  press('Chiudi');
  expect(intents.dismissProblem).toHaveBeenCalledOnce();
});

const reasons: readonly CallEnd[] = [
  'DECLINED',
  'WITHDRAWN',
  'UNANSWERED',
  'HUNG_UP',
  'LOST',
  'FAILED',
  'HANDED_OVER',
  'CONSULTATION_ENDED',
  'TOO_LONG',
];
test('every end has its own sentence, which goes when it was read', () => {
  expect(new Set(reasons.map((reason) => endWords(words, reason, 'Marta'))).size).toBe(reasons.length);
  drawCall({ phase: { type: 'ended', reason: 'LOST' } });
  expect(place.textContent).toContain('il collegamento è mancato');
  press('Chiudi');
  expect(intents.dismiss).toHaveBeenCalledOnce();
});

test('a choice that was cancelled on purpose is no problem; every other one is said', () => {
  expect(problemWords(words, 'screen', 'CANCELLED')).toBeUndefined();
  expect(problemWords(words, 'camera', 'CANCELLED')).toBeUndefined();
  for (const device of ['microphone', 'camera'] as const) {
    for (const problem of ['DENIED', 'MISSING', 'IN_USE', 'UNPLUGGED', 'POLICY', 'INSECURE', 'UNSUPPORTED'] as const) {
      expect(problemWords(words, device, problem)).toMatch(/\./);
    }
  }
});

test('what the other side types stands apart from what was sent, and is not read out letter by letter', () => {
  const author = { kind: 'OPERATOR', name: 'Marta' } as const;
  const lines = [
    { author, line: 1, text: 'Ecco', ended: true },
    { author, line: 2, text: 'il mod', ended: false },
  ];
  const state = talkingState({ liveText: { on: true, setBy: undefined, lines } });
  act(() => render(<LiveLines kit={callKit(words, { state })} />, place));
  expect(place.firstElementChild?.getAttribute('aria-live')).toBe('off');
  expect([...place.querySelectorAll('.live')].map((each) => each.textContent)).toEqual([
    'EccoMarta ha scritto',
    'il modMarta scrive ora',
  ]);
  act(() => render(<LiveNote kit={callKit(words, { state, intents })} />, place));
  press('Non mostrare');
  expect(intents.setLiveText).toHaveBeenCalledWith(false);
});

test('beside the closed panel an open microphone and the call stay in view', () => {
  const onOpen = () => intents.joinHere();
  const kit = (call: Partial<CallSnapshot>) =>
    callKit(words, { state: talkingState({ call: callSnapshot(call) }), intents });
  act(() => render(<Strip kit={kit({})} panelOpen={false} onOpen={onOpen} />, place));
  expect(place.textContent).toBe('');
  const own = { ...callSnapshot().own, microphone: 'ON' as const };
  act(() =>
    render(<Strip kit={kit({ phase: running, others: [marta()], own })} panelOpen={false} onOpen={onOpen} />, place),
  );
  expect(place.textContent).toContain('In chiamata con Marta');
  press('Microfono');
  press('Apri la consulenza');
  expect(intents.turnMicrophone).toHaveBeenCalledOnce();
  expect(intents.joinHere).toHaveBeenCalledOnce();
});

test('beside the closed panel what rings, waits on hold or ended is seen', () => {
  const strip = (call: Partial<CallSnapshot>) => {
    const kit = callKit(words, { state: talkingState({ call: callSnapshot(call) }), intents });
    act(() => render(<Strip kit={kit} panelOpen={false} onOpen={() => {}} />, place));
  };
  const by = { kind: 'OPERATOR' } as const;
  strip({ phase: { type: 'proposedByThem', mode: 'SHOW', by } });
  expect(place.querySelector('[role=alert]')?.textContent).toBe('Marta vorrebbe vedere ciò che Lei mostra');
  strip({ phase: running, own: { ...callSnapshot().own, onHold: true } });
  expect(place.querySelector('[role=status]')?.textContent).toBe('Chiamata in attesa');
  strip({ phase: { type: 'reestablishing', mode: 'TALK' } });
  expect(place.textContent).toContain('Collegamento interrotto');
  strip({ phase: { type: 'ended', reason: 'HUNG_UP' } });
  expect(place.textContent).toContain('Chiamata terminata');
  press('Chiudi');
  expect(intents.dismiss).toHaveBeenCalledOnce();
});

test('durations as clocks show them', () => {
  expect([0, 65, 3_605].map(durationOf)).toEqual(['0:00', '1:05', '1:00:05']);
});
