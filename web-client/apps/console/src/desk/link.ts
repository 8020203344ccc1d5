import type { ConnectionState } from '@indiretta/connection';
import type { DeskLink } from './state.ts';

/** What a connection's state means to a person; undefined: nothing new. Before the first link nothing was lost. */
export function linkOf(state: ConnectionState, now: number, wasOnline: boolean): DeskLink | undefined {
  switch (state.type) {
    case 'online':
      return { type: 'online' };
    case 'connecting':
    case 'waiting':
      return wasOnline ? { type: 'reconnecting', since: now } : undefined;
    case 'stopped':
      return state.next === 'signIn'
        ? { type: 'signedOut', ...(state.why ? { why: state.why } : {}) }
        : { type: 'reloadNeeded' };
    case 'closed':
      return undefined;
  }
}
