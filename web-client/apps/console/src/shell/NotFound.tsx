import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/WordsContext.tsx';

export function NotFound() {
  const words = useWords();
  return (
    <Stack component="main" align="center" p="xl" mt="10vh">
      <Title order={1}>{words.page_not_found()}</Title>
      <Text>
        <Link to="/">{words.back_to_desk()}</Link>
      </Text>
    </Stack>
  );
}
