import type { ConsultationSnapshot, LiveConsultation, OutgoingEntry } from '@indiretta/connection';
import type { Author, Entry } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { nameOf } from '../panel/call/people.ts';
import { eventSaid } from '../panel/live/happened.ts';
import { Text } from '../panel/live/Log.tsx';
import type { GuestKit } from './kit.ts';

interface LogProps {
  readonly kit: GuestKit;
  readonly snapshot: ConsultationSnapshot;
  readonly self: Author;
  readonly live: Pick<LiveConsultation, 'retry' | 'discard'>;
}

const timeOf = (kit: GuestKit, at: string): string =>
  new Date(at).toLocaleTimeString(`${kit.state.locale.slice(0, 2)}-CH`, { hour: '2-digit', minute: '2-digit' });

/** One place of the conversation; what was written before the guest came is not drawn. */
function EntryPlace({ kit, entry, self }: Pick<LogProps, 'kit' | 'self'> & { readonly entry: Entry }) {
  const { words, talk, say } = kit;
  const { author, body } = entry;
  if (body.type === 'event') return <p class="event">{eventSaid(say, body)}</p>;
  if (body.type !== 'message' && body.type !== 'file') return null;
  const own = author.kind === 'GUEST' && author.name === self.name;
  return (
    <div class={own ? 'bubble own' : 'bubble'}>
      {body.type === 'message' ? <Text text={body.text} /> : <p class="quiet">{words.file({ name: body.name })}</p>}
      <div class="meta">
        <span>{own ? words.you({}) : nameOf(talk, author)}</span>{' '}
        <time dateTime={entry.at}>{timeOf(kit, entry.at)}</time>
      </div>
    </div>
  );
}

function OutgoingPlace({ kit, entry, live }: Pick<LogProps, 'kit' | 'live'> & { readonly entry: OutgoingEntry }) {
  const { words } = kit;
  const { body, clientMessageId, state } = entry;
  return (
    <div class="bubble own">
      {body.type === 'message' && <Text text={body.text} />}
      <div class="meta">
        {state.type === 'underWay' ? (
          words.joining({})
        ) : (
          <span class="refused">
            {words.not_sent({})}{' '}
            <button type="button" class="plain" onClick={() => live.retry(clientMessageId)}>
              {words.retry({})}
            </button>
            <button type="button" class="plain" onClick={() => live.discard(clientMessageId)}>
              {words.discard({})}
            </button>
          </span>
        )}
      </div>
    </div>
  );
}

/** The conversation from the guest's arrival on; the end stays in view. */
export function GuestLog({ kit, snapshot, self, live }: LogProps) {
  const { entries, outgoing, sync } = snapshot;
  const end = useRef<HTMLDivElement>(null);
  const parts = entries.length + outgoing.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves when there are more parts
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [parts]);
  return (
    <>
      <div
        role="log"
        aria-label={kit.words.messages({})}
        aria-live={sync.type === 'caughtUp' ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {entries.map((entry) => (
          <EntryPlace key={entry.clientMessageId ?? entry.seq} kit={kit} entry={entry} self={self} />
        ))}
        {outgoing.map((entry) => (
          <OutgoingPlace key={entry.clientMessageId} kit={kit} entry={entry} live={live} />
        ))}
      </div>
      <div ref={end} />
    </>
  );
}
