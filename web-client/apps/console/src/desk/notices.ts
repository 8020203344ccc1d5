import type { DeskState, Notice } from './state.ts';

/** More notices than this push the oldest away. */
export const MAX_NOTICES = 4;

export function withNotice(state: DeskState, notice: Notice): DeskState {
  const placed = { number: state.nextNotice, notice };
  return { ...state, notices: [...state.notices, placed].slice(-MAX_NOTICES), nextNotice: state.nextNotice + 1 };
}
