import {
  type BrowserParts,
  Call,
  type CallSnapshot,
  LiveText,
  type LiveTextSnapshot,
  type MediaAtJitsi,
} from '@indiretta/call';
import type { Answer, ConsultationSnapshot } from '@indiretta/connection';
import type { CallMode, ConsultationId, ErrorCode } from '@indiretta/protocol';
import type { Beside } from '../desk/Desk.ts';
import { Others } from './Others.ts';
import { ownPlace } from './ownPlace.ts';
import type { Preferences } from './Preferences.ts';

/** The call of one consultation, as the operator's screens draw it; a new object after every change. */
export interface DeskCallState {
  readonly id: ConsultationId;
  readonly call: CallSnapshot;
  readonly liveText: LiveTextSnapshot;
  /** Why the last proposal or answer was not taken; UNANSWERED: nobody said. */
  readonly refused: ErrorCode | 'UNANSWERED' | undefined;
}

export interface DeskCallPorts extends Beside {
  readonly parts: BrowserParts;
  readonly preferences: Preferences;
  /** This person turns to this call: whatever other one they are in waits. */
  readonly onTurnTo: (consultation: ConsultationId) => void;
  readonly onChange: () => void;
}

/** Ready replies are looked for with a slash; what is looked for is not said. */
const SEARCH = '/';

/** The operator's side of a consultation's call, with the real-time text beside it. */
export class DeskCall {
  /** What is asked of the others in this call. */
  readonly others: Others;
  readonly #ports: DeskCallPorts;
  readonly #call: Call;
  readonly #liveText: LiveText;
  readonly #unsubscribe: (() => void)[];
  #state: DeskCallState;
  #before: ConsultationSnapshot;

