import type { AwayReason, Presence } from '@indiretta/protocol';
import { Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { isWrappingUp, type Pause, pauses } from '../desk/presence.ts';
import { useNow } from '../desk/useNow.ts';
import { useNames } from '../http/queries.ts';
import { useShortcut } from '../keyboard/ShortcutsContext.tsx';
import { Icon } from '../theme/Icon.tsx';
import { duration, timeOfDay } from '../words/format.ts';
import { awayWord, presenceWord } from '../words/terms.ts';
import { useSpeech, useWords } from '../words/WordsContext.tsx';
import type { Words } from '../words/words.ts';
import { PauseDialog } from './PauseDialog.tsx';
import styles from './PresenceControl.module.css';

const reasons = Object.keys(pauses) as readonly Pause[];

/** The state of somebody's presence, or why they are away. */
export const presenceText = (
  words: Words,
  { state, reason }: { readonly state: Presence['state']; readonly reason?: AwayReason | undefined },
): string => (state === 'AWAY' && reason ? words[awayWord[reason]]() : words[presenceWord[state]]());

/** Says and sets whether this person can be given consultations; one truth for all their devices. */
export function PresenceControl() {
  const words = useWords();
  const desk = useDesk();
  const presence = useDeskState((state) => state.presence);
  const online = useDeskState((state) => state.link.type === 'online');
  const ahead = useDeskState((state) => state.serverAheadMs);
  const now = useNow() + ahead;
  const [pause, setPause] = useState<Pause>();
  const target = useRef<HTMLButtonElement>(null);
  useShortcut('presence', () => target.current?.click());
  if (!presence) return null;
  const wrappingUp = presence.state === 'AVAILABLE' && isWrappingUp(presence, now);
  const text = wrappingUp ? words.presence_wrap_up() : presenceText(words, presence);
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <button
            ref={target}
            type="button"
            className={styles.button}
            data-state={wrappingUp ? 'WRAP_UP' : presence.state}
            disabled={!online}
            aria-label={words.presence_is({ presence: text })}
          >
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.text}>{text}</span>
            <Beside presence={presence} now={now} wrappingUp={wrappingUp} />
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
              onClick={() => setPause(reason)}
            >
              {words[awayWord[reason]]()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {pause && <PauseDialog reason={pause} onClose={() => setPause(undefined)} />}
    </>
  );
}

/** Until when, where that is known; else since when. */
function Beside(props: { readonly presence: Presence; readonly now: number; readonly wrappingUp: boolean }) {
  const words = useWords();
  const { locale } = useSpeech();
  const { timeZone } = useNames();
  const { presence, now, wrappingUp } = props;
  const { state, since, until, wrapUpUntil } = presence;
  if (wrappingUp) return <span className={styles.since}>{duration(Date.parse(wrapUpUntil ?? '') - now)}</span>;
  if (state === 'AVAILABLE') return null;
  const later = until !== undefined && Date.parse(until) > now;
  return (
    <span className={styles.since}>
      {later ? words.pause_until({ time: timeOfDay(until, locale, timeZone) }) : duration(now - Date.parse(since))}
    </span>
  );
}
