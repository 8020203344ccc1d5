import type { Author } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import type { CallKit } from './kit.ts';
import { nameOf } from './people.ts';

/** Nearer to the end than this, in CSS pixels, a reader follows the conversation. */
const FOLLOWS_WITHIN_PX = 160;

/**
 * What the other side types, as it is typed. Not read out letter by letter: who listens hears the whole message when it
 * stands in the conversation, and finds this text where it is when they look for it.
 */
export function LiveLines({ kit }: { readonly kit: CallKit }) {
  const { words, state, name } = kit;
  const { lines } = state.liveText;
  const place = useRef<HTMLDivElement>(null);
  const whose = (author: Author) => (author.kind === 'OPERATOR' ? (author.name ?? name) : nameOf(words, author));
  const typed = lines.map(({ text }) => text).join('\n');
  useEffect(() => {
    const scroll = place.current?.closest('.scroll');
    if (!typed || !scroll) return;
    const below = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    if (below < FOLLOWS_WITHIN_PX) scroll.scrollTo({ top: scroll.scrollHeight });
  }, [typed]);
  return (
    <div ref={place} class="live-lines" aria-live="off">
      {lines.map(({ author, line, text, ended }) => (
        <div key={`${author.operator ?? author.name ?? author.kind}-${line}`} class="bubble live">
          <p class="text">{text}</p>
          <div class="meta">{(ended ? words.live_sent : words.live_theirs)({ name: whose(author) })}</div>
        </div>
      ))}
    </div>
  );
}

/** While what this person types is seen as it is typed, that is said beside it, with the way out. */
export function LiveNote({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state, name } = kit;
  return (
    <div role="status">
      {state.liveText.on && (
        <p class="live-note">
          <span>{words.live_on({ name })}</span>
          <button type="button" class="plain" onClick={() => intents.setLiveText(false)}>
            {words.live_stop({})}
          </button>
        </p>
      )}
    </div>
  );
}
