import type { Presence } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { notifyDesktop } from '../desk/browserAlerts.ts';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { type PresenceAsk, presenceAsk } from '../desk/presence.ts';
import { useNow } from '../desk/useNow.ts';
import { useMe } from '../http/MeContext.ts';
import { useNames } from '../http/queries.ts';
import { duration, timeOfDay } from '../words/format.ts';
import { useSpeech, useWords } from '../words/WordsContext.tsx';
import styles from './PresenceCards.module.css';

const LONGER_MINUTES = 10;

/** What is to be said about this person's own presence: at most one thing, and one press answers it. */
export function PresenceCards() {
  const presence = useDeskState((state) => state.presence);
  const ahead = useDeskState((state) => state.serverAheadMs);
  const now = useNow() + ahead;
  const ask = presence && presenceAsk(presence, now);
  return <div role="status">{presence && ask && <PresenceCard ask={ask} presence={presence} now={now} />}</div>;
}

function PresenceCard(props: { readonly ask: PresenceAsk; readonly presence: Presence; readonly now: number }) {
  const { presence, now } = props;
  switch (props.ask) {
    case 'stillThere':
      return <StillThere />;
    case 'setAway':
      return <SetAway since={presence.since} />;
    case 'pauseOver':
      return <PauseOver presence={presence} until={presence.until ?? ''} />;
    case 'wrapUp':
      return <WrapUp leftMs={Date.parse(presence.wrapUpUntil ?? '') - now} />;
  }
}

function StillThere() {
  const words = useWords();
  const desk = useDesk();
  const offered = useDeskState((state) => state.offers.length > 0);
  const text = offered ? words.here_offer() : words.here_expired();
  useNotifyOnce('here', words.here_title(), text);
  return (
    <Card title={words.here_title()} text={text} urgent>
      <Button size="compact-md" onClick={() => void desk.answerStillThere()}>
        {words.here()}
      </Button>
      <Button size="compact-md" variant="default" onClick={() => void desk.setPresence('AWAY', 'OTHER')}>
        {words.here_not()}
      </Button>
    </Card>
  );
}

function SetAway({ since }: { readonly since: string }) {
  const words = useWords();
  const time = useTime();
  const text = words.set_away({ time: time(since) });
  useNotifyOnce('away', words.set_away_title(), text);
  return (
    <Card title={words.set_away_title()} text={text} urgent>
      <Available />
    </Card>
  );
}

function PauseOver({ presence, until }: { readonly presence: Presence; readonly until: string }) {
  const words = useWords();
  const desk = useDesk();
  const time = useTime();
  const text = words.pause_over({ time: time(until) });
  useNotifyOnce('pause', words.pause_over_title(), text);
  return (
    <Card title={words.pause_over_title()} text={text}>
      <Available />
      <Button
        size="compact-md"
        variant="default"
        onClick={() => void desk.pause(presence.reason ?? 'OTHER', LONGER_MINUTES)}
      >
        {words.pause_longer()}
      </Button>
    </Card>
  );
}

function WrapUp({ leftMs }: { readonly leftMs: number }) {
  const words = useWords();
  const desk = useDesk();
  return (
    <Card title={words.wrap_up_title()} text={words.wrap_up_help()} time={duration(leftMs)}>
      <Button size="compact-md" variant="default" onClick={() => void desk.setPresence('AVAILABLE')}>
        {words.wrap_up_done()}
      </Button>
    </Card>
  );
}

function Available() {
  const words = useWords();
  const desk = useDesk();
  return (
    <Button size="compact-md" onClick={() => void desk.setPresence('AVAILABLE')}>
      {words.available_now()}
    </Button>
  );
}

function Card(props: {
  readonly title: string;
  readonly text: string;
  readonly time?: string;
  readonly urgent?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.card} data-urgent={props.urgent || undefined} aria-label={props.title}>
      <h2 className={styles.title}>
        {props.title}
        {props.time !== undefined && (
          <span className={styles.time} role="timer" aria-live="off">
            {props.time}
          </span>
        )}
      </h2>
      <p className={styles.text}>{props.text}</p>
      <div className={styles.buttons}>{props.children}</div>
    </section>
  );
}

/** A time of day in the site's zone. */
function useTime(): (at: string) => string {
  const { locale } = useSpeech();
  const { timeZone } = useNames();
  return (at) => timeOfDay(at, locale, timeZone);
}

/** Who has the console behind other windows is told there, where they allowed it; once for each card. */
function useNotifyOnce(tag: string, title: string, text: string): void {
  const { notifications } = useMe().preferences;
  const said = useRef(false);
  useEffect(() => {
    if (said.current || !notifications) return;
    said.current = true;
    notifyDesktop(`indiretta-${tag}`, title, text);
  }, [notifications, tag, title, text]);
}
