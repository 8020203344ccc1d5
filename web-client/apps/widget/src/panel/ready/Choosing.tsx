import type { Mode } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import { isAnybodyThere, offeredModes } from '../site.ts';
import { siteOf } from '../state.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';
import { CodeButton, Emergency, later, Standing, Title } from './parts.tsx';

const Announcement = later(() => import('../queue/Announcement.tsx'));

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
      {!offered.some((mode) => isAnybodyThere(state.availability, mode)) && <Announcement kit={kit} there={false} />}
      <ul class="cards">
        {offered.map((mode) => {
          const [name, note, path] = modes[mode];
          return (
            <li key={mode}>
              <button type="button" class="plain card" onClick={() => intents.chooseMode(mode)}>
                <Icon path={path} />
                <span>
                  <b>{say(name)}</b>
                  {isAnybodyThere(state.availability, mode) ? (
                    <small>{say(note)}</small>
                  ) : (
                    <Standing kit={kit} mode={mode} there={false} />
                  )}
                </span>
                <Icon path={drawings.next} />
              </button>
            </li>
          );
        })}
      </ul>
      <CodeButton kit={kit} />
      <Emergency kit={kit} />
    </div>
  );
}
