import { browserParts, Devices, supportOf } from '@indiretta/call';
import { browserKeep } from '@indiretta/connection';
import type { Desk } from '../desk/Desk.ts';
import { Calls } from './Calls.ts';
import { Preferences } from './Preferences.ts';

/** The calls of this desk, with the devices of this browser; what is chosen of them is kept on this device. */
export const startCalls = (desk: Desk): Calls =>
  new Calls({
    desk,
    parts: browserParts(),
    devices: new Devices(),
    preferences: new Preferences(browserKeep('indiretta-console-calls:')),
    support: supportOf(window),
  });
