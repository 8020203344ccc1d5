import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { consoleRouter } from './router.tsx';
import { WordsContext } from './words/WordsContext.ts';
import { loadWords, localeFor } from './words/words.ts';

/** The nonce the server allows styles with in this answer; browsers hide it from attributes, not from the property. */
const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

async function start(place: HTMLElement): Promise<void> {
  const locale = localeFor(navigator.languages);
  const words = await loadWords(locale);
  document.documentElement.lang = locale;
  createRoot(place).render(
    <StrictMode>
      <WordsContext value={words}>
        <QueryClientProvider client={new QueryClient()}>
          <MantineProvider defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
            <RouterProvider router={consoleRouter} />
          </MantineProvider>
        </QueryClientProvider>
      </WordsContext>
    </StrictMode>,
  );
}

const place = document.getElementById('console');
if (place) void start(place);
