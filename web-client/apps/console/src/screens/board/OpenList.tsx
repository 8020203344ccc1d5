import type { BoardView, OpenConsultation } from '@indiretta/protocol';
import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { useNames } from '../../http/queries.ts';
import { wholeNumber } from '../../words/format.ts';
import { languageWord, stateWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { ModeMark } from '../desk/ModeMark.tsx';
import styles from './Board.module.css';
import { ReassignDialog } from './ReassignDialog.tsx';
import { Since } from './Since.tsx';

/** What waits and what is answered now, with what a supervisor may do about it. */
export function OpenList({ board }: { readonly board: BoardView }) {
  const words = useWords();
  const [reassigned, setReassigned] = useState<OpenConsultation>();
  if (board.open.length === 0) return <Text c="dimmed">{words.board_nobody()}</Text>;
  return (
    <>
      <ul className={styles.open}>
        {board.open.map((it) => (
          <OpenItem
            key={it.id}
            it={it}
            targetS={board.topics.find(({ topic }) => topic === it.topic)?.targetS}
            onReassign={() => setReassigned(it)}
          />
        ))}
      </ul>
      {board.openInAll > board.open.length && (
        <Text c="dimmed" mt="xs">
          {words.board_more({ n: wholeNumber(board.openInAll - board.open.length) })}
        </Text>
      )}
      {reassigned && <ReassignDialog consultation={reassigned} onClose={() => setReassigned(undefined)} />}
    </>
  );
}

function OpenItem(props: {
  readonly it: OpenConsultation;
  readonly targetS: number | undefined;
  readonly onReassign: () => void;
}) {
  const { it, targetS } = props;
  const words = useWords();
  const names = useNames();
  const queued = it.state === 'WAITING' || it.state === 'OFFERED';
  return (
    <li className={styles.item} data-state={it.state}>
      <div className={styles.what}>
        <span className={styles.topic}>{names.topic(it.topic)}</span>
        <span className={styles.meta}>
          <span>{it.reference}</span>
          <ModeMark mode={it.mode} />
          <span>{words[languageWord[it.language]]()}</span>
          {it.joined.map((id) => (
            <span key={id}>{words.board_joined({ name: names.person(id) })}</span>
          ))}
        </span>
      </div>
      <div className={styles.who}>
        <span>
          {it.state === 'OFFERED'
            ? words.offered_to({ name: names.person(it.operator) })
            : words[stateWord[it.state]]()}
          {!queued && it.operator ? ` · ${names.person(it.operator)}` : ''}
        </span>
        <span className={styles.time}>
          <Since at={it.since} {...(queued && targetS !== undefined ? { targetS } : {})} />
        </span>
      </div>
      <Actions it={it} queued={queued} onReassign={props.onReassign} />
    </li>
  );
}

function Actions(props: { readonly it: OpenConsultation; readonly queued: boolean; readonly onReassign: () => void }) {
  const { it, queued } = props;
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const names = useNames();
  const me = useDeskState((state) => state.me);
  const online = useDeskState((state) => state.link.type === 'online');
  const [busy, setBusy] = useState(false);
  const go = () => navigate({ to: '/consultation/$consultation', params: { consultation: it.id } });
  const does = (act: () => Promise<boolean>) => async () => {
    setBusy(true);
    const done = await act();
    setBusy(false);
    if (done) await go();
  };
  const mine = !queued && (it.operator === me || it.joined.includes(me));
  const { reference } = it;
  const button = { size: 'compact-sm', variant: 'default', disabled: !online || busy } as const;
  return (
    <div className={styles.actions}>
      {queued && (
        <Button
          {...button}
          onClick={() => void does(() => desk.pick(it.id))()}
          aria-label={words.take_named({ reference, topic: names.topic(it.topic) })}
        >
          {words.take()}
        </Button>
      )}
      {mine && (
        <Button
          {...button}
          disabled={false}
          onClick={() => void go()}
          aria-label={`${words.board_open()} ${reference}`}
        >
          {words.board_open()}
        </Button>
      )}
      {it.state === 'ACTIVE' && !mine && (
        <Button
          {...button}
          onClick={() => void does(() => desk.joinOpenly(it.id))()}
          aria-label={words.board_join_named({ reference })}
        >
          {words.board_join()}
        </Button>
      )}
      {it.state !== 'WRAP_UP' && (
        <Button {...button} onClick={props.onReassign} aria-label={words.board_reassign_named({ reference })}>
          {words.board_reassign()}
        </Button>
      )}
    </div>
  );
}