  constructor(ports: DeskCallPorts) {
    this.#ports = ports;
    const { connection, consultation, self, parts, preferences } = ports;
    const place = () => consultation.snapshot.view && ownPlace(consultation.snapshot.view, self)?.member;
    this.#call = new Call({ ...parts, connection, consultation, self, member: place });
    this.others = new Others({ connection, clock: parts.clock, consultation: consultation.id }, () => ({
      call: this.#state.call.call?.id,
      isRunning: this.#isRunning,
    }));
    this.#liveText = new LiveText({ connection, clock: parts.clock, consultation: consultation.id, self });
    this.#before = consultation.snapshot;
    this.#state = {
      id: consultation.id,
      call: this.#call.snapshot,
      liveText: this.#liveText.snapshot,
      refused: undefined,
    };
    const { speaker } = preferences;
    if (speaker !== undefined) this.#call.chooseSpeaker(speaker);
    this.#unsubscribe = [
      this.#call.onChange((call) => this.#called(call)),
      this.#liveText.onChange((liveText) => this.#liveTextChanged(liveText)),
      consultation.onChange((snapshot) => this.#follow(snapshot)),
    ];
    this.#follow(consultation.snapshot);
  }

  get state(): DeskCallState {
    return this.#state;
  }

  /** For a level meter; undefined while the microphone is not open. */
  get microphoneTrack(): MediaStreamTrack | undefined {
    return this.#call.own.microphoneTrack;
  }

  /** What this call was built on; another one of the same consultation needs another call. */
  isOf({ consultation }: Beside): boolean {
    return this.#ports.consultation === consultation;
  }

  /** Asks the citizen for a call, or changes the mode of a running one. The microphone opens with this click. */
  async propose(mode: CallMode): Promise<void> {
    this.#change({ refused: undefined });
    if (this.#state.call.phase.type !== 'running') this.#turnTo();
    this.#answered(await this.#call.propose(mode));
  }

  /** Takes what the citizen proposed; the microphone opens with this click. */
  async accept(): Promise<void> {
    this.#change({ refused: undefined });
    this.#turnTo();
    this.#answered(await this.#call.accept());
  }

  async decline(): Promise<void> {
    this.#answered(await this.#call.decline());
  }

  /** Leaves, or takes the own proposal back; the chat goes on. */
  hangUp(): void {
    this.#call.hangUp();
  }

  /** Goes into the call of a colleague's consultation; the microphone opens with that click. */
  visit(): void {
    this.#turnTo();
    this.#call.takePart();
  }

  /** Takes part, on this page, in the call that goes on elsewhere; listening first. */
  joinHere(): void {
    this.#ports.onTurnTo(this.#state.id);
    this.#call.takePart();
  }

  /** Opens the microphone and is heard; where Jitsi carries the call, it is Jitsi's to open. */
  speak(): void {
    if (this.#state.call.call?.provider !== 'JITSI') this.#speak();
  }

  #speak(): void {
    void this.#call.own.speak(this.#call.own.microphoneTrack ? undefined : this.#ports.preferences.microphone);
  }

  turnMicrophone(): void {
    if (this.#call.own.state.microphone === 'ON') this.#call.own.mute();
    else this.speak();
  }

  turnCamera(): void {
    const { own } = this.#call;
    if (own.state.camera) own.hideCamera();
    else void own.showCamera(this.#ports.preferences.camera);
  }

  /** Nobody hears or sees the other until the call is taken up again. */
  hold(onHold: boolean): void {
    if (!onHold) this.#ports.onTurnTo(this.#state.id);
    this.#call.own.hold(onHold);
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

  /** Lets this person pick a screen; only they see it until {@link shareScreen}. */
  chooseScreen(): void {
    void this.#call.own.chooseScreen();
  }

  shareScreen(): void {
    this.#call.own.shareScreen();
  }

  stopScreen(): void {
    this.#call.own.stopScreen();
  }

  takeMicrophone(device: string): void {
    void this.#call.own.changeMicrophone(device);
  }

  takeCamera(device: string): void {
    if (this.#call.own.state.camera) void this.#call.own.showCamera(device);
  }

  takeSpeaker(device: string): void {
    this.#call.chooseSpeaker(device);
  }

  /** Inside a click, while the browser plays nothing. */
  tapToHear(): void {
    this.#call.tapToHear();
  }

  /** Both sides see what the other types, as it is typed; kept as what this person likes in calls. */
  setLiveText(on: boolean): void {
    if (this.#isRunning) this.#ports.preferences.setLiveText(on);
    void this.#liveText.set(on);
  }

  /** How the last call ended, or why it did not begin, was read. */
  dismiss(): void {
    this.#change({ refused: undefined });
    this.#call.dismiss();
  }

  dismissProblem(): void {
    this.#call.own.dismissProblem();
  }

  /** May be called twice. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#liveText.close();
    this.others.close();
    this.#call.close();
  }

  get #isRunning(): boolean {
    return this.#state.call.phase.type === 'running';
  }

  #turnTo(): void {
    this.#ports.onTurnTo(this.#state.id);
    this.speak();
  }

  #answered(answer: Answer<'proposeCall' | 'answerCall'>): void {
    if (answer.type === 'refused') this.#change({ refused: answer.code });
    else if (answer.type === 'unanswered') this.#change({ refused: 'UNANSWERED' });
  }

  #called(call: CallSnapshot): void {
    const before = this.#state.call.phase.type;
    const { type } = call.phase;
    this.#change({ call });
    if (type === 'running' && before === 'connecting' && this.#ports.preferences.liveText && !this.#state.liveText.on) {
      void this.#liveText.set(true);
    }
  }

  #liveTextChanged(liveText: LiveTextSnapshot): void {
    const switchedOn = liveText.on && !this.#state.liveText.on;
    this.#change({ liveText });
    if (switchedOn) this.#typed(this.#before.draft);
  }

  #follow(snapshot: ConsultationSnapshot): void {
    const before = this.#before;
    this.#before = snapshot;
    const { view, sync, draft, outgoing } = snapshot;
    if (view && sync.type === 'caughtUp') this.#liveText.follow(view.liveText === true);
    // What is sent leaves the draft for the outgoing entries first.
    if (outgoing.length > before.outgoing.length) this.#liveText.endLine();
    else if (draft !== before.draft) this.#typed(draft);
  }

  #typed(draft: string): void {
    this.#liveText.typed(draft.startsWith(SEARCH) ? '' : draft);
  }

  #change(changed: Partial<DeskCallState>): void {
    const before: DeskCallState = this.#state;
    const keys = Object.keys(changed) as (keyof DeskCallState)[];
    if (keys.every((key) => before[key] === changed[key])) return;
    this.#state = { ...before, ...changed };
    this.#ports.onChange();
  }
}
