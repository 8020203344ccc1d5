import type { Author, Entry, Reply } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { type ConsultationSnapshot, LiveConsultation, OUTGOING_MOST } from '../src/index.ts';
import { at, consultation, MemoryKeep, message, settled, view, world } from './support.ts';

const citizen: Author = { kind: 'CITIZEN' };

/** A server that keeps one transcript, and the live consultation of a citizen on it. */
async function opened(given: { stored?: Entry[]; keep?: MemoryKeep; most?: number } = {}) {
  const everything = world();
  const { connection, clock, server } = everything;
  const stored = given.stored ?? [];
  const keep = given.keep ?? new MemoryKeep();
  const erased: number[] = [];
  server.on('resume', ({ id, after }): Reply => {
    const entries = stored.slice(after, after + (given.most ?? 200));
    const caughtUp = after + entries.length === stored.length;
    return { type: 'resumed', id, consultation: view(stored.length), entries, erased, caughtUp };
  });
  server.on('sendMessage', ({ id, clientMessageId, text }): Reply => {
    const known = stored.find((entry) => entry.clientMessageId === clientMessageId);
    const seq = known?.seq ?? stored.length + 1;
    if (!known) stored.push({ seq, at, author: citizen, clientMessageId, body: { type: 'message', text } });
    return { type: 'appended', id, seq, at };
  });
  let ids = 0;
  const start = () =>
    new LiveConsultation(consultation, {
      connection,
      clock,
      keep,
      newClientMessageId: () => {
        ids += 1;
        return `m-${String(ids).padStart(3, '0')}`;
      },
      self: citizen,
    });
  const live = start();
  connection.open();
  await settled();
  const texts = (of: ConsultationSnapshot = live.snapshot) =>
    of.entries.map(({ body }) => (body.type === 'message' ? body.text : body.type));
  const reconnected = async () => {
    server.link.drop();
    await clock.advance(31_000);
  };
  return { ...everything, stored, keep, erased, live, start, texts, reconnected };
}

const added = (entry: Entry) => ({ type: 'entryAdded', consultation, entry }) as const;

