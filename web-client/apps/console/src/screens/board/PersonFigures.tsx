import type { BoardView } from '@indiretta/protocol';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDesk } from '../../desk/DeskContext.tsx';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import { dayAndTime, wholeNumber } from '../../words/format.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './Board.module.css';
import { Table } from './Table.tsx';

/** Whether figures per person are shown, who switched them and when; an admin may. */
export function PersonFigures({ board }: { readonly board: BoardView }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const desk = useDesk();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { on, by = '', at } = board.personFigures;
  const gaps = at && { name: by, when: dayAndTime(at, locale, names.timeZone) };
  return (
    <section className={styles.part} aria-labelledby="person-figures">
      <h2 id="person-figures">{words.board_person_figures()}</h2>
      <p className={styles.lead}>
        {gaps && (on ? words.board_person_on_by(gaps) : words.board_person_off_by(gaps))}{' '}
        {!on && words.board_person_off()}
      </p>
      {me.role === 'ADMIN' && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => (on ? void desk.showPersonFigures(false) : setAsking(true))}
        >
          {on ? words.board_person_switch_off() : words.board_person_switch_on()}
        </Button>
      )}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.board_person_switch_on()}
        closeButtonProps={{ 'aria-label': words.close() }}
      >
        <Stack>
          <Text size="sm">{words.board_person_help()}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {words.cancel()}
            </Button>
            <Button
              onClick={() => {
                setAsking(false);
                void desk.showPersonFigures(true);
              }}
            >
              {words.board_person_switch_on()}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  );
}

/** How today went per office; none where that would be a person. */
export function Offices({ board }: { readonly board: BoardView }) {
  const { words } = useSpeech();
  if (board.offices.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="offices">
      <h2 id="offices">{words.board_offices()}</h2>
      <Table label={words.board_offices()}>
        <thead>
          <tr>
            <th scope="col">{words.office()}</th>
            <th scope="col" className={styles.number}>
              {words.board_target_short()}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.offices.map(({ office, today }) => (
            <tr key={office}>
              <th scope="row">{office || words.board_office_none()}</th>
              <td className={styles.number}>
                {words.board_of({ n: wholeNumber(today.inTarget), all: wholeNumber(today.answered) })}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
