import type { Mode, TopicId } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { w } from '../../words/words.ts';
import { isThere, type Site, searchTopics } from '../site.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';

interface TopicPickerProps {
  readonly kit: Kit;
  readonly site: Site;
  readonly mode: Mode;
}

/** Where an arrow or paging key goes from `at` in a list of `count`; undefined for other keys. */
export function stepTo(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1;
  if (key === 'Home') return at < 0 ? undefined : 0;
  if (key === 'End') return at < 0 ? undefined : count - 1;
  return undefined;
}

/** A combobox with its list always in view (WAI-ARIA APG, "Editable Combobox With List Autocomplete"), in groups. */
export function TopicPicker({ kit, site, mode }: TopicPickerProps) {
  const { say, state, intents } = kit;
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const groups = searchTopics(site, mode, search);
  const topics = groups.flatMap((group) => group.topics);
  const activeTopic = topics[active];

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  const choose = (topic: TopicId) => intents.chooseTopic(topic);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepTo(event.key, active, topics.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = activeTopic ?? (search ? topics[0] : undefined);
      if (chosen) choose(chosen.id);
    } else if (event.key === 'Escape' && search) {
      event.preventDefault();
      setSearch('');
      setActive(-1);
    }
  };

  return (
    <div class="picker">
      <div class="search">
        <Icon path={drawings.search} />
        <input
          type="text"
          role="combobox"
          aria-label={say(w.topic_search)}
          placeholder={say(w.topic_search)}
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls="topics"
          aria-activedescendant={activeTopic && `topic-${activeTopic.id}`}
          autocomplete="off"
          value={search}
          onInput={(event) => {
            setSearch(event.currentTarget.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p role="status" class="sr">
        {search && say(w.topics_found, { n: topics.length })}
      </p>
      <div role="listbox" id="topics" aria-label={say(w.topic_title)} ref={list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox has no element of its own
          <div key={group.id} role="group" aria-labelledby={`group-${group.id}`}>
            <div class="group" id={`group-${group.id}`} role="presentation">
              {group.name}
            </div>
            {group.topics.map((topic) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are read in the search field
              <div
                key={topic.id}
                role="option"
                id={`topic-${topic.id}`}
                class="option"
                aria-selected={topic === activeTopic}
                onClick={() => choose(topic.id)}
              >
                <span>{topic.name}</span>
                {!isThere(state.availability, topic.id, mode) && <small>{say(w.topic_nobody)}</small>}
                <Icon path={drawings.next} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
