import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useAnnounce } from '../../announce/Announcer.tsx';
import { api } from '../../http/api.ts';
import type { Competence, Level, Operator, Topic, Group as TopicGroup } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { languageOf } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './CompetencesScreen.module.css';
import { type Cell, matrixAction, nextLevel } from './matrix.ts';
import { inOrder } from './order.ts';

interface Matrix {
  readonly operators: readonly Operator[];
  readonly groups: readonly TopicGroup[];
  /** In the order of the table's rows. */
  readonly topics: readonly Topic[];
  readonly competences: readonly Competence[];
}
const matrixKey = ['competences'] as const;

async function readMatrix(): Promise<Matrix> {
  const [operators, groups, topics, competences] = await Promise.all([
    api.operators(),
    api.groups(),
    api.topics(),
    api.competences(),
  ]);
  const order = inOrder(groups);
  const rows = order.flatMap((group) => inOrder(topics.filter((topic) => topic.group === group.id && topic.enabled)));
  return { operators: operators.filter(({ enabled }) => enabled), groups: order, topics: rows, competences };
}

/** Which operator serves which topic, at which level; edited like a table. */
export function CompetencesScreen() {
  const { words } = useSpeech();
  const query = useQuery({ queryKey: matrixKey, queryFn: readMatrix });
  return (
    <Page title={words.admin_competences()} lead={words.competences_lead()} wide>
      <ul className={styles.legend}>
        {([1, 2, 3] as const).map((level) => (
          <li key={level}>
            <span className={styles.level} data-level={level}>
              {level}
            </span>{' '}
            {level === 1 ? words.level_1() : level === 2 ? words.level_2() : words.level_3()}
          </li>
        ))}
      </ul>
      <Loaded query={query}>{(matrix) => <MatrixTable matrix={matrix} />}</Loaded>
    </Page>
  );
}

function MatrixTable({ matrix }: { readonly matrix: Matrix }) {
  const { words, locale } = useSpeech();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const [problem, setProblem] = useState<string>();
  const { operators, groups, topics } = matrix;
  const language = languageOf(locale);
  const levelOf = ({ row, column }: Cell): Level | 0 =>
    matrix.competences.find((it) => it.topic === topics[row]?.id && it.operator === operators[column]?.id)?.level ?? 0;

  async function set(cell: Cell, level: Level | 0) {
    const topic = topics[cell.row];
    const operator = operators[cell.column];
    if (!topic || !operator || levelOf(cell) === level) return;
    setProblem(undefined);
    const others = (it: Competence) => it.topic !== topic.id || it.operator !== operator.id;
    const put = (levelNow: Level | 0) =>
      queries.setQueryData<Matrix>(matrixKey, (before) => {
        if (!before) return before;
        const rest = before.competences.filter(others);
        const mine = levelNow === 0 ? [] : [{ operator: operator.id, topic: topic.id, level: levelNow }];
        return { ...before, competences: [...rest, ...mine] };
      });
    const before = levelOf(cell);
    put(level);
    try {
      await api.changeCompetence(operator.id, topic.id, level);
      announce(level === 0 ? words.level_none_saved() : words.level_saved({ n: level }));
      await queries.invalidateQueries({ queryKey: ['console'] });
    } catch (error) {
      put(before);
      setProblem(problemText(words, error));
    }
  }

  function pressed(event: KeyboardEvent) {
    const action = matrixAction(event, at, { rows: topics.length, columns: operators.length });
    if (action.type === 'none') return;
    event.preventDefault();
    if (action.type === 'set') return void set(at, action.level);
    setAt(action.to);
    table.current
      ?.querySelector<HTMLButtonElement>(`[data-row="${action.to.row}"][data-column="${action.to.column}"]`)
      ?.focus();
  }

  return (
    <>
      <div role="alert" className={styles.problem}>
        {problem}
      </div>
      <div className={styles.scroll}>
        <table
          ref={table}
          className={styles.table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is moved in by arrow keys (ARIA 1.2)
          role="grid"
          aria-label={words.admin_competences()}
          onKeyDown={pressed}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {words.topic()}
              </th>
              {operators.map((operator) => (
                <th key={operator.id} scope="col" className={styles.operator}>
                  {operator.firstName}
                  <span>{operator.lastName}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const rows = topics.filter((topic) => topic.group === group.id);
              if (rows.length === 0) return null;
              return (
                <Fragment key={group.id}>
                  <tr>
                    <th scope="rowgroup" colSpan={operators.length + 1} className={styles.group}>
                      {textIn(group.name, language)}
                    </th>
                  </tr>
                  {rows.map((topic) => {
                    const row = topics.indexOf(topic);
                    return (
                      <tr key={topic.id}>
                        <th scope="row" className={styles.topic}>
                          {textIn(topic.name, language)}
                        </th>
                        {operators.map((operator, column) => {
                          const level = levelOf({ row, column });
                          return (
                            <td key={operator.id}>
                              <button
                                type="button"
                                className={styles.level}
                                data-level={level}
                                data-row={row}
                                data-column={column}
                                tabIndex={at.row === row && at.column === column ? 0 : -1}
                                aria-label={words.level_of({
                                  name: `${operator.firstName} ${operator.lastName}`,
                                  topic: textIn(topic.name, language),
                                  level: level === 0 ? words.level_none() : level,
                                })}
                                onFocus={() => setAt({ row, column })}
                                onClick={() => void set({ row, column }, nextLevel(level))}
                              >
                                {level === 0 ? '' : level}
                              </button>
                            </td>
                          );
                        })}
                      </tr>
                    );
                  })}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
