import { Alert, Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useDeskState } from '../desk/DeskContext.tsx';
import { useNow } from '../desk/useNow.ts';
import { signedOut } from '../http/queries.ts';
import { Icon } from '../theme/Icon.tsx';
import { duration } from '../words/format.ts';
import { useWords } from '../words/WordsContext.tsx';
import styles from './LinkBanner.module.css';
import { useRoomAboveDesk } from './useRoomAboveDesk.ts';

/** A lost link is said only after so long, in ms: most come back before anybody notices, and nothing jumps on the screen. */
const LINK_LOSS_SAID_AFTER_MS = 1_500;

/** Says when the desk's link is not there; what a person types meanwhile is kept. */
export function LinkBanner() {
  const words = useWords();
  const queries = useQueryClient();
  const link = useDeskState((state) => state.link);
  const place = useRef<HTMLDivElement>(null);
  useRoomAboveDesk('link', place);
  useEffect(() => {
    if (link.type === 'signedOut') signedOut(queries, link.why);
  }, [link, queries]);

  return (
    <div role="status" className={styles.place} ref={place}>
      {link.type === 'reconnecting' && <Reconnecting since={link.since} />}
      {link.type === 'reloadNeeded' && (
        <Alert color="lake" radius={0} icon={<Icon name="info" />}>
          <Group justify="space-between">
            {words.link_reload()}
            <Button size="compact-sm" onClick={() => location.reload()}>
              {words.reload()}
            </Button>
          </Group>
        </Alert>
      )}
    </div>
  );
}

function Reconnecting({ since }: { readonly since: number }) {
  const words = useWords();
  useNow();
  const away = performance.now() - since;
  if (away < LINK_LOSS_SAID_AFTER_MS) return null;
  return (
    <Alert color="amber" radius={0} icon={<Icon name="warn" />}>
      {words.link_reconnecting()} <span aria-hidden="true">{duration(away)}</span>
    </Alert>
  );
}
