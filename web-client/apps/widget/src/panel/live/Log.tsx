import type { OutgoingEntry } from '@indiretta/connection';
import { assertNever, type Entry, type EntryBody } from '@indiretta/protocol';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import { timeOf } from '../ready/kit.ts';
import { later } from '../ready/parts.tsx';
import { drawings } from './drawings.ts';
import type { LiveKit, LiveStaged } from './kit.ts';

const FileCard = later(() => import('./FileCard.tsx').then((module) => module.FileCard));

/** Nearer to the end than this, in CSS pixels, a reader follows the conversation. */
const FOLLOWS_WITHIN_PX = 80;

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Text as it was written, with its web addresses as links. */
function Text({ text }: { readonly text: string }) {
  return (
    <p class="text">
      {text.split(address).map((part, index) =>
        index % 2 === 1 ? (
          <a key={part} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}

/** `5:12`: minutes and seconds. */
const minutes = (seconds = 0): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** What happened, in words; undefined for what says nothing to a citizen. */
function eventWords({ words }: LiveKit, body: Extract<EntryBody, { type: 'event' }>): string | undefined {
  const { name = '', detail: office } = body;
  switch (body.event) {
    case 'STARTED':
      return words.started({});
    case 'JOINED':
      return office ? words.joined({ name, office }) : words.joined_short({ name });
    case 'OPERATOR_LOST':
      return words.operator_lost({});
    case 'OPERATOR_BACK':
      return words.operator_back({ name });
    case 'HANDED_OVER':
      return words.handed_over({ name, office: office ?? '' });
    case 'ANYTHING_ELSE':
      return words.anything_else({});
    case 'WARNED':
      return words.warned({});
    case 'ENDED':
      return words.ended({});
    case 'REOPENED':
      return words.reopened({});
    case 'CITIZEN_LOST':
      return words.citizen_lost({});
    case 'CALL_STARTED':
      return words.call_started({});
    case 'CALL_ENDED':
      return words.call_ended({ time: minutes(body.seconds) });
    case 'CALL_DECLINED':
      return words.call_declined({});
    case 'SHARE_STARTED':
      return office === 'CAMERA' ? words.camera_started({}) : words.screen_started({});
    case 'SHARE_ENDED':
      return office === 'CAMERA'
        ? words.camera_ended({ time: minutes(body.seconds) })
        : words.screen_ended({ time: minutes(body.seconds) });
    default:
      return assertNever(body.event);
  }
}

type Delivery = 'sending' | 'sent' | 'read';

function Delivered({ kit, delivery }: { readonly kit: LiveKit; readonly delivery: Delivery }) {
  const { words } = kit;
  const said = { sending: words.sending({}), sent: words.sent({}), read: words.read({}) }[delivery];
  return (
    <span class="delivery">
      <Icon path={drawings[delivery]} />
      <span>{said}</span>
    </span>
  );
}

interface BubbleProps {
  readonly kit: LiveKit;
  readonly own: boolean;
  readonly author: string;
  readonly body: EntryBody;
  readonly children?: ComponentChildren;
}

/** One message or file with who wrote it. */
function Bubble({ kit, own, author, body, children }: BubbleProps) {
  return (
    <div class={own ? 'bubble own' : 'bubble'}>
      <span class="sr">{author}: </span>
      {body.type === 'message' && <Text text={body.text} />}
      {body.type === 'file' && <FileCard kit={kit} file={body} />}
      {body.type === 'erased' && <p class="quiet">{kit.words.erased({})}</p>}
      <div class="meta">{children}</div>
    </div>
  );
}

function EntryPlace({ kit, entry, read }: { readonly kit: LiveKit; readonly entry: Entry; readonly read: boolean }) {
  const { body, author } = entry;
  if (body.type === 'withheld' || body.type === 'unknown' || body.type === 'note') return null;
  if (body.type === 'event') {
    const said = eventWords(kit, body);
    return <p class={body.event === 'WARNED' ? 'event warned' : 'event'}>{said}</p>;
  }
  const own = author.kind === 'CITIZEN';
  return (
    <Bubble kit={kit} own={own} author={own ? kit.words.you({}) : (author.name ?? '')} body={body}>
      <time dateTime={entry.at}>{timeOf(kit, entry.at)}</time>
      {own && body.type !== 'erased' && <Delivered kit={kit} delivery={read ? 'read' : 'sent'} />}
    </Bubble>
  );
}

function OutgoingPlace({ kit, entry }: { readonly kit: LiveKit; readonly entry: OutgoingEntry }) {
  const { words, wire } = kit;
  return (
    <Bubble kit={kit} own author={words.you({})} body={entry.body}>
      {entry.state.type === 'underWay' ? (
        <Delivered kit={kit} delivery="sending" />
      ) : (
        <span class="refused">
          <Icon name="alert" /> {words.not_sent({})}{' '}
          <button type="button" class="plain" onClick={() => wire.retry(entry.clientMessageId)}>
            {words.retry({})}
          </button>
          <button type="button" class="plain" onClick={() => wire.discard(entry.clientMessageId)}>
            {words.discard({})}
          </button>
        </span>
      )}
    </Bubble>
  );
}

/** Keeps the end in view for who reads at the end; who reads further up is told that there is more. */
function useFollowing(count: number) {
  const scroll = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [behind, setBehind] = useState(false);
  const toEnd = useCallback(() => scroll.current?.scrollTo({ top: scroll.current.scrollHeight }), []);
  const onScroll = () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = scroll.current ?? {};
    following.current = scrollHeight - scrollTop - clientHeight < FOLLOWS_WITHIN_PX;
    if (following.current) setBehind(false);
  };
  const before = useRef(count);
  useLayoutEffect(() => {
    if (following.current) toEnd();
    else if (count > before.current) setBehind(true);
    before.current = count;
  }, [count, toEnd]);
  useEffect(() => {
    // a preview that comes later makes the conversation longer, the part after the end makes its window smaller
    const observer = new ResizeObserver(() => following.current && toEnd());
    const place = scroll.current;
    for (const part of place ? [place, ...place.children] : []) observer.observe(part);
    return () => observer.disconnect();
  }, [toEnd]);
  return { scroll, behind, onScroll, toEnd };
}

/** Whether the log may be read out: not while it is filled with what was already there. */
function useLive(caughtUp: boolean): boolean {
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (!caughtUp || live) return;
    const timer = setTimeout(() => setLive(true), 500);
    return () => clearTimeout(timer);
  }, [caughtUp, live]);
  return live;
}

/** The conversation: `role=log`, read out politely and once; an own message keeps its element from sending to read. */
export function Log({ kit, stage, children }: LiveStaged & { readonly children?: ComponentChildren }) {
  const { words } = kit;
  const { entries, outgoing, typing, view, sync } = stage.snapshot;
  const parts = [typing, children].filter(Boolean).length;
  const { scroll, behind, onScroll, toEnd } = useFollowing(entries.length + outgoing.length + parts);
  const live = useLive(sync.type === 'caughtUp');
  return (
    <div class="scroll talk" ref={scroll} onScroll={onScroll}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div role="log" aria-label={words.messages({})} aria-live={live ? 'polite' : 'off'} tabIndex={0}>
        {entries.map((entry) => (
          <EntryPlace
            key={entry.clientMessageId ?? entry.seq}
            kit={kit}
            entry={entry}
            read={entry.seq <= (view?.readByStaff ?? 0)}
          />
        ))}
        {outgoing.map((entry) => (
          <OutgoingPlace key={entry.clientMessageId} kit={kit} entry={entry} />
        ))}
      </div>
      {children}
      {typing && (
        <p class="typing">
          <i />
          <i />
          <i /> {words.typing({ name: typing.name ?? '' })}
        </p>
      )}
      {behind && (
        <button type="button" class="behind" onClick={toEnd}>
          <Icon path={drawings.down} /> {words.new_messages({})}
        </button>
      )}
    </div>
  );
}
