import type { ConsultationView } from '@indiretta/protocol';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useNames } from '../../http/queries.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './CannedList.module.css';
import { type CannedChoice, cannedChoices, cannedSearch } from './canned.ts';

interface Canned {
  readonly open: boolean;
  readonly choices: readonly CannedChoice[];
  readonly marked: number;
  readonly listId: string;
  readonly inputProps: Record<string, string | undefined>;
  /** True when the key was for the list. */
  readonly pressed: (event: KeyboardEvent, pick: (text: string) => void) => boolean;
}

/** The list of canned replies beside a text field: open while the draft begins with `/`, moved by the arrow keys. */
export function useCanned(view: ConsultationView, draft: string): Canned {
  const listId = useId();
  const { data } = useNames();
  const search = cannedSearch(draft);
  const [marked, setMarked] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const choices = useMemo(
    () => (search === undefined ? [] : cannedChoices(data.cannedReplies, search, view.topic, view.language)),
    [search, data.cannedReplies, view.topic, view.language],
  );
  const open = search !== undefined && closedFor !== draft;
  const at = Math.min(marked, Math.max(0, choices.length - 1));

  function pressed(event: KeyboardEvent, pick: (text: string) => void): boolean {
    if (!open) return false;
    const choice = choices[at];
    if (event.key === 'ArrowDown') setMarked((at + 1) % Math.max(1, choices.length));
    else if (event.key === 'ArrowUp') setMarked((at - 1 + choices.length) % Math.max(1, choices.length));
    else if (event.key === 'Escape') setClosedFor(draft);
    else if (event.key === 'Enter' && choice) pick(choice.text);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const active = open && choices.length > 0;
  return {
    open,
    choices,
    marked: at,
    listId,
    inputProps: active ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` } : {},
    pressed,
  };
}

export function CannedList({ canned, onPick }: { readonly canned: Canned; readonly onPick: (text: string) => void }) {
  const words = useWords();
  if (!canned.open) return null;
  if (canned.choices.length === 0) {
    return (
      <p className={styles.list} role="status">
        {words.canned_none()}
      </p>
    );
  }
  return (
    <div id={canned.listId} role="listbox" aria-label={words.canned_replies()} className={styles.list}>
      {canned.choices.map((choice, index) => (
        // The keyboard stays in the text field, which moves the mark (aria-activedescendant).
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={choice.id}
          id={`${canned.listId}-${index}`}
          role="option"
          aria-selected={index === canned.marked}
          className={styles.choice}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(choice.text)}
        >
          <span className={styles.shortcut}>/{choice.shortcut}</span>
          <span className={styles.text}>{choice.text}</span>
          {!choice.inLanguage && <span className={styles.other}>{words.canned_other_language()}</span>}
        </div>
      ))}
    </div>
  );
}
