// All that is loaded when the desk may call.
export { CallBars } from './CallBars.tsx';
export { CallPart } from './CallPart.tsx';
export { LiveLines, LiveNote } from './LiveLines.tsx';
export { ProposeButtons, ProposeItems } from './Propose.tsx';
export { startCalls } from './start.ts';
