import { Button, Stack, Text, Title } from '@mantine/core';
import { asProblem } from '../http/problem.ts';
import { problemText } from '../words/problems.ts';
import { useWords } from '../words/WordsContext.tsx';

/** What a person sees when a screen failed: the reason, and that loading it again keeps what was typed. */
export function Broken({ error }: { readonly error: unknown }) {
  const words = useWords();
  return (
    <Stack component="main" align="center" p="xl" mt="10vh" role="alert">
      <Title order={1}>{words.broken_title()}</Title>
      <Text>{problemText(words, asProblem(error))}</Text>
      <Text c="dimmed">{words.broken_help()}</Text>
      <Button onClick={() => location.reload()}>{words.reload()}</Button>
    </Stack>
  );
}
