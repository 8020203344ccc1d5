import type { Language } from '@indiretta/protocol';
import { Select } from '@mantine/core';
import { Icon } from '../theme/Icon.tsx';
import { languageOf } from '../words/format.ts';
import { languages, languageWord } from '../words/terms.ts';
import { useSpeech } from '../words/WordsContext.tsx';

/** For pages before the sign-in; who is signed in has a setting. */
export function LanguagePicker() {
  const { words, locale, speak } = useSpeech();
  return (
    <Select
      aria-label={words.language()}
      leftSection={<Icon name="globe" size={16} />}
      size="xs"
      w={150}
      data={languages.map((value) => ({ value, label: words[languageWord[value]]() }))}
      value={languageOf(locale)}
      onChange={(value) => value && void speak(value as Language)}
    />
  );
}
