import type { ConsultationId, ConsultationView } from '@indiretta/protocol';
import { useSyncExternalStore } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import type { Calls, CallsState } from './Calls.ts';
import type { DeskCall, DeskCallState } from './DeskCall.ts';

/** Draws again whenever a call changes. */
export const useCallsState = (calls: Calls): CallsState =>
  useSyncExternalStore(
    (call) => calls.onChange(call),
    () => calls.state,
  );

export interface CallWithState {
  readonly state: DeskCallState;
  readonly intents: DeskCall;
}

/** The call of one consultation; undefined when the consultation is not of this desk. */
export function useCall(calls: Calls, id: ConsultationId): CallWithState | undefined {
  const state = useCallsState(calls).calls.find((call) => call.id === id);
  const intents = calls.of(id);
  return state && intents && { state, intents };
}

/** What the citizen is called in sentences. */
export function useCitizenName(view: Pick<ConsultationView, 'citizen' | 'reference'>): string {
  const words = useWords();
  return view.citizen?.name ?? `${words.citizen()} ${view.reference}`;
}
