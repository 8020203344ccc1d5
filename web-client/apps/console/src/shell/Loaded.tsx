import { Alert, Button, Center, Group, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemText } from '../words/problems.ts';
import { useWords } from '../words/WordsContext.tsx';

/** Draws what a query gave; while it loads a loader, when it failed the reason and a way to try again. */
export function Loaded<T>(props: { readonly query: UseQueryResult<T>; readonly children: (data: T) => ReactNode }) {
  const words = useWords();
  const { query } = props;
  if (query.isPending) {
    return (
      <Center p="xl">
        <Loader aria-label={words.loading()} />
      </Center>
    );
  }
  if (query.isError) {
    return (
      <Alert color="red" role="alert">
        <Group justify="space-between">
          {problemText(words, query.error)}
          <Button size="compact-sm" variant="default" onClick={() => void query.refetch()}>
            {words.try_again()}
          </Button>
        </Group>
      </Alert>
    );
  }
  return props.children(query.data);
}
