import {
  browserClock,
  browserKeep,
  browserLinks,
  Connection,
  newClientMessageId,
  watchBrowserWakes,
} from '@indiretta/connection';
import type { Language } from '@indiretta/protocol';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../http/api.ts';
import { asProblem, endingOf } from '../http/problem.ts';
import type { Me } from '../http/types.ts';
import { Desk } from './Desk.ts';
import type { DeskState } from './state.ts';

const DeskContext = createContext<Desk | null>(null);

/** A desk over the real link: each try greets with a new ticket, because a ticket is good once. */
function deskOf(me: Pick<Me, 'id' | 'firstName'>, language: Language): Desk {
  const connection = new Connection({
    clock: browserClock,
    random: Math.random,
    openLink: browserLinks(new URL(location.origin)),
    watchWakes: watchBrowserWakes,
    greeting: async () => {
      try {
        const { ticket } = await api.socketTicket();
        return { type: 'hello', credential: { type: 'ticket', value: ticket }, language };
      } catch (error) {
        const problem = asProblem(error);
        const why = endingOf(problem);
        if (problem.code === 'UNAUTHENTICATED') return { type: 'signedOut', ...(why ? { why } : {}) };
        throw error;
      }
    },
  });
  return new Desk({
    connection,
    clock: browserClock,
    wallClock: Date.now,
    keep: browserKeep(`indiretta-console:${me.id}:`),
    newClientMessageId,
    me: { id: me.id, firstName: me.firstName },
  });
}

/** Opens the desk of who is signed in, and closes it when that person goes. */
export function DeskProvider({
  me,
  children,
  otherwise,
}: {
  readonly me: Me;
  readonly children: ReactNode;
  readonly otherwise: ReactNode;
}) {
  const [desk, setDesk] = useState<Desk | null>(null);
  const { id, firstName } = me;
  const { language } = me.preferences;
  useEffect(() => {
    const opened = deskOf({ id, firstName }, language);
    setDesk(opened);
    opened.open();
    return () => opened.close();
  }, [id, firstName, language]);
  return desk ? <DeskContext value={desk}>{children}</DeskContext> : otherwise;
}

/** For tests: a desk that is already there. */
export const GivenDesk = DeskContext;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('DeskProvider is missing');
  return desk;
}

/** What `select` takes out of the desk's state; it must return the same value as long as nothing changed. */
export function useDeskState<T>(select: (state: DeskState) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(
    (call) => desk.onChange(call),
    () => select(desk.state),
  );
}
