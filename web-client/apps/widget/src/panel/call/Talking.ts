import {
  Call,
  type CallPorts,
  type CallSnapshot,
  endShare,
  LiveText,
  type LiveTextSnapshot,
  type MediaAtJitsi,
  type Support,
} from '@indiretta/call';
import { type Keep, Listeners } from '@indiretta/connection';
import type { CallMode, MemberId, Share } from '@indiretta/protocol';
import { Equipment, type EquipmentPorts, type EquipmentState } from './Equipment.ts';

/** What the screens of a call draw. */
export interface TalkingState extends EquipmentState {
  readonly call: CallSnapshot;
  readonly liveText: LiveTextSnapshot;
  readonly support: Support;
  /** How long the call lasts, in whole seconds. */
  readonly seconds: number | undefined;
  /** The last proposal or answer was not taken. */
  readonly refused: boolean;
}

export interface TalkingPorts extends CallPorts, EquipmentPorts {
  readonly support: Support;
  /** Keeps the person's preference on this device, under the visit's place. */
  readonly prefer: Keep;
  /** Whether a person can see the page now. */
  readonly isSeen: () => boolean;
}

/** Real-time text is switched on with each call, because the person once did. */
const PREFERS_LIVE_TEXT = 'liveText';
const TICK_MS = 1_000;

/** The citizen's side of a consultation's call with what stands beside it: the test, the devices, real-time text. */
export class Talking {
  readonly #ports: TalkingPorts;
  readonly #call: Call;
  readonly #liveText: LiveText;
  readonly #equipment: Equipment;
  readonly #changes = new Listeners<TalkingState>();
  readonly #unsubscribe: (() => void)[];
  #state: TalkingState;
  #callOffTick: () => void = () => {};
  #took = false;

