import type { OutgoingEntry } from '@indiretta/connection';
import type { Entry, EntryBody } from '@indiretta/protocol';
import { Component, type ComponentChildren, createRef } from 'preact';
import { w } from '../../words/words.ts';
import { alert } from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import { later, timeOf } from '../ready/parts.tsx';
import { type ConsultingStage, isOver } from '../state.ts';
import * as drawings from './drawings.ts';
import type { EventBody } from './happened.ts';
import type { LiveKit, LiveStaged } from './kit.ts';

const FileCard = later(() => import('./FileCard.tsx'));

/** Nearer to the end than this, in CSS pixels, a reader follows the conversation. */
const FOLLOWS_WITHIN_PX = 80;

/** So long after the transcript is whole the log is read out from then on, in ms. */
const READ_OUT_AFTER_MS = 500;

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Text as it was written, with its web addresses as links. */
export function Text({ text }: { readonly text: string }) {
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

/** What happened, in words; the code and the words of all but the beginning come with the first of them. */
const happened = () => import('./happened.ts');
const happenedSaid = ({ say, bring }: LiveKit, body: EventBody) =>
  body.event === 'STARTED' ? say(w.started) : bring(happened)?.eventSaid(say, body);

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
    return <p class={body.event === 'WARNED' ? 'event warned' : 'event'}>{happenedSaid(kit, body)}</p>;
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

type LogProps = LiveStaged & { readonly children?: ComponentChildren };

/** Who is typing; nobody does after the end. */
const typingIn = ({ snapshot }: ConsultingStage) => (isOver(snapshot.view) ? undefined : snapshot.typing);

/** How many parts one below the other. */
const partsOf = ({ stage, children }: Readonly<LogProps>): number =>
  stage.snapshot.entries.length + stage.snapshot.outgoing.length + [typingIn(stage), children].filter(Boolean).length;

/**
 * The conversation: `role=log`, read out politely and once; an own message keeps its element from sending to read. The
 * end stays in view for who reads at the end; who reads further up is told that there is more.
 */
export class Log extends Component<LogProps, { behind: boolean; live: boolean }> {
  /** `live`: the log may be read out, which it may not while it is filled with what was already there. */
  override state = { behind: false, live: false };
  readonly #scroll = createRef<HTMLDivElement>();
  // a preview that comes later makes the conversation longer, the part after the end makes its window smaller
  readonly #observer = new ResizeObserver(() => this.#follow());
  #following = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override componentDidMount(): void {
    const place = this.#scroll.current;
    for (const part of place ? [place, ...place.children] : []) this.#observer.observe(part);
    this.componentDidUpdate(this.props);
  }

  override componentDidUpdate(before: Readonly<LogProps>): void {
    this.#follow();
    if (!this.#following && partsOf(this.props) > partsOf(before)) this.setState({ behind: true });
    if (this.props.stage.snapshot.sync.type === 'caughtUp') {
      this.#timer ??= setTimeout(() => this.setState({ live: true }), READ_OUT_AFTER_MS);
    } else if (!this.state.live) {
      this.#stopTimer();
    }
  }

  override componentWillUnmount(): void {
    this.#observer.disconnect();
    this.#stopTimer();
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #follow(): void {
    if (this.#following) this.#toEnd();
  }

  #toEnd(): void {
    const place = this.#scroll.current;
    place?.scrollTo({ top: place.scrollHeight });
  }

  #scrolled({ scrollTop, clientHeight, scrollHeight }: HTMLElement): void {
    this.#following = scrollHeight - scrollTop - clientHeight < FOLLOWS_WITHIN_PX;
    if (this.#following) this.setState({ behind: false });
  }

  override render({ kit, stage, children }: LogProps) {
    const { say } = kit;
    const { entries, outgoing, view } = stage.snapshot;
    const typing = typingIn(stage);
    const { behind, live } = this.state;
    return (
      <div class="scroll talk" ref={this.#scroll} onScroll={(event) => this.#scrolled(event.currentTarget)}>
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
          <button type="button" class="behind" onClick={() => this.#toEnd()}>
            <Icon path={drawings.down} /> {say(w.new_messages)}
          </button>
        )}
      </div>
    );
  }
}
