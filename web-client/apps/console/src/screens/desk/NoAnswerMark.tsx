import type { Waiting } from '@indiretta/protocol';
import { useNames } from '../../http/queries.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './cards.module.css';

/** Who was on call, was asked by a notice and did not answer: the desk goes on (RT45). */
export function NoAnswerMark({ of }: { readonly of: Pick<Waiting, 'noAnswerFrom'> }) {
  const words = useWords();
  const names = useNames();
  return of.noAnswerFrom === undefined ? null : (
    <span className={styles.flag}>{words.no_answer_from({ name: names.person(of.noAnswerFrom) })}</span>
  );
}
