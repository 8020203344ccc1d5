// All that is loaded when Jitsi carries a call.
export { JitsiPart } from './JitsiPart.tsx';
