import { RingProgress, Text } from '@mantine/core';
import { useRef } from 'react';
import { useDeskState } from '../../desk/DeskContext.tsx';
import { useNow } from '../../desk/useNow.ts';
import { useWords } from '../../words/WordsContext.tsx';

/** A ring that empties until then; the whole is the time that was left when it was first seen. */
export function Countdown({ until }: { readonly until: string }) {
  const words = useWords();
  const now = useNow();
  const ahead = useDeskState((state) => state.serverAheadMs);
  const leftMs = Math.max(0, Date.parse(until) - now - ahead);
  const whole = useRef(Math.max(leftMs, 1));
  const seconds = Math.ceil(leftMs / 1000);
  return (
    <RingProgress
      size={38}
      thickness={4}
      roundCaps
      role="timer"
      aria-live="off"
      aria-label={words.seconds_left({ n: seconds })}
      sections={[{ value: Math.min(100, (leftMs / whole.current) * 100), color: seconds <= 5 ? 'red' : 'lake' }]}
      label={
        <Text size="xs" ta="center" fw={650} aria-hidden="true">
          {seconds}
        </Text>
      }
    />
  );
}
