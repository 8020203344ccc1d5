import type { Mode } from '@indiretta/protocol';
import { Component, createRef } from 'preact';
import { w } from '../../words/words.ts';
import { isSoon, type Site, searchTopics } from '../site.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Intents, Kit } from './kit.ts';
import { Standing } from './parts.tsx';

interface TopicPickerProps {
  readonly kit: Pick<Kit, 'say' | 'state' | 'bring'> & { readonly intents: Pick<Intents, 'chooseTopic'> };
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
export class TopicPicker extends Component<TopicPickerProps, { search: string; active: number }> {
  override state = { search: '', active: -1 };
  readonly #list = createRef<HTMLDivElement>();

  override componentDidUpdate(): void {
    this.#list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  override render({ kit, site, mode }: TopicPickerProps) {
    const { say, state, intents } = kit;
    const { search, active } = this.state;
    const groups = searchTopics(site, mode, search);
    const topics = groups.flatMap((group) => group.topics);
    const activeTopic = topics[active];
    const searchFor = (text: string) => this.setState({ search: text, active: -1 });
    const onKeyDown = (event: KeyboardEvent) => {
      const next = stepTo(event.key, active, topics.length);
      const chosen = activeTopic ?? (search ? topics[0] : undefined);
      if (next !== undefined) this.setState({ active: next });
      else if (event.key === 'Enter') chosen && intents.chooseTopic(chosen.id);
      else if (event.key === 'Escape' && search) searchFor('');
      else return;
      event.preventDefault();
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
            onInput={(event) => searchFor(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <p role="status" class="sr">
          {search && say(w.topics_found, { n: topics.length })}
        </p>
        <div role="listbox" id="topics" aria-label={say(w.topic_title)} ref={this.#list}>
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
                  onClick={() => intents.chooseTopic(topic.id)}
                >
                  <span>{topic.name}</span>
                  <Standing kit={kit} mode={mode} topic={topic} there={isSoon(state.availability, topic.id, mode)} />
                  <Icon path={drawings.next} />
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    );
  }
}
