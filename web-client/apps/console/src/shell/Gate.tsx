import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { DeskProvider } from '../desk/DeskContext.tsx';
import { MeContext } from '../http/MeContext.ts';
import { endingQuery, meQuery } from '../http/queries.ts';
import { ShortcutsProvider } from '../keyboard/ShortcutsContext.tsx';
import { SignInPage } from '../screens/sign-in/SignInPage.tsx';
import { problemText } from '../words/problems.ts';
import { useSpeech } from '../words/WordsContext.tsx';
import { Shell } from './Shell.tsx';

/** Lets in who is signed in, in their language; everybody else sees the sign-in, at the same address. */
export function Gate() {
  const { words, locale, speak } = useSpeech();
  const me = useQuery(meQuery);
  const ending = useQuery(endingQuery).data ?? undefined;
  const language = me.data?.preferences.language;
  const wasIn = useRef(false);
  if (me.data) wasIn.current = true;
  useEffect(() => {
    if (language && !locale.startsWith(language)) void speak(language);
    // Only when the person's choice changes: what the shell loads later must not fight with it.
  }, [language, locale, speak]);

  const loading = (
    <Center h="100dvh">
      <Loader aria-label={words.loading()} />
    </Center>
  );
  if (me.isPending) return loading;
  if (me.isError) {
    return (
      <Center h="100dvh" component="main">
        <Stack align="center" p="md">
          <Title order={1}>{words.not_reachable_title()}</Title>
          <Text ta="center">{problemText(words, me.error)}</Text>
          <Button onClick={() => void me.refetch()}>{words.try_again()}</Button>
        </Stack>
      </Center>
    );
  }
  if (!me.data) return <SignInPage wasSignedOut={wasIn.current} ending={ending} />;
  return (
    <MeContext value={me.data}>
      <DeskProvider me={me.data} otherwise={loading}>
        <ShortcutsProvider singleKeys={me.data.preferences.singleKeys}>
          <Suspense fallback={loading}>
            <Shell>
              <Outlet />
            </Shell>
          </Suspense>
        </ShortcutsProvider>
      </DeskProvider>
    </MeContext>
  );
}
