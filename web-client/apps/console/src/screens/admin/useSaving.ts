import { useState } from 'react';
import { useDirectoryChanged } from '../../http/queries.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';

/**
 * Sends one change at a time and reads again what it touches (`key` of the query); `problem` says in words why it
 * was not done, and the form keeps what was typed.
 */
export function useSaving(key: string) {
  const words = useWords();
  const changed = useDirectoryChanged();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function save<T>(how: () => Promise<T>): Promise<T | undefined> {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await how();
      await changed(key);
      return answer;
    } catch (error) {
      setProblem(problemText(words, error));
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, save, forget: () => setProblem(undefined) };
}
