import type { Page } from '@playwright/test';
import { OtherBrowsers } from '../call/otherBrowsers.ts';
import { ago, consultations, type Json, me, uuid } from './city.ts';
import type { ScriptedDesk } from './ScriptedDesk.ts';

const CONSULTATION = consultations[0]?.id;
const CITIZEN = { kind: 'CITIZEN' };
const MARTA = { kind: 'OPERATOR', name: 'Marta', operator: me.id };
const CLOSED = { microphone: 'OFF', camera: false, screen: false, onHold: false, away: false };
const away = ({ peer: _gone, ...member }: Json): Json => ({ ...member, ...CLOSED, away: true });

/** Who can be in the call besides the operator, each with a peer that sorts below the operator's. */
export const others = {
  citizen: { member: uuid(811), peer: 'p-1', role: 'CITIZEN', author: CITIZEN },
} as const satisfies Record<string, Json>;
type Other = keyof typeof others;

/** The server's and the others' part of the call of the first consultation, with real media within one page. */
export class ScriptedDeskCall {
  readonly #desk: ScriptedDesk;
  readonly #browsers: OtherBrowsers;
  readonly #there = new Map<Other, Json>();
  #marta: Json = away({ member: uuid(810), role: 'OPERATOR', author: MARTA });
  #call: Json = {};
  #calls = 0;
  #peers = 0;
  #version = 0;

  constructor(page: Page, desk: ScriptedDesk) {
    this.#desk = desk;
    this.#browsers = new OtherBrowsers(page, (from, body) =>
      desk.push({ type: 'signalled', ...this.#of(), from: this.#nameOf(from), body }),
    );
    const done = { type: 'done' };
    Object.assign(desk.replies, {
      proposeCall: ({ mode }: Json) => {
        if (this.#call.state === 'RUNNING') this.#changed({ mode });
        else this.propose(String(mode), MARTA);
        return done;
      },
      answerCall: ({ accept }: Json) => {
        if (accept) this.run();
        else this.end('DECLINED');
        return done;
      },
      joinCall: () => {
        this.#peers += 1;
        this.#marta = { ...this.#marta, peer: `p-9${this.#peers}`, away: false };
        this.#changed({});
        const { peer } = this.#marta;
        return { type: 'callJoined', call: this.#call, peer, iceServers: [], icePolicy: 'all' };
      },
      signal: ({ to, body }: Json) => {
        this.#browsers.signal(`${to}/${this.#peers}`, body as Json);
        return done;
      },
      setMedia: ({ microphone, camera, screen, onHold }: Json) => {
        this.#marta = { ...this.#marta, microphone, camera, screen, onHold };
        this.#changed({});
        return done;
      },
      leaveCall: () => {
        this.end(this.#call.state === 'PROPOSED' ? 'WITHDRAWN' : 'HUNG_UP');
        return done;
      },
      setLiveText: ({ on }: Json) => {
        desk.hold({ liveText: on });
        desk.push({ type: 'liveTextSet', consultation: CONSULTATION, on, author: MARTA });
        return done;
      },
    });
  }

  /** Call it after every load of the page. */
  begin(): Promise<void> {
    return this.#browsers.begin();
  }

  propose(mode: string, by: Json = CITIZEN): void {
    this.#calls += 1;
    const id = uuid(800 + this.#calls);
    this.#call = { id, mode, state: 'PROPOSED', proposedBy: by, proposedAt: ago(0), members: [], provider: 'PEERS' };
    this.#say();
  }

  /** It is accepted; the citizen is there at once. */
  run(): void {
    this.#there.set('citizen', { ...others.citizen, ...CLOSED, microphone: 'ON' });
    this.#changed({ state: 'RUNNING', startedAt: ago(0), endsAt: ago(-7_200) });
  }

  end(endReason: string): void {
    this.#call = { ...this.#call, state: 'ENDED', endedAt: ago(0), endReason, members: [] };
    this.#marta = away(this.#marta);
    this.#there.clear();
    this.#say();
    this.#desk.change({ call: undefined });
  }

  /** What another person turns on or off; also brings them in. */
  turn(who: Other, change: Json): void {
    this.#there.set(who, { ...others[who], ...CLOSED, ...this.#there.get(who), ...change });
    this.#changed({});
  }

  /** Somebody is lost, and waited for. */
  lose(who: Other): void {
    this.#there.set(who, away(others[who]));
    this.#changed({});
  }

  /** The citizen types. */
  types(line: number, text: string): void {
    this.#desk.push({ type: 'liveText', consultation: CONSULTATION, author: CITIZEN, line, text });
  }

  /** Sound of the operator that came to somebody, in RTP packets. */
  packetsReceived(by: Other): Promise<number> {
    return this.#browsers.packetsReceived(`${others[by].peer}/${this.#peers}`);
  }

  #of(): Json {
    return { consultation: CONSULTATION, call: this.#call.id };
  }

  /** A peer's browser begins anew whenever the operator's does. */
  #nameOf(browser: string): string {
    return browser.split('/')[0] ?? '';
  }

  #changed(change: Json): void {
    this.#call = { ...this.#call, ...change, members: [...this.#there.values(), this.#marta] };
    this.#say();
  }

  #say(): void {
    this.#version += 1;
    this.#call = { ...this.#call, version: this.#version };
    this.#desk.hold({ call: this.#call });
    this.#desk.push({ type: 'callChanged', consultation: CONSULTATION, call: this.#call });
  }
}
