import type { ConsultationView } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import type { Calls } from './Calls.ts';
import styles from './LiveLines.module.css';
import { useCall, useCitizenName } from './useCall.ts';

/** Nearer to the end than this, in CSS pixels, a reader follows the conversation. */
const FOLLOWS_WITHIN_PX = 160;

interface LiveProps {
  readonly calls: Calls;
  readonly view: ConsultationView;
}

/**
 * What the citizen types, as it is typed; told apart from what was sent. Not read out letter by letter: who listens
 * hears the whole message when it stands in the transcript.
 */
export function LiveLines({ calls, view }: LiveProps) {
  const words = useWords();
  const name = useCitizenName(view);
  const lines = useCall(calls, view.id)?.state.liveText.lines ?? [];
  const place = useRef<HTMLDivElement>(null);
  const typed = lines.map(({ text }) => text).join('\n');
  useEffect(() => {
    const log = place.current?.closest('[role="log"]');
    if (!typed || !log) return;
    const below = log.scrollHeight - log.scrollTop - log.clientHeight;
    if (below < FOLLOWS_WITHIN_PX) log.scrollTop = log.scrollHeight;
  }, [typed]);
  return (
    <div ref={place} aria-live="off">
      {lines.map(({ author, line, text, ended }) => (
        <div key={`${author.operator ?? author.kind}-${line}`} className={styles.line}>
          <p className={styles.head}>
            <Icon name="keyboard" size={14} />
            {ended
              ? words.call_live_sent({ name: author.name ?? name })
              : words.call_live_theirs({ name: author.name ?? name })}
          </p>
          <p className={styles.text} lang={view.language}>
            {text}
          </p>
        </div>
      ))}
    </div>
  );
}

/** While the citizen sees what is typed here, that is said beside it, with the way out. */
export function LiveNote({ calls, view }: LiveProps) {
  const words = useWords();
  const name = useCitizenName(view);
  const call = useCall(calls, view.id);
  return (
    <div role="status">
      {call?.state.liveText.on && (
        <p className={styles.note}>
          <Icon name="keyboard" size={16} />
          <span>{words.call_live_note({ name })}</span>
          <Button size="compact-xs" variant="default" onClick={() => call.intents.setLiveText(false)}>
            {words.call_live_stop()}
          </Button>
        </p>
      )}
    </div>
  );
}
