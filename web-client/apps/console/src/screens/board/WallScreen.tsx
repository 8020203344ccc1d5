import type { BoardView } from '@indiretta/protocol';
import { Alert, Button, Center, Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import { usePageTitle } from '../../shell/usePageTitle.ts';
import { wholeNumber } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { mostPressing, peopleOf, percentInTarget, sumOf } from './figures.ts';
import { Since } from './Since.tsx';
import { useBoard } from './useBoard.ts';
import styles from './Wall.module.css';
import { browserWake, keepAwake } from './wake.ts';

/** More topics are not read from afar. */
const TOPICS_SHOWN = 6;

/** The board for a screen on the wall: large figures, no person, no consultation; the screen stays awake. */
export function WallScreen() {
  const words = useWords();
  const me = useMe();
  usePageTitle(words.board_wall());
  if (me.role === 'OPERATOR') {
    return (
      <Alert m="lg" color="red">
        {words.problem_forbidden()}
      </Alert>
    );
  }
  return <Wall />;
}

function Wall() {
  const words = useWords();
  const board = useBoard();
  const [awake, setAwake] = useState(true);
  useEffect(() => keepAwake(browserWake, setAwake), []);
  return (
    <div className={styles.wall}>
      <header className={styles.head}>
        <h1>{words.wall_title()}</h1>
        <div className={styles.tools}>
          {document.fullscreenEnabled && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
            >
              {words.wall_full()}
            </Button>
          )}
          <Button component={Link} to="/board" variant="default" size="compact-sm">
            {words.wall_back()}
          </Button>
        </div>
      </header>
      {!awake && <p className={styles.hint}>{words.wall_not_awake()}</p>}
      {board ? (
        <Large board={board} />
      ) : (
        <Center flex={1}>
          <Loader aria-label={words.loading()} />
        </Center>
      )}
    </div>
  );
}

function Large({ board }: { readonly board: BoardView }) {
  const words = useWords();
  const names = useNames();
  const sum = sumOf(board.topics);
  const percent = percentInTarget(sum);
  const { here, away } = peopleOf(board);
  const waiting = mostPressing(board.topics).filter(({ longestSince }) => longestSince !== undefined);
  return (
    <>
      <dl className={styles.figures}>
        <Figure label={words.board_waiting()} strong>
          {wholeNumber(sum.waiting + sum.offered)}
        </Figure>
        <Figure label={words.board_longest()} strong>
          {sum.longestSince ? <Since at={sum.longestSince} /> : '–'}
        </Figure>
        <Figure label={words.board_active()}>{wholeNumber(sum.active)}</Figure>
        <Figure label={words.board_target_short()}>{percent === undefined ? '–' : `${percent} %`}</Figure>
        <Figure label={words.wall_here()}>{wholeNumber(here)}</Figure>
        <Figure label={words.wall_away()}>{wholeNumber(away)}</Figure>
      </dl>
      <ul className={styles.topics} aria-label={words.board_waiting()}>
        {waiting.slice(0, TOPICS_SHOWN).map((it) => (
          <li key={it.topic}>
            <span className={styles.topic}>{names.topic(it.topic)}</span>
            <span className={styles.count}>{wholeNumber(it.waiting + it.offered)}</span>
            <span className={styles.time}>
              {it.longestSince && <Since at={it.longestSince} targetS={it.targetS} />}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Figure(props: { readonly label: string; readonly strong?: boolean; readonly children: ReactNode }) {
  return (
    <div className={styles.figure} data-strong={props.strong || undefined}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
