import { Kbd, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useDeskState } from '../../desk/DeskContext.tsx';
import { canTake } from '../../desk/state.ts';
import { useMe } from '../../http/MeContext.ts';
import { rescueFocus } from '../../shell/focus.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './NothingOpen.module.css';

/** Beside the lists when no consultation is open: what to do next, in one sentence. */
export function NothingOpen() {
  const words = useWords();
  const { preferences } = useMe();
  const available = useDeskState((state) => state.presence?.state === 'AVAILABLE');
  const someone = useDeskState((state) => state.waiting.some((it) => canTake(state.me, it)));
  const text = someone ? words.empty_someone_waits() : available ? words.empty_available() : words.empty_away();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => rescueFocus(place.current), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.empty}>
      <Stack gap="xs" align="center" maw={380}>
        <svg aria-hidden="true" viewBox="0 0 120 80" width="120" className={styles.drawing}>
          <path d="M14 14h60a6 6 0 0 1 6 6v24a6 6 0 0 1-6 6H38L24 62V50H14a6 6 0 0 1-6-6V20a6 6 0 0 1 6-6z" />
          <path d="M88 28h18a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6h-8v10L86 60H62a6 6 0 0 1-6-4" />
          <circle cx="30" cy="32" r="2.500" />
          <circle cx="44" cy="32" r="2.500" />
          <circle cx="58" cy="32" r="2.500" />
        </svg>
        <Title order={2}>{words.empty_title()}</Title>
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        {preferences.singleKeys && (
          <Text size="sm" c="dimmed">
            <Kbd>?</Kbd> {words.shortcuts()}
          </Text>
        )}
      </Stack>
    </div>
  );
}