describe('p4: resume', () => {
  test('everything is asked for at first, what is new after each lost link', async () => {
    const { server, stored, live, texts, reconnected } = await opened({ stored: [message(1, 'a'), message(2, 'b')] });
    expect(texts()).toEqual(['a', 'b']);
    stored.push(message(3, 'c'));
    await reconnected();
    expect(server.link.asked('resume').map(({ after }) => after)).toEqual([2]);
    expect(texts()).toEqual(['a', 'b', 'c']);
    expect(live.snapshot.sync.type).toBe('caughtUp');
  });

  test('a long transcript is asked for in parts until caught up', async () => {
    const stored = Array.from({ length: 7 }, (_, index) => message(index + 1, String(index + 1)));
    const { server, texts, live } = await opened({ stored, most: 3 });
    expect(server.link.asked('resume').map(({ after }) => after)).toEqual([0, 3, 6]);
    expect(texts()).toHaveLength(7);
    expect(live.snapshot.sync.type).toBe('caughtUp');
  });

  test('while the link is lost it says so', async () => {
    const { server, live } = await opened();
    server.link.drop();
    expect(live.snapshot.sync.type).toBe('catchingUp');
  });

  test('an entry that comes twice is taken once, pushed or resumed', async () => {
    const { server, stored, texts, reconnected } = await opened({ stored: [message(1, 'a')] });
    stored.push(message(2, 'b'));
    server.push(added(message(2, 'b')));
    server.push(added(message(2, 'b')));
    server.push(added(message(1, 'a')));
    await reconnected();
    expect(texts()).toEqual(['a', 'b']);
  });

  test('with each heartbeat the server says how far it sent: who knows less, or is not followed, asks', async () => {
    const { clock, server, stored, texts } = await opened({ stored: [message(1, 'a')] });
    let positions: Record<string, number> = { [consultation]: 1 };
    server.on('ping', ({ id }): Reply => ({ type: 'done', id, positions }));
    const asked = () => server.link.asked('resume').length;
    const before = asked();
    await clock.advance(16_000);
    expect(asked()).toBe(before);

    stored.push(message(2, 'lost on the way'));
    positions = { [consultation]: 2 };
    await clock.advance(16_000);
    expect(texts()).toEqual(['a', 'lost on the way']);

    positions = {};
    await clock.advance(16_000);
    expect(asked()).toBe(before + 2);
  });

  test('a gap is never shown: what is missing is asked for, then all stands in order', async () => {
    const { server, stored, texts } = await opened({ stored: [message(1, 'a')] });
    stored.push(message(2, 'b'), message(3, 'c'));
    server.push(added(message(3, 'c')));
    expect(texts()).toEqual(['a']);
    await settled();
    expect(server.link.asked('resume').map(({ after }) => after)).toEqual([0, 1]);
    expect(texts()).toEqual(['a', 'b', 'c']);
  });

  test('pushes that overtake the reply to resume are kept for their place', async () => {
    const { server, live, texts } = await opened();
    const held: (() => void)[] = [];
    server.on('resume', ({ id }, link) => {
      const reply = {
        type: 'resumed',
        id,
        consultation: view(2),
        entries: [message(1, 'a')],
        erased: [],
        caughtUp: true,
      };
      held.push(() => link.say(reply));
      return undefined;
    });
    server.push(added(message(2, 'b')));
    server.push(added(message(3, 'c')));
    held[0]?.();
    await settled();
    expect(texts()).toEqual(['a', 'b', 'c']);
    expect(held).toHaveLength(1);
    expect(live.snapshot.sync.type).toBe('caughtUp');
  });

  test('the news of the last entry is lost: the view that counts it has it asked for', async () => {
    const { server, stored, clock, texts } = await opened({ stored: [message(1, 'a')] });
    stored.push(message(2, 'b'));
    server.push({ type: 'consultationChanged', consultation: view(2) });
    await clock.advance(1_000);
    expect(texts()).toEqual(['a', 'b']);
  });

  test('told to reload, it begins again from nothing', async () => {
    const { server, stored, texts, reconnected } = await opened({ stored: [message(1, 'old')] });
    const resume = server.answers.resume as ((command: object, link: object) => Reply) | undefined;
    stored[0] = message(1, 'new');
    server.on('resume', (command, link) =>
      command.after > 0 ? { type: 'refused', id: command.id, code: 'RELOAD', detail: '' } : resume?.(command, link),
    );
    await reconnected();
    expect(server.link.asked('resume').map(({ after }) => after)).toEqual([1, 0]);
    expect(texts()).toEqual(['new']);
  });

  test('what was erased while away is forgotten here too', async () => {
    const { server, erased, texts, reconnected } = await opened({ stored: [message(1, 'a'), message(2, 'b')] });
    server.push({ type: 'entryErased', consultation, seq: 1 });
    expect(texts()).toEqual(['erased', 'b']);
    erased.push(1, 2);
    await reconnected();
    expect(texts()).toEqual(['erased', 'erased']);
  });

  test('a resume refused for now is asked again when the server says; refused for good, it is gone', async () => {
    const { server, clock, live } = await opened();
    server.on('resume', ({ id }) => ({ type: 'refused', id, code: 'UNAVAILABLE', detail: '', retryAfterMs: 9_000 }));
    server.link.drop();
    await clock.advance(500);
    server.on('resume', ({ id }) => ({ type: 'refused', id, code: 'NOT_FOUND', detail: '' }));
    await clock.advance(8_999);
    expect(server.link.asked('resume')).toHaveLength(1);
    await clock.advance(1);
    expect(server.link.asked('resume')).toHaveLength(2);
    expect(live.snapshot.sync).toEqual({ type: 'gone', code: 'NOT_FOUND' });
  });
});

