import type { BoardPerson } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { useNames } from '../../http/queries.ts';
import { timeOfDay, wholeNumber } from '../../words/format.ts';
import { awayWord, presenceWord } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import type { Words } from '../../words/words.ts';
import styles from './Board.module.css';
import { Since } from './Since.tsx';
import { Table } from './Table.tsx';

const stateText = (words: Words, { state, reason }: BoardPerson): string =>
  state === 'AWAY' && reason
    ? `${words[presenceWord.AWAY]()} · ${words[awayWord[reason]]()}`
    : words[presenceWord[state]]();

/** Who serves these topics: state and for how long, and how much they have; their own figures only when switched on. */
export function PeopleTable({
  people,
  figures,
}: {
  readonly people: readonly BoardPerson[];
  readonly figures: boolean;
}) {
  const { words, locale } = useSpeech();
  const { timeZone } = useNames();
  const desk = useDesk();
  const online = useDeskState((state) => state.link.type === 'online');
  return (
    <Table label={words.admin_operators()}>
      <thead>
        <tr>
          <th scope="col">{words.name()}</th>
          <th scope="col">{words.board_state()}</th>
          <th scope="col" className={styles.number}>
            {words.board_time()}
          </th>
          <th scope="col" className={styles.number}>
            {words.board_load()}
          </th>
          {figures && (
            <th scope="col" className={styles.number}>
              {words.board_target_short()}
            </th>
          )}
          <th scope="col">
            <span className={styles.hidden}>{words.actions()}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((it) => (
          <tr key={it.id} data-quiet={it.state === 'OFFLINE' || undefined}>
            <th scope="row">
              {it.firstName} {it.lastName}
              {it.office && <span className={styles.office}>{it.office}</span>}
            </th>
            <td>
              <span className={styles.dot} data-state={it.state} aria-hidden="true" /> {stateText(words, it)}
              {it.state === 'AWAY' && it.until && (
                <span className={styles.office}>
                  {words.pause_until({ time: timeOfDay(it.until, locale, timeZone) })}
                </span>
              )}
            </td>
            <td className={styles.number}>{it.state === 'OFFLINE' ? '–' : <Since at={it.since} />}</td>
            <td className={styles.number}>{words.board_of({ n: wholeNumber(it.load), all: wholeNumber(it.most) })}</td>
            {figures && (
              <td className={styles.number}>
                {it.today && words.board_of({ n: wholeNumber(it.today.inTarget), all: wholeNumber(it.today.answered) })}
              </td>
            )}
            <td className={styles.number}>
              {it.state === 'AWAY' && (
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={!online}
                  onClick={() => void desk.endPause(it.id)}
                  aria-label={words.board_end_pause_named({ name: it.firstName })}
                >
                  {words.board_end_pause()}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
