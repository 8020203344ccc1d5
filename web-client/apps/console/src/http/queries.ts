import type { SignInEnding } from '@indiretta/protocol';
import { type QueryClient, queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { languageOf } from '../words/format.ts';
import { textIn } from '../words/terms.ts';
import { useSpeech } from '../words/WordsContext.tsx';
import { api } from './api.ts';
import { asProblem, endingOf } from './problem.ts';
import type { ConsoleData, Me } from './types.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ client }): Promise<Me | null> => {
    try {
      return await api.me();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code !== 'UNAUTHENTICATED') throw error;
      client.setQueryData(endingQuery.queryKey, endingOf(problem) ?? null);
      return null;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** How the last sign-in ended; null where nobody said. Only set, never asked for. */
export const endingQuery = queryOptions({
  queryKey: ['me', 'ending'],
  queryFn: (): SignInEnding | null => null,
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * Nobody is signed in any more: the sign-in appears, and what the person read is not for the next one. The first to
 * say so says why; what was under way is refused after it.
 */
export function signedOut(client: QueryClient, why?: SignInEnding): void {
  if (client.getQueryData(meQuery.queryKey) === null) return;
  client.setQueryData(endingQuery.queryKey, why ?? null);
  client.setQueryData(meQuery.queryKey, null);
  forget(client);
}

/** Somebody signed in: they begin anew, also where something of before was refused after the end. */
export function signedIn(client: QueryClient, me: Me): void {
  forget(client);
  client.setQueryData(endingQuery.queryKey, null);
  client.setQueryData(meQuery.queryKey, me);
}

const forget = (client: QueryClient): void =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });

const consoleQuery = queryOptions({ queryKey: ['console'], queryFn: api.console, staleTime: 60_000 });
const requestsQuery = (state: 'OPEN' | 'TAKEN' | 'DONE') =>
  queryOptions({
    queryKey: ['contact-requests', state],
    queryFn: () => api.contactRequests(state),
    refetchInterval: 30_000,
  });

export const useContactRequests = (state: 'OPEN' | 'TAKEN' | 'DONE') => useQuery(requestsQuery(state));

/** The browsers that get this person's notices. */
export const pushQuery = queryOptions({ queryKey: ['push'], queryFn: api.pushSubscriptions });

export interface Names {
  readonly data: ConsoleData;
  readonly timeZone: string | undefined;
  readonly topic: (id: string) => string;
  readonly group: (id: string) => string;
  /** First and last name; the id's first part when nobody knows it. */
  readonly person: (id: string | undefined) => string;
}

/** Names of topics, groups and people in the language spoken now. */
export function useNames(): Names {
  const { data } = useSuspenseQuery(consoleQuery);
  const { locale } = useSpeech();
  return useMemo(() => {
    const language = languageOf(locale);
    return {
      data,
      timeZone: data.sites[0]?.timeZone,
      topic: (id) => textIn(data.topics.find((topic) => topic.id === id)?.name, language) || id,
      group: (id) => textIn(data.groups.find((group) => group.id === id)?.name, language) || id,
      person: (id) => {
        const person = data.operators.find((operator) => operator.id === id);
        return person ? `${person.firstName} ${person.lastName}` : (id?.slice(0, 8) ?? '');
      },
    };
  }, [data, locale]);
}

/** Reads again what an administrator's change touches. */
export function useDirectoryChanged(): (key: string) => Promise<void> {
  const client = useQueryClient();
  return async (key) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [key] }),
      client.invalidateQueries({ queryKey: consoleQuery.queryKey }),
    ]);
  };
}
