import type { Entry } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CallPlace } from '../../call/CallsContext.tsx';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import type { Conversation } from '../../desk/state.ts';
import { Icon } from '../../theme/Icon.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import { EntryView } from '../transcript/EntryView.tsx';
import styles from './Log.module.css';
import { OutgoingView } from './OutgoingView.tsx';
import { WithdrawButton } from './WithdrawButton.tsx';

/** Within so many pixels of the end a new entry is scrolled to. */
const NEAR_END_PX = 120;

/** What was said, read aloud politely as it grows; keeps its place while a person reads further up. */
export function Log({ conversation }: { readonly conversation: Conversation }) {
  const words = useWords();
  const { view, snapshot } = conversation;
  const entries = snapshot?.entries ?? [];
  const outgoing = snapshot?.outgoing ?? [];
  const place = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [more, setMore] = useState(false);
  const newest = entries.length + outgoing.length + (snapshot?.typing ? 0.5 : 0);
  useMarkRead(conversation);

  const toEnd = () => {
    const log = place.current;
    if (log) log.scrollTop = log.scrollHeight;
    atEnd.current = true;
    setMore(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new decides, not how it is scrolled
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setMore(true);
  }, [newest]);
  // What stands above or below it takes of its height: the end stays in sight.
  useEffect(() => {
    const log = place.current;
    if (!log) return;
    const watching = new ResizeObserver(() => {
      if (atEnd.current) log.scrollTop = log.scrollHeight;
    });
    watching.observe(log);
    return () => watching.disconnect();
  }, []);
  const scrolled = () => {
    const log = place.current;
    if (!log) return;
    atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    if (atEnd.current) setMore(false);
  };

  return (
    <div className={styles.place}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={place} role="log" aria-label={words.log()} tabIndex={0} className={styles.log} onScroll={scrolled}>
        {snapshot?.sync.type === 'catchingUp' && entries.length === 0 && (
          <p className={styles.wait}>{words.loading()}</p>
        )}
        {entries.map((entry) => (
          <Placed key={entry.seq} entry={entry} conversation={conversation} />
        ))}
        {outgoing.map((it) => (
          <OutgoingView key={it.clientMessageId} consultation={view.id} outgoing={it} />
        ))}
        <CallPlace>{({ LiveLines }, calls) => <LiveLines calls={calls} view={view} />}</CallPlace>
        {snapshot?.typing?.kind === 'CITIZEN' && !view.liveText && (
          <p className={styles.typing}>{words.citizen_is_writing()}</p>
        )}
      </div>
      {more && (
        <Button
          className={styles.more}
          size="compact-sm"
          radius="xl"
          rightSection={<Icon name="down" size={14} />}
          onClick={toEnd}
        >
          {words.new_below()}
        </Button>
      )}
    </div>
  );
}

function Placed({ entry, conversation }: { readonly entry: Entry; readonly conversation: Conversation }) {
  const words = useWords();
  const me = useDeskState((state) => state.me);
  const { view } = conversation;
  const { author, body, seq } = entry;
  const mine = author.kind === 'OPERATOR' && author.operator === me;
  const isContent = body.type === 'message' || body.type === 'file';
  const read = view.readByCitizen >= seq;
  return (
    <EntryView
      consultation={view.id}
      entry={entry}
      language={view.language}
      footing={
        mine && isContent ? (
          <span className={styles.state} data-read={read || undefined}>
            <Icon name={read ? 'checks' : 'check'} size={14} /> {read ? words.read() : words.sent()}
          </span>
        ) : undefined
      }
      actions={
        mine && (isContent || body.type === 'note') && view.state === 'ACTIVE' ? (
          <WithdrawButton consultation={view.id} seq={seq} />
        ) : undefined
      }
    />
  );
}

/** What is on the screen of a page that is seen has been read. */
function useMarkRead({ view, snapshot }: Conversation): void {
  const desk = useDesk();
  const me = useDeskState((state) => state.me);
  const lastSeq = snapshot?.entries.at(-1)?.seq ?? 0;
  const mine = view.operator?.id === me;
  useEffect(() => {
    const mark = () => {
      if (mine && lastSeq > 0 && document.visibilityState === 'visible') desk.read(view.id, lastSeq);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [desk, view.id, mine, lastSeq]);
}
