import type { BoardView } from '@indiretta/protocol';
import type { ReactNode } from 'react';
import { wholeNumber } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './Board.module.css';
import { percentInTarget, sumOf } from './figures.ts';
import { Since } from './Since.tsx';

/** The day in five figures. */
export function Tiles({ board }: { readonly board: BoardView }) {
  const words = useWords();
  const sum = sumOf(board.topics);
  const percent = percentInTarget(sum);
  return (
    <dl className={styles.tiles}>
      <Tile label={words.board_waiting()} figure={wholeNumber(sum.waiting)}>
        {sum.longestSince && (
          <>
            {words.board_longest()}: <Since at={sum.longestSince} />
          </>
        )}
      </Tile>
      <Tile label={words.board_offered()} figure={wholeNumber(sum.offered)} />
      <Tile label={words.board_active()} figure={wholeNumber(sum.active)} />
      <Tile label={words.board_target()} figure={percent === undefined ? '–' : `${percent} %`}>
        {words.board_of({ n: wholeNumber(sum.inTarget), all: wholeNumber(sum.answered) })}
      </Tile>
      <Tile label={words.board_left()} figure={wholeNumber(sum.left)} />
    </dl>
  );
}

function Tile(props: { readonly label: string; readonly figure: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.tile}>
      <dt>{props.label}</dt>
      <dd>
        <span className={styles.figure}>{props.figure}</span>
        {props.children && <span className={styles.beside}>{props.children}</span>}
      </dd>
    </div>
  );
}
