import type { ConnectionState } from '@indiretta/connection';
import type { WirePorts } from './Wire.ts';

/** A lost link is said only after so long, in ms: most come back before anybody notices. */
const LINK_LOSS_SAID_AFTER_MS = 1_500;

/** Says in the panel how the link is; call the answer with every state of the connection. */
export function sayLink({ store, clock, isOnline }: WirePorts): (state: ConnectionState) => void {
  let callOff: (() => void) | undefined;
  return (state) => {
    if (state.type === 'waiting' || state.type === 'connecting') {
      // one timer from the loss on, however many tries fail meanwhile
      callOff ??= clock.after(LINK_LOSS_SAID_AFTER_MS, () =>
        store.change({ link: isOnline() ? 'reconnecting' : 'offline' }),
      );
      return;
    }
    callOff?.();
    callOff = undefined;
    if (state.type === 'online') store.change({ link: 'good' });
    else if (state.type === 'stopped' && state.next === 'reload') store.change({ link: 'reload' });
  };
}
