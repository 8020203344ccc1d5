import type { BrowserParts, Captured, Device } from '@indiretta/call';
import { type Answer, type Clock, type Keep, LiveConsultation } from '@indiretta/connection';
import type { Ask, Author, CallView, Push } from '@indiretta/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { Calls } from '../src/call/Calls.ts';
import { Preferences } from '../src/call/Preferences.ts';
import { emptyDesk } from '../src/desk/state.ts';
import { invitation, luca, marta, own } from './views.ts';

const self: Author = { kind: 'OPERATOR', name: 'Marta', operator: marta.id };
const settled = async () => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

class Texts implements Keep {
  readonly kept = new Map<string, string>();
  get = (key: string) => this.kept.get(key);
  set = (key: string, value: string) => void this.kept.set(key, value);
  remove = (key: string) => void this.kept.delete(key);
  keys = (prefix: string) => [...this.kept.keys()].filter((key) => key.startsWith(prefix));
}
const clock: Clock = { now: () => 0, after: () => () => {} };

/** A microphone's track as far as a call needs it. */
class Track extends EventTarget {
  enabled = true;
  readyState = 'live';
  stop = () => {
    this.readyState = 'ended';
  };
}

/** The desk with its link; the other end is the test. */
class Other {
  readonly asked: Ask[] = [];
  readonly answers = new Map<Ask['type'], Answer<Ask['type']>>();
  readonly #pushes = new Set<(push: Push) => void>();
  readonly #lives = new Map<string, LiveConsultation>();
  readonly #changes = new Set<() => void>();
  #state = { ...emptyDesk(marta.id), loaded: true };
  readonly connection = {
    state: { type: 'online' } as never,
    onState: () => () => {},
    onPush: (call: (push: Push) => void) => {
      this.#pushes.add(call);
      return () => this.#pushes.delete(call);
    },
    onPositions: () => () => {},
    request: async <A extends Ask>(ask: A): Promise<Answer<A['type']>> => {
      this.asked.push(ask);
      const scripted = this.answers.get(ask.type);
      if (scripted) return scripted as Answer<A['type']>;
      const resumed = { type: 'resumed', consultation: own('one'), entries: [], erased: [], caughtUp: true };
      const answer = ask.type === 'resume' ? { ...resumed, consultation: own(ask.consultation) } : { type: 'done' };
      return { id: '1', ...answer } as unknown as Answer<A['type']>;
    },
  };
  readonly desk = {
    get state() {
      return other.#state;
    },
    onChange: (call: () => void) => {
      this.#changes.add(call);
      return () => this.#changes.delete(call);
    },
    beside: (id: string) => {
      const consultation = this.#lives.get(id);
      return consultation && { connection: this.connection, consultation, self };
    },
  };

