import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { languageOf } from '../words/format.ts';
import { textIn } from '../words/terms.ts';
import { useSpeech } from '../words/WordsContext.tsx';
import { api } from './api.ts';
import { asProblem } from './problem.ts';
import type { ConsoleData, Me } from './types.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await api.me();
    } catch (error) {
      if (asProblem(error).code === 'UNAUTHENTICATED') return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

const consoleQuery = queryOptions({ queryKey: ['console'], queryFn: api.console, staleTime: 60_000 });
const requestsQuery = (state: 'OPEN' | 'TAKEN' | 'DONE') =>
  queryOptions({
    queryKey: ['contact-requests', state],
    queryFn: () => api.contactRequests(state),
    refetchInterval: 30_000,
  });

export const useContactRequests = (state: 'OPEN' | 'TAKEN' | 'DONE') => useQuery(requestsQuery(state));

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
