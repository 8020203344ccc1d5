import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { type Locale, loadWords, type Words } from './words.ts';

interface Speech {
  readonly words: Words;
  readonly locale: Locale;
  /** Changes the language of the whole console; fails when the catalogue cannot be fetched. */
  readonly speak: (locale: Locale) => Promise<void>;
}

const SpeechContext = createContext<Speech | null>(null);

export function WordsProvider({
  first,
  children,
}: {
  readonly first: { readonly words: Words; readonly locale: Locale };
  readonly children: ReactNode;
}) {
  const [spoken, setSpoken] = useState(first);
  const speak = useCallback(async (locale: Locale) => {
    const words = await loadWords(locale);
    document.documentElement.lang = locale;
    setSpoken({ words, locale });
  }, []);
  return <SpeechContext value={{ ...spoken, speak }}>{children}</SpeechContext>;
}

/** The language spoken now; the provider stands at the root, so its absence is a programming error. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('WordsProvider is missing');
  return speech;
}

/** The words in the language of this operator. */
export const useWords = (): Words => useSpeech().words;
