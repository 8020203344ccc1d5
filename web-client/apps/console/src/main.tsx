import '@mantine/core/styles.css';
import './theme/base.css';
import { decodeForStaff } from '@indiretta/protocol';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Announcer } from './announce/Announcer.tsx';
import { asProblem, endingOf } from './http/problem.ts';
import { signedOut } from './http/queries.ts';
import { consoleRouter } from './router.tsx';
import { cssVariablesResolver, theme } from './theme/theme.ts';
import { WordsProvider } from './words/WordsContext.tsx';
import { loadWords, localeFor } from './words/words.ts';

/** The nonce the server allows styles with in this answer. */
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="indiretta-style-nonce"]')?.content ?? '';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refuses it refuses again; only a network is worth a second try.
      retry: (count, error) => asProblem(error).code === 'UNREACHABLE' && count < 2,
    },
  },
});
// Whoever's sign-in ended while a screen was read signs in again, at the same address.
queries.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated' || event.action.type !== 'error') return;
  const problem = asProblem(event.action.error);
  if (problem.code !== 'UNAUTHENTICATED' || event.query.queryKey[0] === 'me') return;
  queueMicrotask(() => signedOut(queries, endingOf(problem)));
});

decodeForStaff();

async function start(place: HTMLElement): Promise<void> {
  const locale = localeFor(navigator.languages);
  const words = await loadWords(locale);
  document.documentElement.lang = locale;
  createRoot(place).render(
    <StrictMode>
      <WordsProvider first={{ words, locale }}>
        <QueryClientProvider client={queries}>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={cssVariablesResolver}
            defaultColorScheme="auto"
            getStyleNonce={() => styleNonce}
          >
            <Announcer>
              <RouterProvider router={consoleRouter} />
            </Announcer>
          </MantineProvider>
        </QueryClientProvider>
      </WordsProvider>
    </StrictMode>,
  );
}

const place = document.getElementById('console');
if (place) void start(place);