describe('p3: what was written', () => {
  test('stands under way until committed, then as an entry', async () => {
    const { server, live, texts, keep } = await opened();
    expect(live.send({ type: 'message', text: 'Buongiorno' })).toBe(true);
    expect(live.snapshot.outgoing).toMatchObject([{ clientMessageId: 'm-001', state: { type: 'underWay' } }]);
    expect(keep.keys('outgoing:')).toHaveLength(1);
    await settled();
    expect(texts()).toEqual(['Buongiorno']);
    expect(live.snapshot.outgoing).toEqual([]);
    expect(keep.keys('outgoing:')).toEqual([]);
    expect(server.link.asked('resume')).toHaveLength(1);
  });

  test('unacked at a lost link, it is sent again with the same id', async () => {
    const { server, live, stored, texts, reconnected } = await opened();
    const send = server.answers.sendMessage;
    server.on('sendMessage', () => undefined);
    live.send({ type: 'message', text: 'a' });
    await settled();
    if (send) server.answers.sendMessage = send;
    await reconnected();
    expect(server.links.flatMap((link) => link.asked('sendMessage')).map((sent) => sent.clientMessageId)).toEqual([
      'm-001',
      'm-001',
    ]);
    expect(stored).toHaveLength(1);
    expect(texts()).toEqual(['a']);
  });

  test('committed though the ack was lost, the resume shows it and nothing is sent again', async () => {
    const { server, live, stored, texts, reconnected } = await opened();
    server.on('sendMessage', ({ clientMessageId, text }) => {
      stored.push({ seq: 1, at, author: citizen, clientMessageId, body: { type: 'message', text } });
      return undefined;
    });
    live.send({ type: 'message', text: 'a' });
    await settled();
    await reconnected();
    expect(server.link.asked('sendMessage')).toEqual([]);
    expect(live.snapshot.outgoing).toEqual([]);
    expect(texts()).toEqual(['a']);
  });

  test('the same id from the other side does not pass for an ack', async () => {
    const { server, live } = await opened();
    server.on('sendMessage', () => undefined);
    live.send({ type: 'message', text: 'a' });
    server.push(added(message(1, 'forged', 'm-001')));
    expect(live.snapshot.outgoing).toHaveLength(1);
  });

  test('no ack in 10 s over a link that works: sent again', async () => {
    const { server, live, clock } = await opened();
    server.on('sendMessage', () => undefined);
    live.send({ type: 'message', text: 'a' });
    await clock.advance(12_000);
    expect(server.link.asked('sendMessage').map((sent) => sent.clientMessageId)).toEqual(['m-001', 'm-001']);
  });

  test('p8_refusedForNowItWaitsAsLongAsItWasToldAndNothingOvertakes', async () => {
    const { server, live, clock, texts } = await opened();
    const send = server.answers.sendMessage;
    server.on('sendMessage', ({ id }) => ({ type: 'refused', id, code: 'TOO_MANY', detail: '', retryAfterMs: 5_000 }));
    live.send({ type: 'message', text: 'first' });
    live.send({ type: 'message', text: 'second' });
    await settled();
    if (send) server.answers.sendMessage = send;
    await clock.advance(3_000);
    live.send({ type: 'message', text: 'third' });
    await clock.advance(1_999);
    expect(server.link.asked('sendMessage')).toHaveLength(1);
    await clock.advance(1);
    expect(texts()).toEqual(['first', 'second', 'third']);
  });

  test('w15_whatWasRefusedForNowIsSentAgainAlsoWhenAPushShowsIt_thenTheNextOne', async () => {
    const { server, live, clock, texts, stored, keep } = await opened();
    const send = server.answers.sendMessage;
    server.on('sendMessage', ({ id }) => ({
      type: 'refused',
      id,
      code: 'UNAVAILABLE',
      detail: '',
      retryAfterMs: 1_000,
    }));
    live.send({ type: 'message', text: 'first' });
    await settled();
    if (send) server.answers.sendMessage = send;
    const byAnotherTab: Entry = { ...message(1, 'first', 'm-001'), author: citizen };
    stored.push(byAnotherTab);
    server.push(added(byAnotherTab));
    expect(live.snapshot.outgoing).toEqual([]);
    expect(keep.keys('outgoing:')).toEqual([]);
    live.send({ type: 'message', text: 'second' });
    await clock.advance(1_000);
    expect(server.link.asked('sendMessage').map((sent) => sent.clientMessageId)).toEqual(['m-001', 'm-001', 'm-002']);
    expect(texts()).toEqual(['first', 'second']);
    await clock.advance(20_000);
    expect(server.link.asked('sendMessage')).toHaveLength(3);
  });

  test('given up while it waits to be sent again, it is not sent', async () => {
    const { server, live, clock } = await opened();
    server.on('sendMessage', ({ id }) => ({
      type: 'refused',
      id,
      code: 'UNAVAILABLE',
      detail: '',
      retryAfterMs: 1_000,
    }));
    live.send({ type: 'message', text: 'a' });
    await settled();
    live.forget();
    await clock.advance(20_000);
    expect(server.link.asked('sendMessage')).toHaveLength(1);
  });

  test('refused for good it stays with its reason until a person decides; the next one goes on', async () => {
    const { server, live, texts, keep } = await opened();
    const send = server.answers.sendMessage as ((command: object, link: object) => Reply) | undefined;
    let closed = true;
    server.on('sendMessage', (command, link) =>
      closed && command.text === 'a'
        ? { type: 'refused', id: command.id, code: 'WRONG_STATE', detail: '' }
        : send?.(command, link),
    );
    live.send({ type: 'message', text: 'a' });
    live.send({ type: 'message', text: 'b' });
    await settled();
    expect(texts()).toEqual(['b']);
    expect(live.snapshot.outgoing).toMatchObject([{ state: { type: 'refused', code: 'WRONG_STATE' } }]);
    closed = false;
    live.retry('m-001');
    await settled();
    expect(texts()).toEqual(['b', 'a']);
    closed = true;
    live.send({ type: 'message', text: 'a' });
    await settled();
    live.discard('m-003');
    expect(live.snapshot.outgoing).toEqual([]);
    expect(keep.keys('outgoing:')).toEqual([]);
  });

  test('a fault of the server is tried three times, then a person decides', async () => {
    const { server, live, clock } = await opened();
    server.on('sendMessage', ({ id }) => ({ type: 'refused', id, code: 'INTERNAL', detail: '' }));
    live.send({ type: 'message', text: 'a' });
    await clock.advance(60_000);
    expect(server.link.asked('sendMessage')).toHaveLength(3);
    expect(live.snapshot.outgoing).toMatchObject([{ state: { type: 'refused', code: 'INTERNAL' } }]);
  });

  test('unsent when the page changes, the next page sends it in the order it was written', async () => {
    const { server, live, keep } = await opened();
    server.link.drop();
    live.send({ type: 'message', text: 'first' });
    live.send({ type: 'note', text: 'second' });
    live.close();
    const next = await opened({ keep });
    expect(next.server.link.commands.filter(({ type }) => type === 'sendMessage' || type === 'addNote')).toMatchObject([
      { type: 'sendMessage', text: 'first', clientMessageId: 'm-001' },
      { type: 'addNote', text: 'second', clientMessageId: 'm-002' },
    ]);
  });

  test('more than may wait is not taken', async () => {
    const { server, live } = await opened();
    server.link.drop();
    for (let count = 0; count < OUTGOING_MOST; count += 1) live.send({ type: 'message', text: 'x' });
    expect(live.send({ type: 'message', text: 'one more' })).toBe(false);
    expect(live.snapshot.outgoing).toHaveLength(OUTGOING_MOST);
  });

  test('a draft is kept over a page change, and gone once sent or forgotten', async () => {
    const { live, keep, start } = await opened();
    live.typed('Buon');
    expect(start().snapshot.draft).toBe('Buon');
    live.send({ type: 'message', text: 'Buongiorno' });
    expect(live.snapshot.draft).toBe('');
    live.typed('and');
    live.forget();
    expect(keep.texts.size).toBe(0);
  });
});

