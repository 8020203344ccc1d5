import type { Mode } from '@indiretta/protocol';
import type { ReadyWords } from '../../words/words.ts';
import { offeredModes } from '../site.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';
import { Emergency, Title } from './parts.tsx';

const drawings = {
  show: 'M3 5h18v11H3zM8 20h8M12 16v4',
  talk: 'M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4',
  write: 'M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12.500h5',
} as const;

/** Name, subtitle and drawing of a mode. */
function modeWords(words: ReadyWords, mode: Mode): readonly [name: string, note: string, path: string] {
  switch (mode) {
    case 'SHOW':
      return [words.show({}), words.show_note({}), drawings.show];
    case 'TALK':
      return [words.talk({}), words.talk_note({}), drawings.talk];
    case 'WRITE':
      return [words.write({}), words.write_note({}), drawings.write];
  }
}

/** Which of the offered modes; one that no topic offers is not drawn. */
export function Choosing({ kit }: { readonly kit: Kit }) {
  const { words, state, intents } = kit;
  const modes = state.site.is === 'here' ? offeredModes(state.site.site, state.served) : [];
  return (
    <div class="scroll">
      <Title kit={kit} focus>
        {words.modes_title({})}
      </Title>
      <ul class="cards">
        {modes.map((mode) => {
          const [name, note, icon] = modeWords(words, mode);
          return (
            <li key={mode}>
              <button type="button" class="card" onClick={() => intents.chooseMode(mode)}>
                <Icon path={icon} />
                <span class="card-words">
                  <b>{name}</b>
                  <small>{note}</small>
                </span>
                <Icon name="next" />
              </button>
            </li>
          );
        })}
      </ul>
      <Emergency kit={kit} />
    </div>
  );
}