  /** This person went into the call of a colleague's consultation, by a click on this page. */
  async visits(id: string): Promise<void> {
    const view = own(id, { operator: luca });
    const ports = { connection: this.connection, clock, keep: new Texts(), newClientMessageId: () => 'm', self };
    this.#lives.set(id, new LiveConsultation(id, ports));
    this.#state = {
      ...this.#state,
      conversations: [...this.#state.conversations, { view, since: 0 }],
      callInvitations: [{ ...invitation(id), joined: true }],
      attending: [id],
    };
    for (const call of this.#changes) call();
    await settled();
  }

  /** These are the own consultations now. */
  async has(...ids: string[]): Promise<void> {
    for (const id of ids) {
      if (this.#lives.has(id)) continue;
      const ports = { connection: this.connection, clock, keep: new Texts(), newClientMessageId: () => 'm', self };
      this.#lives.set(id, new LiveConsultation(id, ports));
    }
    this.#state = { ...this.#state, conversations: ids.map((id) => ({ view: own(id), since: 0 })) };
    for (const call of this.#changes) call();
    await settled();
  }

  live(id: string): LiveConsultation {
    const live = this.#lives.get(id);
    if (!live) throw new Error(id);
    return live;
  }

  push(push: Push): void {
    for (const call of [...this.#pushes]) call(push);
  }

  proposes(consultation: string, by: Author = { kind: 'CITIZEN' }): void {
    const call: CallView = {
      id: `call-${consultation}`,
      version: 1,
      mode: 'TALK',
      provider: 'PEERS',
      state: 'PROPOSED',
      proposedBy: by,
      proposedAt: '2026-03-01T09:00:00.000Z',
      members: [],
    };
    this.push({ type: 'callChanged', consultation, call });
  }

  runs(consultation: string): void {
    const member = { microphone: 'OFF', camera: false, screen: false, onHold: false, away: true } as const;
    const call: CallView = {
      id: `call-${consultation}`,
      version: 2,
      mode: 'TALK',
      provider: 'PEERS',
      state: 'RUNNING',
      proposedBy: { kind: 'CITIZEN' },
      proposedAt: '2026-03-01T09:00:00.000Z',
      startedAt: '2026-03-01T09:00:01.000Z',
      members: [
        { member: 'm-1', role: 'OPERATOR', author: self, ...member },
        { member: 'm-2', role: 'CITIZEN', author: { kind: 'CITIZEN' }, ...member },
      ],
    };
    this.push({ type: 'callChanged', consultation, call });
  }

  of<T extends Ask['type']>(type: T): Extract<Ask, { type: T }>[] {
    return this.asked.filter((ask): ask is Extract<Ask, { type: T }> => ask.type === type);
  }
}

let other: Other;
let calls: Calls;
let opened: { device: string | undefined; track: Track }[];
let chosen: Texts;

beforeEach(async () => {
  other = new Other();
  opened = [];
  chosen = new Texts();
  const microphone = async (device?: string): Promise<Captured> => {
    const track = new Track();
    opened.push({ device, track });
    return { type: 'open', track: track as unknown as MediaStreamTrack };
  };
  const none = async (): Promise<Captured> => ({ type: 'failed', problem: 'MISSING' });
  const parts: BrowserParts = {
    clock,
    timeOfDay: () => 0,
    keep: new Texts(),
    capturing: { microphone, camera: none, screen: none },
    newPeerConnection: () => {
      throw new Error('nobody is connected here');
    },
    newPlayer: () => {
      throw new Error('nobody is heard here');
    },
    watchNetwork: () => () => {},
  };
  const microphones: Device[] = [{ id: 'usb', label: 'USB' }];
  const devices = { microphones, cameras: [], speakers: [] };
  calls = new Calls({
    desk: other.desk as never,
    parts,
    devices: {
      list: async () => devices,
      onChange: (call) => {
        call(devices);
        return () => {};
      },
    },
    preferences: new Preferences(chosen),
    support: { calls: 'yes', microphone: 'yes', camera: 'yes', screen: 'yes', speakerChoice: true },
  });
  await other.has('one', 'two');
});

const phases = () => calls.state.calls.map(({ id, call }) => `${id} ${call.phase.type}`);
const open = () => opened.filter(({ track }) => track.readyState === 'live');

describe('the calls of a desk', () => {
  test('every own consultation can have one; who leaves the desk takes its devices along', async () => {
    expect(phases()).toEqual(['one idle', 'two idle']);
    other.proposes('two');
    expect(phases()).toEqual(['one idle', 'two proposedByThem']);
    expect(open()).toEqual([]);
    await calls.of('two')?.accept();
    expect(open()).toHaveLength(1);
    await other.has('one');
    expect(phases()).toEqual(['one idle']);
    expect(open()).toEqual([]);
  });

  test('a colleague’s call, gone into by a click: the microphone opens, the own call waits', async () => {
    await other.visits('theirs');
    expect(phases()).toEqual(['one idle', 'two idle', 'theirs idle']);
    expect(open()).toHaveLength(1);
    other.runs('theirs');
    await settled();
    expect(other.of('joinCall')).toMatchObject([{ consultation: 'theirs', call: 'call-theirs' }]);
  });

  test('people are asked in and taken out, and what they show is ended, of the call that runs', async () => {
    expect(await calls.of('one')?.others.invite(luca.id)).toMatchObject({ type: 'unanswered' });
    other.runs('one');
    await calls.of('one')?.others.invite(luca.id);
    await calls.of('one')?.others.endShare('m-2', 'SCREEN');
    await calls.of('one')?.others.remove('m-3');
    const of = { consultation: 'one', call: 'call-one' };
    expect(other.of('inviteToCall')).toEqual([{ type: 'inviteToCall', ...of, operator: luca.id }]);
    expect(other.of('endShare')).toEqual([{ type: 'endShare', ...of, member: 'm-2', what: 'SCREEN' }]);
    expect(other.of('removeFromCall')).toEqual([{ type: 'removeFromCall', ...of, member: 'm-3' }]);
  });

  test('the microphone opens with the own click, the one this person chose', async () => {
    calls.choose('microphone', 'usb');
    void calls.of('one')?.propose('TALK');
    await settled();
    expect(opened.map(({ device }) => device)).toEqual(['usb']);
    expect(other.of('proposeCall')).toMatchObject([{ consultation: 'one', mode: 'TALK' }]);
    expect(new Preferences(chosen).microphone).toBe('usb');
  });

  test('a proposal that is refused is said and closes the microphone', async () => {
    other.answers.set('proposeCall', { type: 'refused', id: '1', code: 'FORBIDDEN' } as never);
    await calls.of('one')?.propose('TALK');
    await settled();
    expect(calls.of('one')?.state.refused).toBe('FORBIDDEN');
    expect(open()).toEqual([]);
    calls.of('one')?.dismiss();
    expect(calls.of('one')?.state.refused).toBeUndefined();
  });

  test('who turns to another call puts the first one on hold', async () => {
    other.proposes('one');
    await calls.of('one')?.accept();
    other.runs('one');
    await settled();
    expect(phases()[0]).toBe('one connecting');
    other.proposes('two');
    await calls.of('two')?.accept();
    expect(calls.of('one')?.state.call.own.onHold).toBe(true);
    calls.of('one')?.hold(false);
    expect(calls.of('one')?.state.call.own.onHold).toBe(false);
  });

  test('how it ended is said until it was read', async () => {
    other.proposes('one', self);
    other.push({
      type: 'callChanged',
      consultation: 'one',
      call: {
        id: 'call-one',
        version: 3,
        mode: 'TALK',
        provider: 'PEERS',
        state: 'ENDED',
        proposedBy: self,
        proposedAt: '2026-03-01T09:00:00.000Z',
        endReason: 'UNANSWERED',
        members: [],
      },
    });
    expect(calls.of('one')?.state.call.phase).toEqual({ type: 'ended', reason: 'UNANSWERED' });
    calls.of('one')?.dismiss();
    expect(phases()[0]).toBe('one idle');
  });
});

describe('real-time text of the operator', () => {
  const typed = () => other.of('typeLive').map(({ text }) => text);

  test('nothing is told while it is off; switched on, the draft as it stands is', async () => {
    other.live('one').typed('Un mom');
    expect(typed()).toEqual([]);
    other.push({ type: 'liveTextSet', consultation: 'one', on: true, author: { kind: 'CITIZEN' } });
    await settled();
    expect(typed()).toEqual(['Un mom']);
  });

  test('looking for a ready reply is not told', async () => {
    other.push({ type: 'liveTextSet', consultation: 'one', on: true, author: { kind: 'CITIZEN' } });
    other.live('one').setDraft('/pass');
    await settled();
    expect(typed().join('')).toBe('');
  });

  test('in plain writing switching it off is not kept as what this person likes in calls', async () => {
    chosen.set('liveText', 'on');
    calls.of('one')?.setLiveText(false);
    expect(other.of('setLiveText')).toMatchObject([{ on: false }]);
    expect(new Preferences(chosen).liveText).toBe(true);
  });
});
