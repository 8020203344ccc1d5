import { createContext, useContext } from 'react';
import type { Words } from './words.ts';

export const WordsContext = createContext<Words | null>(null);

/** The words in the language of this operator; the provider stands at the root, so its absence is a programming error. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('WordsContext is missing');
  return words;
}
