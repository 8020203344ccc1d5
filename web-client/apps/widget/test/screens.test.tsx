import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { Part as After } from '../src/panel/live/After.tsx';
import { Consulting } from '../src/panel/live/Consulting.tsx';
import { refusalOf } from '../src/panel/live/uploads.ts';
import { Asking } from '../src/panel/ready/Asking.tsx';
import { Choosing } from '../src/panel/ready/Choosing.tsx';
import { Panel } from '../src/panel/ready/Panel.tsx';
import { stepTo } from '../src/panel/ready/TopicPicker.tsx';
import { w } from '../src/words/words.ts';
import { all, asking, button, consulting, draw, intents, kit, liveKit, one, perform, wire } from './drawn.tsx';
import { message, nobodyThere, openState, snapshot, view } from './fixtures.ts';
import { soon } from './soon.ts';

test('only offered modes are drawn', async () => {
  draw(<Choosing kit={kit(openState({ served: ['SHOW', 'TALK', 'WRITE'] }))} />);
  await soon(() => expect(all('.card b').map((name) => name.textContent)).toEqual(['Mostrare', 'Scrivere']));
});

test('the topic is found and chosen with the keyboard alone', () => {
  draw(<Asking kit={kit(openState())} stage={asking()} />);
  const search = one('input[role=combobox]') as HTMLInputElement;
  const press = (key: string) =>
    perform(() => search.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
  press('ArrowDown');
  expect(one(`#${search.getAttribute('aria-activedescendant')}`).textContent).toContain('Arrivo, partenza');
  act(() => {
    search.value = 'passaporto';
    search.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(one('[role=status].sr').textContent).toBe('Temi trovati: 2');
  press('Enter');
  expect(intents.chooseTopic).toHaveBeenCalledWith('passport');
});

test('arrows go round and stay where there is nothing', () => {
  expect(stepTo('ArrowUp', 0, 3)).toBe(2);
  expect(stepTo('ArrowDown', 2, 3)).toBe(0);
  expect(stepTo('ArrowDown', -1, 0)).toBeUndefined();
});

test('nobody there is said before a field to write in is drawn', async () => {
  draw(<Asking kit={kit(openState({ availability: nobodyThere }))} stage={asking()} />);
  await soon(() => expect(one('.note').textContent).toContain('non c’è nessuno'));
  expect(all('textarea')).toHaveLength(0);
});

test('the privacy notice and the emergency numbers stand beside the start', () => {
  draw(<Asking kit={kit(openState())} stage={asking({ topic: 'passport', problem: w.question_missing })} />);
  expect(one('form').textContent).toContain('180 giorni');
  expect(one('.emergency a').getAttribute('href')).toBe('tel:112');
  const question = one('textarea');
  expect(question.getAttribute('aria-invalid')).toBe('true');
  expect(one(`#${question.getAttribute('aria-describedby')}`).textContent).toContain('Scriva la Sua domanda');
});

test('waiting says how many are before and what to have ready; the reference stays in view', () => {
  draw(<Panel kit={kit(openState({ stage: consulting() }))} />);
  expect(one('.header').textContent).toContain('K7-4F2');
  draw(<Consulting kit={liveKit(openState())} stage={consulting()} />);
  expect(one('.waiting').textContent).toContain('In attesa – prima di Lei:\u00a02');
  expect(one('.ready').textContent).toContain('Fotografia recente');
});

test('each own message says how far it is, and keeps its element from sending to sent', () => {
  const outgoing = {
    clientMessageId: 'm-1',
    body: { type: 'message', text: 'Buongiorno' },
    state: { type: 'underWay' },
  } as const;
  const state = openState();
  const before = snapshot({ view: view({ state: 'ACTIVE' }), outgoing: [outgoing] });
  draw(<Consulting kit={liveKit(state)} stage={consulting({ snapshot: before })} />);
  expect(one('.own .delivery').textContent).toBe('in invio');
  const element = one('.own');
  const entry = { ...message(1, 'CITIZEN', 'Buongiorno'), clientMessageId: 'm-1' };
  const sent = snapshot({ view: view({ state: 'ACTIVE' }), entries: [entry] });
  draw(<Consulting kit={liveKit(state)} stage={consulting({ snapshot: sent })} />);
  expect(one('.own .delivery').textContent).toBe('inviato');
  const read = snapshot({ view: view({ state: 'ACTIVE', readByStaff: 1 }), entries: [entry] });
  draw(<Consulting kit={liveKit(state)} stage={consulting({ snapshot: read })} />);
  expect(one('.own .delivery').textContent).toBe('letto');
  expect(all('.own')).toHaveLength(1);
  expect(element.querySelector('.text')?.textContent).toBe('Buongiorno');
});

test('a refused message can be retried or discarded', () => {
  const outgoing = {
    clientMessageId: 'm-1',
    body: { type: 'message', text: 'x' },
    state: { type: 'refused', code: 'TOO_MANY' },
  } as const;
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: snapshot({ outgoing: [outgoing] }) })} />);
  act(() => button('Riprova')?.click());
  act(() => button('Elimina')?.click());
  expect(wire.retry).toHaveBeenCalledWith('m-1');
  expect(wire.discard).toHaveBeenCalledWith('m-1');
});

