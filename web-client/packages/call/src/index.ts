export type { JitsiState, MediaAtJitsi } from './AtJitsi.ts';
export { Call } from './Call.ts';
export { browserCapturing, type Captured, type Capturing } from './Capturing.ts';
export { type Device, type DeviceList, Devices, testSpeaker, watchLevel } from './Devices.ts';
export {
  type ExternalApi,
  JitsiMeeting,
  LOADS_WITHIN_MS,
  loadExternalApi,
  type MeetingState,
  type NewExternalApi,
} from './JitsiMeeting.ts';
export { type LiveLine, LiveText, type LiveTextPorts, type LiveTextSnapshot } from './LiveText.ts';
export type { OwnMedia, OwnMediaState } from './OwnMedia.ts';
export { isOwnTab, markOwnTab } from './ownTab.ts';
export { endShare, inviteToCall, type PeoplePorts, removeFromCall } from './People.ts';
export {
  askStill,
  onStillAsked,
  type Place,
  type Pointed,
  Pointer,
  type PointerPorts,
  placeInElement,
  placeInPicture,
} from './Pointer.ts';
export { type BrowserParts, browserParts, type CallPorts } from './ports.ts';
export type { Capture, MediaProblem } from './problems.ts';
export { type QualityWord, wordFor } from './Quality.ts';
export type { LinkState } from './Recovery.ts';
export { STILL_TYPE, takeStill } from './Still.ts';
export type { CallPhase, CallSnapshot, OtherMember } from './snapshot.ts';
export { type Ability, type Support, supportOf } from './support.ts';
