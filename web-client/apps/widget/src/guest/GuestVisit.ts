import { type ConnectionState, type Keep, Listeners } from '@indiretta/connection';
import type { JitsiDoor } from '../panel/call/JitsiDoor.ts';
import type { Talking } from '../panel/call/Talking.ts';
import { languageOf } from '../panel/state.ts';
import { type Locale, localeFor } from '../words/words.ts';
import { type Failure, type GuestApi, type Invitation, isFailure, type Place } from './GuestApi.ts';
import type { Gone, Line } from './Line.ts';

/** What belongs to one place in a call. */
interface Begun {
  readonly line: Line;
  readonly talking: Talking;
  readonly jitsi: Pick<JitsiDoor, 'screen' | 'close'>;
}

/** Where a guest stands. */
export type GuestStage =
  /** The link is looked at, or the kept place gone back to. */
  | { readonly at: 'looking' }
  | {
      readonly at: 'asked';
      readonly invitation: Invitation;
      readonly joining: boolean;
      readonly problem: Exclude<Failure, 'dead'> | undefined;
    }
  /** The link is of no use any more. */
  | { readonly at: 'dead' }
  /** Nothing is known of the link: the network or the server is away. */
  | { readonly at: 'failed'; readonly why: Exclude<Failure, 'dead'> }
  | ({ readonly at: 'in'; readonly place: Place } & Begun)
  | { readonly at: 'over'; readonly why: 'left' | 'lost' | Gone };

export interface GuestState {
  readonly locale: Locale;
  readonly stage: GuestStage;
  /** `reload`: the page is older than the server. */
  readonly link: 'good' | 'reconnecting' | 'reload';
}

export interface GuestVisitPorts {
  readonly api: Pick<GuestApi, 'look' | 'use'>;
  /** Over a reload of this tab, and no longer than the call. */
  readonly keep: Keep;
  readonly begin: (place: Place, locale: Locale) => Begun;
}

const PLACE = 'place';

/** One guest's visit: the link is looked at, used by one click, the call, the end. */
export class GuestVisit {
  readonly #ports: GuestVisitPorts;
  readonly #changes = new Listeners<GuestState>();
  #link: string | undefined;
  #state: GuestState;

  constructor(ports: GuestVisitPorts, locale: Locale) {
    this.#ports = ports;
    this.#state = { locale, stage: { at: 'looking' }, link: 'good' };
  }

  get state(): GuestState {
    return this.#state;
  }

  onChange(call: (state: GuestState) => void): () => void {
    return this.#changes.add(call);
  }

  /** With the secret of a link, or without one after a reload. */
  async start(link: string | undefined): Promise<void> {
    this.#link = link;
    const kept = this.#ports.keep.get(PLACE);
    if (link !== undefined) await this.look();
    else if (kept) this.#enter(JSON.parse(kept) as Place);
    else this.#change({ stage: { at: 'dead' } });
  }

  async look(): Promise<void> {
    if (this.#link === undefined) return;
    const { locale } = this.#state;
    if (this.#state.stage.at !== 'asked') this.#change({ stage: { at: 'looking' } });
    const invitation = await this.#ports.api.look(this.#link, languageOf(locale));
    const { stage } = this.#state;
    if (locale !== this.#state.locale || (stage.at !== 'looking' && stage.at !== 'asked')) return;
    if (!isFailure(invitation))
      this.#change({ stage: { at: 'asked', joining: false, problem: undefined, invitation } });
    else this.#change({ stage: invitation === 'dead' ? { at: 'dead' } : { at: 'failed', why: invitation } });
  }

  /** Uses the link up and joins; the microphone opens with this click. */
  async join(): Promise<void> {
    const { stage } = this.#state;
    if (stage.at !== 'asked' || stage.joining || this.#link === undefined) return;
    this.#change({ stage: { ...stage, joining: true, problem: undefined } });
    const place = await this.#ports.api.use(this.#link);
    if (!isFailure(place)) {
      this.#ports.keep.set(PLACE, JSON.stringify(place));
      this.#enter(place).speak();
    } else if (place === 'dead') this.#change({ stage: { at: 'dead' } });
    else this.#change({ stage: { ...stage, joining: false, problem: place } });
  }

  setLocale(tag: string): void {
    this.#change({ locale: localeFor([tag]) });
    if (this.#state.stage.at === 'asked') void this.look();
  }

  #enter(place: Place): Talking {
    const begun = this.#ports.begin(place, this.#state.locale);
    const { line, talking } = begun;
    line.onGone((why) => this.#over(why));
    line.onState((state) => this.#linkChanged(state));
    talking.onChange(({ call: { phase } }) => {
      if (phase.type !== 'ended') return;
      const lost = phase.reason === 'LOST' || phase.reason === 'FAILED';
      this.#over(line.gone ?? (lost ? 'lost' : 'left'));
    });
    this.#change({ stage: { at: 'in', place, ...begun } });
    talking.joinHere();
    line.open();
    return talking;
  }

  #linkChanged(state: ConnectionState): void {
    if (state.type === 'stopped') this.#change({ link: state.next === 'reload' ? 'reload' : 'good' });
    else
      this.#change({
        link: state.type === 'waiting' ? 'reconnecting' : state.type === 'online' ? 'good' : this.#state.link,
      });
  }

  /** Said once; nothing stays on this device. */
  #over(why: 'left' | 'lost' | Gone): void {
    const { stage } = this.#state;
    if (stage.at !== 'in') return;
    for (const key of this.#ports.keep.keys('')) this.#ports.keep.remove(key);
    this.#change({ stage: { at: 'over', why }, link: 'good' });
    stage.jitsi.close();
    stage.talking.close();
    stage.line.live.forget();
    stage.line.close();
  }

  #change(changed: Partial<GuestState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#changes.tell(this.#state);
  }
}
