import { useDeskState } from '../../desk/DeskContext.tsx';
import { useNow } from '../../desk/useNow.ts';
import { duration } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './WaitingTime.module.css';

/** From so long on a wait is marked, in ms. */
const LONG_MS = 5 * 60_000;

/** How long somebody has waited, alive. */
export function WaitingTime({ since }: { readonly since: string }) {
  const words = useWords();
  const now = useNow();
  const ahead = useDeskState((state) => state.serverAheadMs);
  const ms = now + ahead - Date.parse(since);
  return (
    <span className={styles.time} data-long={ms >= LONG_MS || undefined} title={words.waiting_for()}>
      {duration(ms)}
    </span>
  );
}
