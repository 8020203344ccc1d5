import { useState } from 'react';
import { useDirectoryChanged } from '../../http/queries.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';

export interface Saving {
  readonly busy: boolean;
  /** Why the last change was not done, in words. */
  readonly problem: string | undefined;
  /** Does the change and reads again what it touches; `saved` is called only once it is done. */
  readonly save: <T>(change: () => Promise<T>, saved?: (answer: T) => void) => Promise<void>;
}

/** Sends one change at a time; `key` is that of the query it touches. The form keeps what was typed. */
export function useSaving(key: string): Saving {
  const words = useWords();
  const changed = useDirectoryChanged();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function save<T>(change: () => Promise<T>, saved?: (answer: T) => void) {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await change();
      await changed(key);
      saved?.(answer);
    } catch (error) {
      setProblem(problemText(words, error));
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, save };
}
