import type { Push } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { ENDED_LINE_FADES_AFTER_MS, LIVE_TEXT_EVERY_MS, LiveText } from '../src/LiveText.ts';
import { askStill, onStillAsked, POINT_EVERY_MS, POINTER_FADES_AFTER_MS, Pointer } from '../src/Pointer.ts';
import { citizen, marta, world } from './pages.ts';
import { LINK_STATES_OF_RECOVERY, recovering } from './recovering.ts';

async function typing() {
  const { clock, board } = world();
  const end = (self: typeof citizen) => {
    const line = board.line(self);
    const { connection, consultation } = line.ports;
    return { line, text: new LiveText({ connection, clock, consultation: consultation.id, self }) };
  };
  const [one, other] = [end(citizen), end(marta)];
  const sent = () => board.heard.flatMap(({ ask }) => (ask.type === 'typeLive' ? [ask] : []));
  const message = (author: typeof citizen, text: string): Push => ({
    type: 'entryAdded',
    consultation: board.view.id,
    entry: { seq: 2, at: '2026-11-21T09:05:00.120Z', author, body: { type: 'message', text } },
  });
  await one.text.set(true);
  await clock.advance(0);
  return { clock, board, one, other, sent, message };
}

describe('real-time text', () => {
  test('nothing is sent while it is off', async () => {
    const { one, other, clock, sent } = await typing();
    await other.text.set(false);
    await clock.advance(0);
    expect(one.text.snapshot).toMatchObject({ on: false, setBy: marta });
    one.text.typed('Buongiorno');
    await clock.advance(1_000);
    expect(sent()).toEqual([]);
  });

  test('a burst of keys goes out at most every 55 ms, and the last state always', async () => {
    const { one, other, clock, sent } = await typing();
    const whole = 'Buongiorno, vorrei sapere';
    for (let length = 1; length <= whole.length; length += 1) {
      one.text.typed(whole.slice(0, length));
      await clock.advance(10);
    }
    await clock.advance(LIVE_TEXT_EVERY_MS);
    expect(sent().length).toBeLessThanOrEqual(Math.ceil((whole.length * 10) / LIVE_TEXT_EVERY_MS) + 1);
    expect(other.text.snapshot.lines).toEqual([{ author: citizen, line: 1, text: whole, ended: false }]);
    expect(one.text.snapshot.lines).toEqual([]);
  });

  test('corrections are seen as they are made', async () => {
    const { one, other, clock } = await typing();
    for (const text of ['passaportto', 'passaport', 'passaporto']) {
      one.text.typed(text);
      await clock.advance(60);
      expect(other.text.snapshot.lines.map((line) => line.text)).toEqual([text]);
    }
    one.text.typed('');
    await clock.advance(60);
    expect(other.text.snapshot.lines).toEqual([]);
  });

  test('a line that ended stands until its message is there', async () => {
    const { one, other, clock, message } = await typing();
    one.text.typed('Prima riga');
    await clock.advance(60);
    one.text.endLine();
    await clock.advance(60);
    one.text.typed('Se');
    await clock.advance(60);
    expect(other.text.snapshot.lines.map(({ text, ended }) => [text, ended])).toEqual([
      ['Prima riga', true],
      ['Se', false],
    ]);
    other.line.push(message(citizen, 'Prima riga'));
    await clock.advance(0);
    expect(other.text.snapshot.lines.map(({ text }) => text)).toEqual(['Se']);
  });

  test('a line whose message never comes fades', async () => {
    const { one, other, clock } = await typing();
    one.text.typed('Persa');
    await clock.advance(60);
    one.text.endLine();
    await clock.advance(ENDED_LINE_FADES_AFTER_MS + 60);
    expect(other.text.snapshot.lines).toEqual([]);
  });

  test('after a lost link the line is told again', async () => {
    const { one, other, clock, sent } = await typing();
    one.text.typed('Sono qui');
    await clock.advance(60);
    one.line.drop();
    one.text.typed('Sono qui ancora');
    await clock.advance(1_000);
    one.line.resume();
    await clock.advance(60);
    expect(other.text.snapshot.lines.map(({ text }) => text)).toEqual(['Sono qui ancora']);
    expect(sent().at(-1)).toMatchObject({ line: 1, text: 'Sono qui ancora' });
  });
});

