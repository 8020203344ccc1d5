import type { Mode } from '@indiretta/protocol';
import { Icon, type IconName } from '../../theme/Icon.tsx';
import { modeWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './cards.module.css';

const icons: Record<Mode, IconName> = { SHOW: 'screen', TALK: 'phone', WRITE: 'text' };

/** What the citizen chose: Show, Talk or Write. */
export function ModeMark({ mode }: { readonly mode: Mode }) {
  const words = useWords();
  return (
    <span className={styles.mode} data-mode={mode}>
      <Icon name={icons[mode]} size={14} /> {words[modeWord[mode]]()}
    </span>
  );
}