test('the log is read out only once what was already there stands in it', async () => {
  vi.useFakeTimers();
  draw(<Consulting kit={liveKit(openState())} stage={consulting()} />);
  expect(one('[role=log]').getAttribute('aria-live')).toBe('off');
  await act(async () => void (await vi.advanceTimersByTimeAsync(600)));
  vi.useRealTimers();
  expect(one('[role=log]').getAttribute('aria-live')).toBe('polite');
});

test('a withheld entry shows nothing, an erased one that something was withdrawn, links are links, markup is text', () => {
  const entries = [
    message(1, 'OPERATOR', 'Vedi https://rivalago.example/a. <b>Grazie</b>'),
    { ...message(2, 'OPERATOR', ''), body: { type: 'withheld' as const } },
    { ...message(3, 'OPERATOR', ''), body: { type: 'erased' as const } },
  ];
  const active = snapshot({ view: view({ state: 'ACTIVE' }), entries });
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: active })} />);
  expect(all('.bubble')).toHaveLength(2);
  expect(one('.text a').getAttribute('href')).toBe('https://rivalago.example/a');
  expect(one('.text').textContent).toContain('<b>Grazie</b>');
  expect(all('.bubble')[1]?.textContent).toContain('Contenuto ritirato');
});

test('anything else? waits for an answer until something is written', async () => {
  const asks = { ...message(3, 'OPERATOR', ''), body: { type: 'event' as const, event: 'ANYTHING_ELSE' as const } };
  const active = snapshot({ view: view({ state: 'ACTIVE' }), entries: [message(1, 'CITIZEN', 'a'), asks] });
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: active })} />);
  await soon(() => expect(button('No, grazie')).toBeDefined());
  act(() => button('No, grazie')?.click());
  expect(wire.leave).toHaveBeenCalledOnce();
  draw(<Consulting kit={liveKit(openState())} stage={consulting({ snapshot: active, goesOnAfter: 3 })} />);
  expect(button('No, grazie')).toBeUndefined();
});

test('the rating is given in words', async () => {
  const ended = view({ state: 'CLOSED', readableUntil: '2099-01-01T00:00:00.000Z' });
  draw(<After kit={liveKit(openState())} stage={consulting({ snapshot: snapshot({ view: ended }) })} />);
  await soon(() =>
    expect(all('.rating label').map((label) => label.textContent)).toEqual([
      'Insufficiente',
      'Scarsa',
      'Soddisfacente',
      'Buona',
      'Eccellente',
    ]),
  );
  const fourth = all('.rating input')[3] as HTMLInputElement;
  perform(() => fourth.dispatchEvent(new Event('change', { bubbles: true })));
  perform(() => one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(wire.about).toHaveBeenCalledWith({ type: 'rateConsultation', score: 4 });
});

test('reopening is offered only in its time', async () => {
  const at = (reopenUntil: string) => view({ state: 'CLOSED', reopenUntil });
  draw(
    <After
      kit={liveKit(openState())}
      stage={consulting({ snapshot: snapshot({ view: at('2099-01-01T00:00:00Z') }) })}
    />,
  );
  await soon(() => expect(button('Riapri')).toBeDefined());
  draw(
    <After
      kit={liveKit(openState())}
      stage={consulting({ snapshot: snapshot({ view: at('2020-01-01T00:00:00Z') }) })}
    />,
  );
  expect(button('Riapri')).toBeUndefined();
});

test('Esc closes the dialog, but in the search field it first empties the search', () => {
  const state = openState({ stage: asking() });
  draw(<Panel kit={kit(state)} />);
  const search = one('input[role=combobox]') as HTMLInputElement;
  const escapeKey = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  act(() => {
    search.value = 'pass';
    search.dispatchEvent(new Event('input', { bubbles: true }));
  });
  perform(() => search.dispatchEvent(escapeKey()));
  expect(intents.close).not.toHaveBeenCalled();
  perform(() => search.dispatchEvent(escapeKey()));
  expect(intents.close).toHaveBeenCalledOnce();
});

test('a file is judged before a byte is sent', () => {
  expect(refusalOf({ type: 'image/svg+xml', size: 10 })).toBe('type');
  expect(refusalOf({ type: 'application/pdf', size: 10_000_001 })).toBe('size');
  expect(refusalOf({ type: 'image/jpeg', size: 10_000_000 })).toBeUndefined();
});
