import type { ConsultationId } from '@indiretta/protocol';
import type { DeskState } from './state.ts';

/* Joined openly: a supervisor reads and writes beside the operator whose consultation it is. */

/** From now on it belongs to this desk, before the desk that says so comes. */
export const withJoined = (state: DeskState, consultation: ConsultationId): DeskState => ({
  ...state,
  joined: [...state.joined.filter((id) => id !== consultation), consultation],
  left: state.left.filter(({ id }) => id !== consultation),
});

/** It goes at once; a desk written before does not bring it back. */
export function withLeftOpenly(state: DeskState, consultation: ConsultationId, now: number): DeskState {
  if (!state.joined.includes(consultation)) return state;
  return {
    ...state,
    joined: state.joined.filter((id) => id !== consultation),
    conversations: state.conversations.filter(({ view }) => view.id !== consultation),
    left: [...state.left, { id: consultation, at: now }],
  };
}
