import { beforeEach, describe, expect, test } from 'vitest';
import { Alerts, REPEAT_MS } from '../src/desk/alerts.ts';

/** A clock that moves when it is told to. */
class FakeIntervals {
  now = 0;
  readonly #timers = new Set<{ every: number; next: number; call: () => void }>();
  every = (ms: number, call: () => void) => {
    const timer = { every: ms, next: this.now + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };
  pass(ms: number) {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += 1000;
      for (const timer of [...this.#timers]) {
        if (this.#timers.has(timer) && timer.next <= this.now) {
          timer.next += timer.every;
          timer.call();
        }
      }
    }
  }
  get running() {
    return this.#timers.size;
  }
}

let intervals: FakeIntervals;
let said: string[];
let title: number;
let alerts: Alerts;

beforeEach(() => {
  intervals = new FakeIntervals();
  said = [];
  title = -1;
  alerts = new Alerts({
    chime: () => said.push(`chime ${intervals.now}`),
    notify: (count) => said.push(`notify ${count} ${intervals.now}`),
    countInTitle: (count) => {
      title = count;
    },
    every: intervals.every,
  });
  alerts.wish({ sound: true, desktop: false, available: true });
});

describe('somebody waits', () => {
  test('rings at once, then every 15 s until taken', () => {
    alerts.update(['a']);
    intervals.pass(2 * REPEAT_MS);
    expect(said).toEqual(['chime 0', 'chime 15000', 'chime 30000']);
    alerts.update([]);
    intervals.pass(10 * REPEAT_MS);
    expect(said).toHaveLength(3);
    expect(intervals.running).toBe(0);
  });

  test('the same people waiting on do not ring again by themselves', () => {
    alerts.update(['a']);
    alerts.update(['a']);
    expect(said).toEqual(['chime 0']);
  });

  test('somebody new rings at once and the repetition starts from there', () => {
    alerts.update(['a']);
    intervals.pass(10_000);
    alerts.update(['a', 'b']);
    intervals.pass(REPEAT_MS);
    expect(said).toEqual(['chime 0', 'chime 10000', 'chime 25000']);
  });

  test('many people ring once, and the title counts them', () => {
    alerts.update(['a', 'b', 'c']);
    expect(said).toEqual(['chime 0']);
    expect(title).toBe(3);
  });
});

describe('muted', () => {
  test('is quiet about who waits now, until they are gone', () => {
    alerts.update(['a']);
    alerts.mute();
    intervals.pass(4 * REPEAT_MS);
    expect(said).toEqual(['chime 0']);
    expect(alerts.muted).toBe(true);
    expect(title).toBe(1);
  });

  test('rings again for somebody new, and repeats', () => {
    alerts.update(['a']);
    alerts.mute();
    alerts.update(['a', 'b']);
    intervals.pass(REPEAT_MS);
    expect(said).toEqual(['chime 0', 'chime 0', 'chime 15000']);
  });
});

describe('what a person wants', () => {
  test('away: nothing rings, the title counts; available again: rings', () => {
    alerts.wish({ sound: true, desktop: true, available: false });
    alerts.update(['a']);
    intervals.pass(2 * REPEAT_MS);
    expect(said).toEqual([]);
    expect(title).toBe(1);
    alerts.wish({ sound: true, desktop: true, available: true });
    expect(said).toEqual(['chime 30000', 'notify 1 30000']);
  });

  test('without sound only the notification comes', () => {
    alerts.wish({ sound: false, desktop: true, available: true });
    alerts.update(['a']);
    expect(said).toEqual(['notify 1 0']);
  });

  test('closed: no timer is left and the title is clean', () => {
    alerts.update(['a']);
    alerts.close();
    expect(intervals.running).toBe(0);
    expect(title).toBe(0);
  });
});
