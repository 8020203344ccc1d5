import type { TopicFigures } from '@indiretta/protocol';
import { useNames } from '../../http/queries.ts';
import { duration, wholeNumber } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './Board.module.css';
import { percentInTarget } from './figures.ts';
import { Since } from './Since.tsx';
import { Table } from './Table.tsx';

/** One line per topic; those where nothing happens are quiet. */
export function TopicTable({ topics }: { readonly topics: readonly TopicFigures[] }) {
  const words = useWords();
  const names = useNames();
  return (
    <Table label={words.admin_topics()}>
      <thead>
        <tr>
          <th scope="col">{words.topic()}</th>
          <th scope="col" className={styles.number}>
            {words.board_waiting()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_offered()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_active()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_longest()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_goal()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_target_short()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_left()}
          </th>
        </tr>
      </thead>
      <tbody>
        {topics.map((it) => {
          const percent = percentInTarget(it);
          return (
            <tr key={it.topic} data-quiet={it.waiting + it.offered + it.active === 0 || undefined}>
              <th scope="row">{names.topic(it.topic)}</th>
              <td className={styles.number}>{wholeNumber(it.waiting)}</td>
              <td className={styles.number}>{wholeNumber(it.offered)}</td>
              <td className={styles.number}>{wholeNumber(it.active)}</td>
              <td className={styles.number}>
                {it.longestSince ? <Since at={it.longestSince} targetS={it.targetS} /> : '–'}
              </td>
              <td className={styles.number}>{duration(it.targetS * 1000)}</td>
              <td className={styles.number}>
                {percent === undefined
                  ? '–'
                  : `${percent} % (${words.board_of({ n: wholeNumber(it.inTarget), all: wholeNumber(it.answered) })})`}
              </td>
              <td className={styles.number}>{wholeNumber(it.left)}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
