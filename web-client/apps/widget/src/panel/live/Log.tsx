import type { OutgoingEntry } from '@indiretta/connection';
import type { Entry, EntryBody, EventKind } from '@indiretta/protocol';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Word, w } from '../../words/words.ts';
import { alert } from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import { later, timeOf } from '../ready/parts.tsx';
import { isOver } from '../state.ts';
import * as drawings from './drawings.ts';
import type { LiveKit, LiveStaged } from './kit.ts';

const FileCard = later(() => import('./FileCard.tsx'));

type EventBody = Extract<EntryBody, { type: 'event' }>;

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

const eventWords = {
  STARTED: w.started,
  JOINED: w.joined_short,
  OPERATOR_LOST: w.operator_lost,
  OPERATOR_BACK: w.operator_back,
  HANDED_OVER: w.handed_over,
  ANYTHING_ELSE: w.anything_else,
  WARNED: w.warned,
  ENDED: w.ended,
  REOPENED: w.reopened,
  CITIZEN_LOST: w.citizen_lost,
  CALL_STARTED: w.call_started,
  CALL_ENDED: w.call_ended,
  CALL_DECLINED: w.call_declined,
  SHARE_STARTED: w.screen_started,
  SHARE_ENDED: w.screen_ended,
} as const satisfies Record<EventKind, Word>;

/** With an office, a camera instead of a screen: the same event in other words. */
const detailed: Partial<Record<Word, Word>> = {
  [w.joined_short]: w.joined,
  [w.screen_started]: w.camera_started,
  [w.screen_ended]: w.camera_ended,
};

/** What happened, in words; what ended says how long it was, as `5:12`. */
function eventSaid({ say }: LiveKit, { event, name = '', detail: office = '', seconds = 0 }: EventBody): string {
  const word = eventWords[event];
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const about = say as (word: Word, about: { name: string; office: string; time: string }) => string;
  return about((office && office !== 'SCREEN' && detailed[word]) || word, { name, office, time });
}

const deliveries = {
  sending: [w.sending, drawings.sending],
  sent: [w.sent, drawings.sent],
  read: [w.read, drawings.read],
} as const;

function Delivered({ kit, delivery }: { readonly kit: LiveKit; readonly delivery: keyof typeof deliveries }) {
  const [word, path] = deliveries[delivery];
  return (
    <span class="delivery">
      <Icon path={path} />
      <span>{kit.say(word)}</span>
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
      {body.type === 'erased' && <p class="quiet">{kit.say(w.erased)}</p>}
      <div class="meta">{children}</div>
    </div>
  );
}

function EntryPlace({ kit, entry, read }: { readonly kit: LiveKit; readonly entry: Entry; readonly read: boolean }) {
  const { body, author } = entry;
  if (body.type === 'withheld' || body.type === 'unknown' || body.type === 'note') return null;
  if (body.type === 'event') {
    return <p class={body.event === 'WARNED' ? 'event warned' : 'event'}>{eventSaid(kit, body)}</p>;
  }
  const own = author.kind === 'CITIZEN';
  return (
    <Bubble kit={kit} own={own} author={own ? kit.say(w.you) : (author.name ?? '')} body={body}>
      <time dateTime={entry.at}>{timeOf(kit, entry.at)}</time>
      {own && body.type !== 'erased' && <Delivered kit={kit} delivery={read ? 'read' : 'sent'} />}
    </Bubble>
  );
}

function OutgoingPlace({ kit, entry }: { readonly kit: LiveKit; readonly entry: OutgoingEntry }) {
  const { say, wire } = kit;
  return (
    <Bubble kit={kit} own author={say(w.you)} body={entry.body}>
      {entry.state.type === 'underWay' ? (
        <Delivered kit={kit} delivery="sending" />
      ) : (
        <span class="refused">
          <Icon path={alert} /> {say(w.not_sent)}{' '}
          <button type="button" class="plain" onClick={() => wire.retry(entry.clientMessageId)}>
            {say(w.retry)}
          </button>
          <button type="button" class="plain" onClick={() => wire.discard(entry.clientMessageId)}>
            {say(w.discard)}
          </button>
        </span>
      )}
    </Bubble>
  );
}

const scrollToEnd = (place: HTMLElement | null) => place?.scrollTo({ top: place.scrollHeight });

/** Keeps the end in view for who reads at the end; who reads further up is told that there is more. */
function useFollowing(count: number) {
  const scroll = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const before = useRef(count);
  const [behind, setBehind] = useState(false);
  const toEnd = () => scrollToEnd(scroll.current);
  const onScroll = ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: { currentTarget: HTMLElement }) => {
    following.current = scrollHeight - scrollTop - clientHeight < FOLLOWS_WITHIN_PX;
    if (following.current) setBehind(false);
  };
  useLayoutEffect(() => {
    if (following.current) toEnd();
    else if (count > before.current) setBehind(true);
    before.current = count;
  });
  useEffect(() => {
    const place = scroll.current;
    // a preview that comes later makes the conversation longer, the part after the end makes its window smaller
    const observer = new ResizeObserver(() => following.current && scrollToEnd(place));
    for (const part of place ? [place, ...place.children] : []) observer.observe(part);
    return () => observer.disconnect();
  }, []);
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
  const { say } = kit;
  const { entries, outgoing, view, sync } = stage.snapshot;
  const typing = isOver(view) ? undefined : stage.snapshot.typing;
  const parts = [typing, children].filter(Boolean).length;
  const { scroll, behind, onScroll, toEnd } = useFollowing(entries.length + outgoing.length + parts);
  const live = useLive(sync.type === 'caughtUp');
  return (
    <div class="scroll talk" ref={scroll} onScroll={onScroll}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div role="log" aria-label={say(w.messages)} aria-live={live ? 'polite' : 'off'} tabIndex={0}>
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
          <i /> {say(w.typing, { name: typing.name ?? '' })}
        </p>
      )}
      {behind && (
        <button type="button" class="behind" onClick={toEnd}>
          <Icon path={drawings.down} /> {say(w.new_messages)}
        </button>
      )}
    </div>
  );
}
