import type { BoardPerson, TopicFigures } from '@indiretta/protocol';
import { describe, expect, test } from 'vitest';
import { type DeskEvent, reduce } from '../src/desk/reduce.ts';
import { emptyDesk, isJoined, ringing } from '../src/desk/state.ts';
import { mostPressing, peopleOf, percentInTarget, sumOf } from '../src/screens/board/figures.ts';
import { keepAwake, type WakePorts } from '../src/screens/board/wake.ts';
import { deskWith, luca, marta, own } from './views.ts';

const topic = (id: string, more: Partial<TopicFigures> = {}): TopicFigures => ({
  topic: id,
  waiting: 0,
  offered: 0,
  active: 0,
  targetS: 120,
  answered: 0,
  inTarget: 0,
  left: 0,
  ...more,
});
const early = '2026-03-01T09:00:00.000Z';
const late = '2026-03-01T09:05:00.000Z';

describe('figures', () => {
  test('all topics together; the longest wait is the one that began first', () => {
    const sum = sumOf([
      topic('a', { waiting: 2, offered: 1, active: 1, longestSince: late, answered: 3, inTarget: 2 }),
      topic('b', { waiting: 1, longestSince: early, answered: 1, inTarget: 1, left: 4 }),
      topic('c'),
    ]);
    expect(sum).toEqual({
      waiting: 3,
      offered: 1,
      active: 1,
      answered: 4,
      inTarget: 3,
      left: 4,
      longestSince: early,
    });
    expect(percentInTarget(sum)).toBe(75);
  });

  test('nobody answered yet is no percentage, and 199 of 200 is not everybody', () => {
    expect(percentInTarget({ answered: 0, inTarget: 0 })).toBeUndefined();
    expect(percentInTarget({ answered: 200, inTarget: 199 })).toBe(99);
  });

  test('the longest wait stands at the top, quiet topics keep their order', () => {
    const topics = [
      topic('quiet'),
      topic('new', { longestSince: late }),
      topic('still'),
      topic('old', { longestSince: early }),
    ];
    expect(mostPressing(topics).map((it) => it.topic)).toEqual(['old', 'new', 'quiet', 'still']);
  });

  test('who is there and who is away', () => {
    const person = (state: BoardPerson['state']) => ({ state }) as BoardPerson;
    expect(peopleOf({ people: [person('AVAILABLE'), person('AWAY'), person('OFFLINE'), person('AWAY')] })).toEqual({
      here: 1,
      away: 2,
    });
  });
});

describe('the desk of a supervisor', () => {
  const happened = (...events: readonly DeskEvent[]) => events.reduce(reduce, emptyDesk(marta.id));
  const view = own('one', { operator: luca });

  test('what was joined openly is on the desk before the desk that says so comes', () => {
    const state = happened(
      { type: 'desk', desk: deskWith(), now: 0 },
      { type: 'joinedOpenly', consultation: 'one' },
      { type: 'push', push: { type: 'consultationChanged', consultation: view }, now: 1 },
    );
    expect(state.conversations.map((it) => it.view.id)).toEqual(['one']);
    expect(isJoined(state, view)).toBe(true);
  });

  test('what was left is not brought back by a desk that was written before', () => {
    const state = happened(
      { type: 'desk', desk: deskWith({ own: [view], joined: ['one'] }), now: 0 },
      { type: 'leftOpenly', consultation: 'one', now: 10 },
      { type: 'desk', desk: deskWith({ own: [view], joined: ['one'] }), now: 20 },
    );
    expect(state.conversations).toEqual([]);
    expect(state.joined).toEqual([]);
  });

  test('its end takes it away without a notice: it was not mine', () => {
    const state = happened(
      { type: 'desk', desk: deskWith({ own: [view], joined: ['one'] }), now: 0 },
      {
        type: 'push',
        push: { type: 'consultationChanged', consultation: { ...view, state: 'CLOSED', outcome: 'ENDED_BY_CITIZEN' } },
        now: 10,
      },
    );
    expect(state.conversations).toEqual([]);
    expect(state.notices).toEqual([]);
  });

  test('what a supervisor gave me rings until I open it', () => {
    const given: DeskEvent = {
      type: 'push',
      push: { type: 'assigned', consultation: 'one', reference: 'K7-4F2', by: 'Ada' },
      now: 0,
    };
    expect(ringing(happened(given))).toEqual(['one']);
    const opened = happened(given, { type: 'opened', consultation: 'one' });
    expect(ringing(opened)).toEqual([]);
    expect(opened.notices).toEqual([]);
  });
});

describe('the wall stays awake', () => {
  function screen() {
    const calls = new Set<() => void>();
    const page = { visible: true, held: 0, refuses: false };
    const ports: WakePorts = {
      request: async () => {
        if (page.refuses) throw new Error('not allowed');
        page.held += 1;
        return {
          release: async () => {
            page.held -= 1;
          },
        };
      },
      isVisible: () => page.visible,
      onVisibility: (call) => {
        calls.add(call);
        return () => calls.delete(call);
      },
    };
    const shown = async (visible: boolean) => {
      page.visible = visible;
      for (const call of [...calls]) call();
      await Promise.resolve();
    };
    return { page, ports, shown };
  }

  test('a browser lets go when the page is hidden; it is asked again when it is shown', async () => {
    const { page, ports, shown } = screen();
    const told: boolean[] = [];
    const stop = keepAwake(ports, (awake) => told.push(awake));
    await shown(true);
    page.held = 0;
    await shown(false);
    expect(page.held).toBe(0);
    await shown(true);
    expect(page.held).toBe(1);
    stop();
    await shown(true);
    expect(page.held).toBe(0);
    expect(told).not.toContain(false);
  });

  test('a browser that does not allow it says so', async () => {
    const { page, ports, shown } = screen();
    page.refuses = true;
    const told: boolean[] = [];
    keepAwake(ports, (awake) => told.push(awake));
    await shown(true);
    expect(told).toContain(false);
  });
});
