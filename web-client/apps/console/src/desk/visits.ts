import type { CallInvitation, ConsultationId, DeskView } from '@indiretta/protocol';
import { withNotice } from './notices.ts';
import { type Conversation, type DeskState, isVisited } from './state.ts';

/* A visit: this person is in the call of a colleague's consultation, which stands on this desk as long as that lasts. */

/** One that was followed stays so: a desk written before says that it was not. What was left is not come back into. */
export const invitationsIn = (state: DeskState, desk: DeskView, left: DeskState['left']): readonly CallInvitation[] =>
  desk.callInvitations
    .map((it) => ({
      ...it,
      joined: it.joined || state.callInvitations.some((before) => isSame(before, it) && before.joined),
    }))
    .filter(({ consultation, joined }) => !joined || !left.some(({ id }) => id === consultation));

const isSame = (one: CallInvitation, other: CallInvitation): boolean =>
  one.consultation === other.consultation && one.at === other.at;

export function withAttended(state: DeskState, consultation: ConsultationId): DeskState {
  const callInvitations = state.callInvitations.map((it) =>
    it.consultation === consultation ? { ...it, joined: true } : it,
  );
  const attending = [...state.attending.filter((id) => id !== consultation), consultation];
  return { ...state, callInvitations, attending, left: state.left.filter(({ id }) => id !== consultation) };
}

/** Says of each of these that this person visited that it is over. */
export function withVisitsOver(state: DeskState, gone: readonly Conversation[]): DeskState {
  const over = gone.filter(({ view }) => isVisited(state, view));
  const attending = state.attending.filter((id) => !over.some(({ view }) => view.id === id));
  return over.reduce<DeskState>((next, { view: { reference } }) => withNotice(next, { type: 'callLeft', reference }), {
    ...state,
    attending,
  });
}
