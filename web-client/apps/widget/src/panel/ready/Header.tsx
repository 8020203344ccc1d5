import type { Language } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import { languageOf, siteOf } from '../state.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';

/** Each language in its own words. */
const languageNames: Record<Language, string> = { it: 'Italiano', de: 'Deutsch', fr: 'Français', en: 'English' };

function LanguageSwitch({ kit }: { readonly kit: Kit }) {
  const languages = siteOf(kit.state)?.languages ?? [];
  return languages.length > 1 ? (
    <select
      class="languages"
      aria-label={kit.say(w.language)}
      value={languageOf(kit.state.locale)}
      onChange={(event) => kit.intents.setLocale(event.currentTarget.value)}
    >
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {languageNames[language]}
        </option>
      ))}
    </select>
  ) : null;
}

/** What this is, whose or, once there is one, the reference of the consultation, always in view; the way out. */
export function Header({ kit }: { readonly kit: Kit }) {
  const { say, state, shape, intents } = kit;
  const { stage } = state;
  const Name = shape === 'page' ? 'h1' : 'h2';
  const reference = stage.at === 'consulting' && stage.snapshot.view?.reference;
  return (
    <div class="header">
      <div class="who">
        <Name id="title">{say(w.button)}</Name>
        {reference ? (
          <p class="reference">
            {say(w.reference)} <b>{reference}</b>
          </p>
        ) : (
          <p>{siteOf(state)?.name}</p>
        )}
      </div>
      <LanguageSwitch kit={kit} />
      {shape === 'window' && (
        <button type="button" class="round" aria-label={say(w.close)} onClick={() => intents.close()}>
          <Icon path={drawings.close} />
        </button>
      )}
    </div>
  );
}
