import type { ConsultationView } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { useNow } from '../desk/useNow.ts';
import { useShortcut } from '../keyboard/ShortcutsContext.tsx';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import styles from './UndoEnd.module.css';

/** For 5 s after an end: the citizen is told only then, and until then it can be taken back. */
export function UndoEnd() {
  const conversations = useDeskState((state) => state.conversations);
  const ended = conversations.filter(({ view }) => view.state === 'WRAP_UP' && view.undoUntil !== undefined);
  return (
    <div role="status" className={styles.list}>
      {ended.map(({ view }) => (
        <Undo key={view.id} view={view} />
      ))}
    </div>
  );
}

/** Takes this end back, while that can be. */
export function Undo({ view }: { readonly view: ConsultationView }) {
  const words = useWords();
  const desk = useDesk();
  const now = useNow();
  const ahead = useDeskState((state) => state.serverAheadMs);
  const undo = () => void desk.undoEnd(view.id);
  const leftMs = Date.parse(view.undoUntil ?? '') - now - ahead;
  useShortcut('undo', undo);
  if (!(leftMs > 0)) return null;
  return (
    <div className={styles.undo}>
      <span>{words.ended_reference({ reference: view.reference })}</span>
      <Button size="compact-md" variant="white" leftSection={<Icon name="undo" size={16} />} onClick={undo}>
        {words.undo()} <span aria-hidden="true">&nbsp;({Math.max(1, Math.floor(leftMs / 1000))})</span>
      </Button>
    </div>
  );
}