describe('typing and reading', () => {
  test('key presses become few signals, and a pause a stop', async () => {
    const { server, live, clock } = await opened();
    for (let second = 0; second < 8; second += 1) {
      live.typed('x'.repeat(second + 1));
      await clock.advance(1_000);
    }
    expect(server.link.asked('setTyping').map(({ typing }) => typing)).toEqual([true, true]);
    await clock.advance(4_000);
    expect(server.link.asked('setTyping').map(({ typing }) => typing)).toEqual([true, true, false]);
  });

  test('"is writing" fades after 6 s, and ends with the message', async () => {
    const { server, live, clock } = await opened();
    const author: Author = { kind: 'OPERATOR', name: 'Marta' };
    server.push({ type: 'typing', consultation, author, typing: true });
    expect(live.snapshot.typing).toEqual(author);
    await clock.advance(6_000);
    expect(live.snapshot.typing).toBeUndefined();
    server.push({ type: 'typing', consultation, author, typing: true });
    server.push(added(message(1, 'a')));
    expect(live.snapshot.typing).toBeUndefined();
  });

  test('how far the other side has read only grows', async () => {
    const { server, live } = await opened({ stored: [message(1, 'a'), message(2, 'b')] });
    server.push({ type: 'readUpTo', consultation, author: { kind: 'OPERATOR' }, seq: 2 });
    server.push({ type: 'readUpTo', consultation, author: { kind: 'OPERATOR' }, seq: 1 });
    expect(live.snapshot.view).toMatchObject({ readByStaff: 2, readByCitizen: 0 });
  });

  test('what was read while away is said after the link is back, once', async () => {
    const { server, live, reconnected } = await opened({ stored: [message(1, 'a')] });
    server.link.drop();
    live.markRead(1);
    await reconnected();
    expect(server.link.asked('markRead').map(({ seq }) => seq)).toEqual([1]);
    live.markRead(1);
    await settled();
    expect(server.link.asked('markRead')).toHaveLength(1);
  });
});

test('the snapshot is the same object as long as nothing changed, and another consultation changes nothing', async () => {
  const { server, live } = await opened({ stored: [message(1, 'a')] });
  const before = live.snapshot;
  server.push({ type: 'entryAdded', consultation: 'another', entry: message(2, 'b') });
  server.push({ type: 'typing', consultation: 'another', author: { kind: 'OPERATOR' }, typing: true });
  expect(live.snapshot).toBe(before);
});

test('what becomes of its call stands in the view', async () => {
  const { server, live } = await opened({ stored: [message(1, 'a')] });
  const call = {
    id: 'call-1',
    version: 1,
    mode: 'TALK',
    provider: 'PEERS',
    state: 'PROPOSED',
    proposedBy: citizen,
    proposedAt: at,
    members: [],
  } as const;
  server.push({ type: 'callChanged', consultation, call });
  expect(live.snapshot.view?.call).toEqual(call);
  server.push({ type: 'callChanged', consultation, call: { ...call, version: 0, mode: 'SHOW' } });
  expect(live.snapshot.view?.call).toEqual(call);
  server.push({ type: 'callChanged', consultation: 'another', call: { ...call, state: 'ENDED' } });
  expect(live.snapshot.view?.call).toEqual(call);
});
