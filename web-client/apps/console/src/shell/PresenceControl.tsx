import type { AwayReason, Presence } from '@indiretta/protocol';
import { Menu } from '@mantine/core';
import { useRef } from 'react';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { useNow } from '../desk/useNow.ts';
import { useShortcut } from '../keyboard/ShortcutsContext.tsx';
import { Icon } from '../theme/Icon.tsx';
import { duration } from '../words/format.ts';
import { awayWord, presenceWord } from '../words/terms.ts';
import { useWords } from '../words/WordsContext.tsx';
import type { Words } from '../words/words.ts';
import styles from './PresenceControl.module.css';

const reasons: readonly Exclude<AwayReason, 'NO_ANSWER'>[] = ['BREAK', 'LUNCH', 'COUNTER', 'MEETING', 'OTHER'];

const presenceText = (words: Words, { state, reason }: Presence): string =>
  state === 'AWAY' && reason ? words[awayWord[reason]]() : words[presenceWord[state]]();

/** Says and sets whether this person can be given consultations; one truth for all their devices. */
export function PresenceControl() {
  const words = useWords();
  const desk = useDesk();
  const presence = useDeskState((state) => state.presence);
  const online = useDeskState((state) => state.link.type === 'online');
  const target = useRef<HTMLButtonElement>(null);
  useShortcut('presence', () => target.current?.click());
  if (!presence) return null;
  const available = presence.state === 'AVAILABLE';
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <button
          ref={target}
          type="button"
          className={styles.button}
          data-state={presence.state}
          disabled={!online}
          aria-label={words.presence_is({ presence: presenceText(words, presence) })}
        >
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.text}>{presenceText(words, presence)}</span>
          {!available && <Since at={presence.since} />}
          <Icon name="down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<span className={styles.dot} data-state="AVAILABLE" />}
          onClick={() => void desk.setPresence('AVAILABLE')}
        >
          {words.presence_available()}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.presence_away()}</Menu.Label>
        {reasons.map((reason) => (
          <Menu.Item
            key={reason}
            leftSection={<span className={styles.dot} data-state="AWAY" />}
            onClick={() => void desk.setPresence('AWAY', reason)}
          >
            {words[awayWord[reason]]()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Since({ at }: { readonly at: string }) {
  const now = useNow();
  const ahead = useDeskState((state) => state.serverAheadMs);
  return <span className={styles.since}>{duration(now + ahead - Date.parse(at))}</span>;
}
