import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { takesPart } from '../desk/state.ts';
import { useNames } from '../http/queries.ts';
import type { Calls } from './Calls.ts';

/** The part of the console that calls; loaded when a consultation of one's own can have a call. */
export type CallScreens = typeof import('./main.tsx');
interface Loaded {
  readonly screens: CallScreens;
  readonly calls: Calls;
}

const CallsContext = createContext<Loaded | undefined>(undefined);

/** After a chunk could not be fetched it is tried again so often, in ms. */
const RETRY_MS = 5_000;

/** Follows the calls of the desk, as soon as there can be one. */
export function CallsProvider({ children }: { readonly children: ReactNode }) {
  const desk = useDesk();
  const needed = useCallsNeeded();
  const [wanted, setWanted] = useState(false);
  const [screens, setScreens] = useState<CallScreens>();
  const [calls, setCalls] = useState<Calls>();
  if (needed && !wanted) setWanted(true);
  useEffect(() => {
    if (!wanted || screens) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = () =>
      import('./main.tsx').then(
        (loaded) => !gone && setScreens(loaded),
        () => {
          if (!gone) timer = setTimeout(load, RETRY_MS);
        },
      );
    void load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, screens]);
  useEffect(() => {
    if (!screens) return;
    const started = screens.startCalls(desk);
    setCalls(started);
    return () => started.close();
  }, [screens, desk]);
  return <CallsContext value={screens && calls ? { screens, calls } : undefined}>{children}</CallsContext>;
}

/** Undefined until a call can be. */
export const useCalls = (): Loaded | undefined => useContext(CallsContext);

/** The screens of calls with the calls they draw; nothing is drawn before they are loaded. */
export function CallPlace({ children }: { readonly children: (screens: CallScreens, calls: Calls) => ReactNode }) {
  const loaded = useCalls();
  return loaded && children(loaded.screens, loaded.calls);
}

/** There is a call, this person is asked into one, or the topic of an own consultation offers one. */
function useCallsNeeded(): boolean {
  const { data } = useNames();
  const offers = new Set(data.topics.filter(({ modes }) => modes.some((mode) => mode !== 'WRITE')).map(({ id }) => id));
  return useDeskState(
    (state) =>
      state.callInvitations.length > 0 ||
      state.conversations.some(
        ({ view }) => takesPart(state, view) && (view.call !== undefined || offers.has(view.topic)),
      ),
  );
}
