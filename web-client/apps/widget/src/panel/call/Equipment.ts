import { type DeviceList, Devices } from '@indiretta/call';
import { Listeners } from '@indiretta/connection';
import { Trial, type TrialPorts, type TrialState } from './Trial.ts';

/** What the person chose; absent: the device's own choice. */
export interface Chosen {
  readonly microphone?: string;
  readonly speaker?: string;
  readonly camera?: string;
}

export interface EquipmentState {
  readonly devices: DeviceList;
  readonly chosen: Chosen;
  readonly trial: TrialState;
}

export interface EquipmentPorts extends TrialPorts {
  readonly devices: Pick<Devices, 'list' | 'onChange'>;
  /** What was chosen stays so on this page, from the test before the start to the last call; nothing is stored. */
  readonly memory: { chosen: Chosen };
}

const memory: EquipmentPorts['memory'] = { chosen: {} };

/** Of this browser. */
export const browserEquipment = (): Pick<EquipmentPorts, 'devices' | 'memory'> => ({ devices: new Devices(), memory });

/** Microphone, loudspeaker and camera of this page: which there are, which are chosen, and the test of them. */
export class Equipment {
  readonly #ports: EquipmentPorts;
  readonly #trial: Trial;
  readonly #changes = new Listeners<EquipmentState>();
  readonly #unsubscribe: () => void;
  #state: EquipmentState;

  constructor(ports: EquipmentPorts) {
    this.#ports = ports;
    this.#trial = new Trial(ports, () => this.#tried());
    this.#state = {
      devices: { microphones: [], cameras: [], speakers: [] },
      chosen: ports.memory.chosen,
      trial: this.#trial.state,
    };
    this.#unsubscribe = ports.devices.onChange((devices) => this.#change({ devices }));
  }

  get state(): EquipmentState {
    return this.#state;
  }

  onChange(call: (state: EquipmentState) => void): () => void {
    return this.#changes.add(call);
  }

  choose(change: Chosen): void {
    const chosen = { ...this.#state.chosen, ...change };
    this.#ports.memory.chosen = chosen;
    this.#change({ chosen });
  }

  /** The choice is heard in the test at once. */
  chooseMicrophone(microphone: string): void {
    this.choose({ microphone });
    if (this.#state.trial.is === 'open') this.openTrial();
  }

  chooseSpeaker(speaker: string): void {
    this.choose({ speaker });
  }

  openTrial(): void {
    void this.#trial.open(this.#state.chosen.microphone);
  }

  playTrialSound(): void {
    void this.#trial.playSound(this.#state.chosen.speaker);
  }

  closeTrial(): void {
    this.#trial.close();
  }

  /** The browser names the devices only once one of them is open. */
  async nameDevices(): Promise<void> {
    this.#change({ devices: await this.#ports.devices.list() });
  }

  /** May be called twice. */
  close(): void {
    this.#unsubscribe();
    this.#trial.close();
  }

  #tried(): void {
    const opened = this.#trial.state.is === 'open' && this.#state.trial.is !== 'open';
    this.#change({ trial: this.#trial.state });
    if (opened) void this.nameDevices();
  }

  #change(changed: Partial<EquipmentState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#changes.tell(this.#state);
  }
}
