import type { Language } from '@indiretta/protocol';
import { languageOf } from '../state.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';

/** Each language in its own words. */
const languageNames: Record<Language, string> = { it: 'Italiano', de: 'Deutsch', fr: 'Français', en: 'English' };

function LanguageSwitch({ kit }: { readonly kit: Kit }) {
  const { site, locale } = kit.state;
  const languages = site.is === 'here' ? site.site.languages : [];
  if (languages.length < 2) return null;
  return (
    <select
      class="languages"
      aria-label={kit.words.language({})}
      value={languageOf(locale)}
      onChange={(event) => kit.intents.setLocale(event.currentTarget.value)}
    >
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {languageNames[language]}
        </option>
      ))}
    </select>
  );
}

/** What this is, whose or, once there is one, the reference of the consultation, always in view; the way out. */
export function Header({ kit }: { readonly kit: Kit }) {
  const { words, state, shape, intents } = kit;
  const Name = shape === 'page' ? 'h1' : 'h2';
  const reference = state.stage.at === 'consulting' && state.stage.snapshot.view?.reference;
  const referenceLine = (
    <span class="reference">
      {words.reference({})} <b>{reference}</b>
    </span>
  );
  return (
    <div class="header">
      <div class="who">
        <Name id="title">{words.button({})}</Name>
        <p>{reference ? referenceLine : state.site.is === 'here' && state.site.site.name}</p>
      </div>
      <LanguageSwitch kit={kit} />
      {shape === 'window' && (
        <button type="button" class="round" aria-label={words.close({})} onClick={() => intents.close()}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