describe('pointing', () => {
  const pointing = async () => {
    const { clock, board } = world();
    const end = (self: typeof citizen) => {
      const { connection, consultation } = board.line(self).ports;
      const ports = { connection, clock, consultation: consultation.id, call: 'call-1' };
      return { ports, pointer: new Pointer(ports) };
    };
    const [operator, shown] = [end(marta), end(citizen)];
    const sent = () => board.heard.flatMap(({ ask }) => (ask.type === 'point' ? [ask] : []));
    return { clock, operator, shown, sent };
  };

  test('at most every 35 ms, and the newest place always arrives', async () => {
    const { clock, operator, shown, sent } = await pointing();
    for (let step = 0; step <= 100; step += 1) {
      operator.pointer.point({ x: step / 100, y: 0.25 });
      await clock.advance(2);
    }
    await clock.advance(POINT_EVERY_MS);
    expect(sent().length).toBeLessThanOrEqual(200 / POINT_EVERY_MS + 2);
    expect(shown.pointer.pointed).toEqual({ x: 1, y: 0.25, highlight: false });
    expect(operator.pointer.pointed).toBeUndefined();
  });

  test('a highlight is not lost between two moves; outside is the edge; a still pointer fades', async () => {
    const { clock, operator, shown } = await pointing();
    operator.pointer.point({ x: 0.5, y: 0.5 });
    operator.pointer.point({ x: 0.5, y: 0.5 }, true);
    operator.pointer.point({ x: -1, y: 2 });
    await clock.advance(POINT_EVERY_MS);
    expect(shown.pointer.pointed).toEqual({ x: 0, y: 1, highlight: true });
    await clock.advance(POINTER_FADES_AFTER_MS);
    expect(shown.pointer.pointed).toBeUndefined();
  });

  test('a still picture is asked for, until nobody listens', async () => {
    const { clock, operator, shown } = await pointing();
    let asked = 0;
    const stop = onStillAsked(shown.ports, () => {
      asked += 1;
    });
    await askStill(operator.ports);
    await clock.advance(0);
    stop();
    await askStill(operator.ports);
    await clock.advance(0);
    expect(asked).toBe(1);
  });
});

describe('a link that is interrupted', () => {
  test.each(LINK_STATES_OF_RECOVERY)('%s', async (_, says, restartsAt, state) => {
    const { recovery, restarts, clock } = recovering();
    for (const [at, said] of says) {
      await clock.advance(at - clock.now());
      recovery.connectionIs(said);
    }
    await clock.advance(9_000 - clock.now());
    expect({ restarts, state: recovery.state }).toEqual({ restarts: restartsAt, state });
  });

  test('no restart while signals do not get through, and none after the end', async () => {
    const { recovery, restarts, clock } = recovering();
    recovery.connectionIs('connected');
    recovery.pause(true);
    recovery.connectionIs('failed');
    await clock.advance(7_000);
    expect(restarts).toEqual([]);
    recovery.pause(false);
    await clock.advance(5_000);
    expect(restarts).toEqual([10_000]);
    recovery.close();
    recovery.networkChanged();
    await clock.advance(20_000);
    expect(restarts).toEqual([10_000]);
  });

  test('another network is looked at once, at once', async () => {
    const { recovery, restarts, clock } = recovering();
    recovery.connectionIs('connected');
    await clock.advance(3_000);
    recovery.networkChanged();
    await clock.advance(20_000);
    expect(restarts).toEqual([3_000]);
  });
});
