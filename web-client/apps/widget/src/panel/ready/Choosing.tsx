import type { Mode } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import { isAnybodyThere, offeredModes } from '../site.ts';
import { siteOf } from '../state.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';
import { Emergency, Note, Title } from './parts.tsx';

/** Name, subtitle and drawing of each mode. */
const modes = {
  SHOW: [w.show, w.show_note, 'M3 5h18v11H3zM8 20h8M12 16v4'],
  TALK: [w.talk, w.talk_note, 'M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4'],
  WRITE: [w.write, w.write_note, 'M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12.5h5'],
} as const satisfies Record<Mode, unknown>;

/** Which of the offered modes; one that no topic offers is not drawn. */
export function Choosing({ kit }: { readonly kit: Kit }) {
  const { say, state, intents } = kit;
  const site = siteOf(state);
  const offered = site ? offeredModes(site, state.served) : [];
  return (
    <div class="scroll">
      <Title kit={kit} focus>
        {say(w.modes_title)}
      </Title>
      <Note
        kit={kit}
        word={offered.some((mode) => isAnybodyThere(state.availability, mode)) ? undefined : w.nobody_all}
      />
      <ul class="cards">
        {offered.map((mode) => {
          const [name, note, path] = modes[mode];
          return (
            <li key={mode}>
              <button type="button" class="plain card" onClick={() => intents.chooseMode(mode)}>
                <Icon path={path} />
                <span>
                  <b>{say(name)}</b>
                  <small>{say(isAnybodyThere(state.availability, mode) ? note : w.topic_nobody)}</small>
                </span>
                <Icon path={drawings.next} />
              </button>
            </li>
          );
        })}
      </ul>
      <Emergency kit={kit} />
    </div>
  );
}
