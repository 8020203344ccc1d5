import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { meQuery } from '../../http/queries.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';

/** Changes what is named of the own account, at once; `problem` says in words why it was not done. */
export function useChangeMe() {
  const words = useWords();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  async function change(changes: Parameters<typeof api.changeMe>[0]) {
    setProblem(undefined);
    try {
      queries.setQueryData(meQuery.queryKey, await api.changeMe(changes));
    } catch (error) {
      setProblem(problemText(words, error));
    }
  }
  return { change, problem };
}