  constructor(ports: TalkingPorts) {
    this.#ports = ports;
    const { connection, consultation, clock, self } = ports;
    this.#call = new Call(ports);
    this.#liveText = new LiveText({ connection, clock, consultation: consultation.id, self });
    this.#equipment = new Equipment(ports);
    const { speaker } = this.#equipment.state.chosen;
    if (speaker !== undefined) this.#call.chooseSpeaker(speaker);
    this.#state = {
      ...this.#equipment.state,
      call: this.#call.snapshot,
      liveText: this.#liveText.snapshot,
      support: ports.support,
      seconds: undefined,
      refused: false,
    };
    this.#unsubscribe = [
      this.#call.onChange((call) => this.#called(call)),
      this.#liveText.onChange((liveText) => this.#change({ liveText })),
      this.#equipment.onChange((equipment) => this.#change(equipment)),
      consultation.onChange(() => this.#follow()),
    ];
    this.#follow();
    this.#called(this.#call.snapshot);
  }

  get state(): TalkingState {
    return this.#state;
  }

  onChange(call: (state: TalkingState) => void): () => void {
    return this.#changes.add(call);
  }

  /** Asks for a call; in a running one its mode. The microphone opens with this click, and is heard once it is accepted. */
  async propose(mode: CallMode): Promise<void> {
    this.#equipment.closeTrial();
    this.#change({ refused: false });
    if (this.#state.call.phase.type !== 'running') this.speak();
    const answer = await this.#call.propose(mode);
    this.#change({ refused: answer.type !== 'done' });
  }

  /** Takes what the operator proposed; the microphone opens with this click. */
  async accept(): Promise<void> {
    this.#equipment.closeTrial();
    this.#change({ refused: false });
    this.speak();
    const answer = await this.#call.accept();
    this.#change({ refused: answer.type !== 'done' });
  }

  decline(): void {
    void this.#call.decline();
  }

  /** Leaves the call, or takes the own proposal back; the chat goes on. */
  hangUp(): void {
    this.#call.hangUp();
  }

  /** Takes part from this page in the call that is going. */
  joinHere(): void {
    this.#call.takePart();
  }

  /** Jitsi does not load: from browser to browser, for both. The microphone opens with this click. */
  withoutJitsi(): void {
    void this.#call.withoutJitsi();
    this.#speak();
  }

  /** What is open in Jitsi. */
  sayAtJitsi(media: MediaAtJitsi): void {
    this.#call.sayAtJitsi(media);
  }

  /** Where Jitsi carries the call, the microphone is Jitsi's to open. */
  speak(): void {
    if (this.#state.call.call?.provider !== 'JITSI') this.#speak();
  }

  #speak(): void {
    if (this.#ports.support.microphone === 'yes') void this.#call.own.speak(this.#state.chosen.microphone);
  }

  /** One click: open and heard, or muted. */
  turnMicrophone(): void {
    const { own } = this.#call;
    if (own.state.microphone === 'ON') own.mute();
    else if (own.state.microphone === 'MUTED') void own.speak();
    else this.speak();
  }

  turnCamera(): void {
    const { own } = this.#call;
    if (own.state.camera) own.hideCamera();
    else void own.showCamera(this.#state.chosen.camera);
  }

  chooseScreen(): void {
    void this.#call.own.chooseScreen();
  }

  shareScreen(): void {
    this.#call.own.shareScreen();
  }

  stopScreen(): void {
    this.#call.own.stopScreen();
  }

  /** Whatever this person shows is seen no more. */
  stopShowing(): void {
    this.stopScreen();
    this.#call.own.hideCamera();
  }

  chooseMicrophone(microphone: string): void {
    this.#equipment.chooseMicrophone(microphone);
    void this.#call.own.changeMicrophone(microphone);
  }

  chooseSpeaker(speaker: string): void {
    this.#equipment.chooseSpeaker(speaker);
    this.#call.chooseSpeaker(speaker);
  }

  chooseCamera(camera: string): void {
    this.#equipment.choose({ camera });
    if (this.#state.call.own.camera) void this.#call.own.showCamera(camera);
  }

  /** Nobody hears or sees the other until this person goes on. */
  turnHold(): void {
    const { own } = this.#call;
    own.hold(!own.state.onHold);
  }

  /** Ends what somebody else in the call shows. */
  endShare(member: MemberId, what: Share): void {
    const { connection, consultation } = this.#ports;
    const { call } = this.#state.call;
    if (call) void endShare({ connection, consultation: consultation.id, call: call.id }, member, what);
  }

  tapToHear(): void {
    this.#call.tapToHear();
  }

  /** How the last call ended, or that it was not taken, was read. */
  dismiss(): void {
    this.#change({ refused: false });
    this.#call.dismiss();
  }

  dismissProblem(): void {
    this.#call.own.dismissProblem();
  }

  openTrial(): void {
    this.#equipment.openTrial();
  }

  playTrialSound(): void {
    this.#equipment.playTrialSound();
  }

  closeTrial(): void {
    this.#equipment.closeTrial();
  }

  /** The other side sees what this person types, and the other way round; kept as what this person likes in calls. */
  setLiveText(on: boolean): void {
    const { prefer } = this.#ports;
    if (on) prefer.set(PREFERS_LIVE_TEXT, '1');
    else prefer.remove(PREFERS_LIVE_TEXT);
    void this.#liveText.set(on);
  }

  /** The message being written stands so now. */
  typed(text: string): void {
    this.#liveText.typed(text);
  }

  /** It was sent. */
  sent(): void {
    this.#liveText.endLine();
  }

  /** May be called twice. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#callOffTick();
    this.#equipment.close();
    this.#liveText.close();
    this.#call.close();
  }

  /** Who pressed Talk at the start takes part as soon as it runs; so does a page whose call goes on with somebody else. */
  #follow(): void {
    const { view, sync } = this.#ports.consultation.snapshot;
    if (view && sync.type === 'caughtUp') this.#liveText.follow(view.liveText === true);
    if (this.#took || !view || view.mode === 'WRITE') return;
    const waits = view.state === 'WAITING' || view.state === 'OFFERED';
    const proposed = view.call?.state === 'PROPOSED' && view.call.proposedBy.kind === 'CITIZEN';
    if (!waits && !(proposed && this.#ports.isSeen())) return;
    this.#took = true;
    this.#call.takePart();
  }

  #called(call: CallSnapshot): void {
    const before = this.#state.call;
    const { type } = call.phase;
    if (type === 'ended') this.#took = false;
    if (type === 'connecting' || type === 'running') this.#equipment.closeTrial();
    if (type === 'running' && before.phase.type === 'connecting') this.#preferred();
    this.#change({ call });
    if (before.own.microphone !== call.own.microphone || before.own.camera !== call.own.camera)
      void this.#equipment.nameDevices();
    this.#tick();
  }

  #preferred(): void {
    if (this.#ports.prefer.get(PREFERS_LIVE_TEXT) && !this.#state.liveText.on) void this.#liveText.set(true);
  }

  #tick(): void {
    this.#callOffTick();
    const { startedAt } = this.#state.call;
    const elapsedMs = startedAt === undefined ? undefined : Math.max(0, this.#ports.clock.now() - startedAt);
    this.#change({ seconds: elapsedMs === undefined ? undefined : Math.floor(elapsedMs / TICK_MS) });
    if (elapsedMs === undefined) return;
    this.#callOffTick = this.#ports.clock.after(TICK_MS - (elapsedMs % TICK_MS), () => this.#tick());
  }

  #change(changed: Partial<TalkingState>): void {
    const before = this.#state;
    const keys = Object.keys(changed) as (keyof TalkingState)[];
    if (keys.every((key) => before[key] === changed[key])) return;
    this.#state = { ...before, ...changed };
    this.#changes.tell(this.#state);
  }
}
