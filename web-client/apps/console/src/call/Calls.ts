import type { BrowserParts, Capturing, DeviceList, Devices, Support } from '@indiretta/call';
import { Listeners } from '@indiretta/connection';
import type { ConsultationId } from '@indiretta/protocol';
import type { Desk } from '../desk/Desk.ts';
import { takesPart } from '../desk/state.ts';
import { DeskCall, type DeskCallState } from './DeskCall.ts';
import type { Preferences } from './Preferences.ts';

/** What the screens of calls draw; a new object after every change. */
export interface CallsState {
  /** One for each consultation that this person takes part in, with a call or without. */
  readonly calls: readonly DeskCallState[];
  readonly devices: DeviceList;
  /** The consultation whose microphone and sound are being looked at. */
  readonly sound: ConsultationId | undefined;
  /** Which devices this person chose; absent: the device's own choice. */
  readonly chosen: { readonly [what in 'microphone' | 'speaker' | 'camera']: string | undefined };
}

export interface CallsPorts {
  readonly desk: Pick<Desk, 'state' | 'onChange' | 'beside'>;
  readonly parts: BrowserParts;
  readonly devices: Pick<Devices, 'list' | 'onChange'>;
  readonly preferences: Preferences;
  readonly support: Support;
}

/** The calls of the desk: follows the own consultations, and sees to it that a person speaks in one at a time. */
export class Calls {
  readonly #ports: CallsPorts;
  readonly #calls = new Map<ConsultationId, DeskCall>();
  readonly #changes = new Listeners<CallsState>();
  readonly #unsubscribe: (() => void)[];
  #state: CallsState;
  #openDevices = '';

  constructor(ports: CallsPorts) {
    this.#ports = ports;
    const devices = { microphones: [], cameras: [], speakers: [] };
    this.#state = { calls: [], devices, sound: undefined, chosen: this.#chosen };
    this.#unsubscribe = [
      ports.desk.onChange(() => this.#follow()),
      ports.devices.onChange((devices) => this.#change({ ...this.#state, devices })),
    ];
    this.#follow();
  }

  get state(): CallsState {
    return this.#state;
  }

  get support(): Support {
    return this.#ports.support;
  }

  /** For a test outside of a call. */
  get capturing(): Capturing {
    return this.#ports.parts.capturing;
  }

  onChange(call: (state: CallsState) => void): () => void {
    return this.#changes.add(call);
  }

  /** Undefined when the consultation is not of this desk (any more). */
  of(id: ConsultationId): DeskCall | undefined {
    return this.#calls.get(id);
  }

  /** Opens the choice and test of microphone and sound; undefined: closes it. */
  lookAtSound(sound: ConsultationId | undefined): void {
    this.#change({ ...this.#state, sound });
  }

  /** In the calls that go on and those to come. */
  choose(what: 'microphone' | 'speaker' | 'camera', device: string): void {
    this.#ports.preferences.choose(what, device);
    for (const call of this.#calls.values()) {
      if (what === 'microphone') call.takeMicrophone(device);
      else if (what === 'speaker') call.takeSpeaker(device);
      else call.takeCamera(device);
    }
    this.#change({ ...this.#state, chosen: this.#chosen });
  }

  /** Closes every device; may be called twice. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const call of this.#calls.values()) call.close();
    this.#calls.clear();
  }

  get #chosen(): CallsState['chosen'] {
    const { microphone, speaker, camera } = this.#ports.preferences;
    return { microphone, speaker, camera };
  }

  #follow(): void {
    const { desk, parts, preferences } = this.#ports;
    const { conversations, attending } = desk.state;
    const own = conversations.filter(({ view }) => takesPart(desk.state, view)).map(({ view }) => view.id);
    let changed = false;
    for (const [id, call] of this.#calls) {
      const beside = desk.beside(id);
      if (own.includes(id) && beside && call.isOf(beside)) continue;
      call.close();
      this.#calls.delete(id);
      changed = true;
    }
    for (const id of own) {
      const beside = desk.beside(id);
      if (!beside || this.#calls.has(id)) continue;
      const onChange = () => this.#tell();
      const call = new DeskCall({ ...beside, parts, preferences, onTurnTo: (to) => this.#turnTo(to), onChange });
      this.#calls.set(id, call);
      if (attending.includes(id)) call.visit();
      changed = true;
    }
    if (changed) this.#tell();
  }

  #turnTo(to: ConsultationId): void {
    for (const [id, call] of this.#calls) {
      const { phase, own } = call.state.call;
      const goesOn = phase.type === 'running' || phase.type === 'connecting' || phase.type === 'reestablishing';
      if (id !== to && goesOn && !own.onHold) call.hold(true);
    }
  }

  #tell(): void {
    const calls = [...this.#calls.values()].map(({ state }) => state);
    this.#change({ ...this.#state, calls });
    const open = calls.map(({ call: { own } }) => `${own.microphone !== 'OFF'} ${own.camera !== undefined}`).join();
    if (open === this.#openDevices) return;
    this.#openDevices = open;
    void this.nameDevices();
  }

  /** The browser names the devices only once one of them is open. */
  async nameDevices(): Promise<void> {
    const devices = await this.#ports.devices.list();
    this.#change({ ...this.#state, devices });
  }

  #change(state: CallsState): void {
    this.#state = state;
    this.#changes.tell(state);
  }
}
