import type { Page } from '@playwright/test';
import { OtherBrowsers } from '../call/otherBrowsers.ts';
import { ago, consultations, type Json, me, people, uuid } from './city.ts';
import type { ScriptedDesk } from './ScriptedDesk.ts';

const CITIZEN = { kind: 'CITIZEN' };
const MARTA = { kind: 'OPERATOR', name: 'Marta', operator: me.id };
const CLOSED = { microphone: 'OFF', camera: false, screen: false, onHold: false, away: false };
const away = ({ peer: _gone, ...member }: Json): Json => ({ ...member, ...CLOSED, away: true });

/** Who can be in the call besides the operator, each with a peer that sorts below the operator's. */
export const others = {
  citizen: { member: uuid(811), peer: 'p-1', role: 'CITIZEN', author: CITIZEN },
  luca: {
    member: uuid(812),
    peer: 'p-2',
    role: 'SUPERVISOR',
    author: { kind: 'OPERATOR', name: 'Luca', operator: people[1]?.id },
  },
  guest: {
    member: uuid(813),
    peer: 'p-3',
    role: 'INTERPRETER',
    author: { kind: 'GUEST', name: 'Amina Haddad', role: 'INTERPRETER' },
  },
  elena: {
    member: uuid(814),
    peer: 'p-4',
    role: 'OPERATOR',
    author: { kind: 'OPERATOR', name: 'Elena', operator: people[2]?.id },
  },
} as const satisfies Record<string, Json>;
type Other = keyof typeof others;

/** The server's and the others' part of a call, of the first consultation or a colleague's, with real media in one page. */
export class ScriptedDeskCall {
  readonly #desk: ScriptedDesk;
  readonly #browsers: OtherBrowsers;
  readonly #there = new Map<Other, Json>();
  #marta: Json = away({ member: uuid(810), role: 'OPERATOR', author: MARTA });
  #call: Json = {};
  #calls = 0;
  #peers = 0;
  #version = 0;
  #consultation: unknown = consultations[0]?.id;

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
      joinCall: ({ peer: was }: Json) => {
        if (was === undefined || was !== this.#marta.peer) {
          this.#peers += 1;
          this.#marta = { ...this.#marta, peer: `p-9${this.#peers}`, away: false };
        }
        this.#changed({});
        this.#invitations((it) => [{ ...it, joined: true }]);
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
        if (desk.visited) this.#invitations(() => []);
        else this.end(this.#call.state === 'PROPOSED' ? 'WITHDRAWN' : 'HUNG_UP');
        return done;
      },
      inviteToCall: () => {
        this.#there.set('luca', { ...away(others.luca), invited: true });
        this.#changed({});
        return done;
      },
      removeFromCall: ({ member }: Json) => {
        for (const who of this.#there.keys()) if (others[who].member === member) this.#there.delete(who);
        this.#changed({});
        return done;
      },
      endShare: ({ member, what }: Json) => {
        for (const who of this.#there.keys()) {
          if (others[who].member === member) this.turn(who, what === 'CAMERA' ? { camera: false } : { screen: false });
        }
        return done;
      },
      setLiveText: ({ on }: Json) => {
        this.#hold({ liveText: on });
        desk.push({ type: 'liveTextSet', consultation: this.#consultation, on, author: MARTA });
        return done;
      },
    });
  }

  /** Call it after every load of the page. */
  begin(): Promise<void> {
    return this.#browsers.begin();
  }

  /** Elena asks the operator into the call of a consultation of hers. */
  visited(): void {
    const of = { ...consultations[0], id: uuid(150), reference: 'B8-5TN', operator: people[2] };
    const { id: consultation, reference, topic } = of;
    this.#consultation = consultation;
    this.#desk.visited = of;
    this.#marta = away({ member: uuid(810), role: 'COLLEAGUE', author: MARTA });
    this.propose('TALK', others.elena.author);
    this.turn('elena', { microphone: 'ON' });
    this.run();
    const asked = { consultation, call: this.#call.id, reference, topic, mode: 'TALK', by: 'Elena', at: ago(1) };
    this.#desk.callInvitations = [{ ...asked, joined: false }];
    this.#desk.tellDesk();
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

  /** A guest has a link, and did not follow it yet. */
  linkMade(): void {
    this.#there.set('guest', { ...away(others.guest), invited: true });
    this.#changed({});
  }

  /** Somebody else ended what the operator shows. */
  endOwnShare(what: 'CAMERA' | 'SCREEN'): void {
    this.#desk.push({ type: 'shareEnded', ...this.#of(), what });
  }

  /** What another person turns on or off; also brings them in. */
  turn(who: Other, change: Json): void {
    const { invited: _come, ...before } = this.#there.get(who) ?? {};
    this.#there.set(who, { ...CLOSED, ...before, ...others[who], away: false, ...change });
    this.#changed({});
  }

  /** Somebody is lost, and waited for. */
  lose(who: Other): void {
    this.#there.set(who, away(others[who]));
    this.#changed({});
  }

  /** The citizen types. */
  types(line: number, text: string): void {
    this.#desk.push({ type: 'liveText', consultation: this.#consultation, author: CITIZEN, line, text });
  }

  /** Sound of the operator that came to somebody, in RTP packets. */
  packetsReceived(by: Other): Promise<number> {
    return this.#browsers.packetsReceived(`${others[by].peer}/${this.#peers}`);
  }

  #hold(change: Json): void {
    if (this.#desk.visited) this.#desk.visited = { ...this.#desk.visited, ...change };
    else this.#desk.hold(change);
  }

  #invitations(then: (it: Json) => Json[]): void {
    if (!this.#desk.visited) return;
    this.#desk.callInvitations = this.#desk.callInvitations.flatMap(then);
    this.#desk.tellDesk();
  }

  #of(): Json {
    return { consultation: this.#consultation, call: this.#call.id };
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
    this.#hold({ call: this.#call });
    this.#desk.push({ type: 'callChanged', consultation: this.#consultation, call: this.#call });
  }
}
