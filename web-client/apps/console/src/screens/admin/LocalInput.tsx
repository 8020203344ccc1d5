import type { Language } from '@indiretta/protocol';
import { Fieldset, Stack, Textarea, TextInput } from '@mantine/core';
import type { LocalText } from '../../http/types.ts';
import { languages, languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './LocalInput.module.css';

/** A text in the four languages; those that are missing say so. */
export function LocalInput(props: {
  readonly label: string;
  readonly value: LocalText;
  readonly onChange: (value: LocalText) => void;
  readonly maxLength: number;
  readonly lines?: boolean;
  /** At least the first language must be there. */
  readonly required?: boolean;
  /** Which keys a phone shows; an address may also begin with `/`, on the server's own pages. */
  readonly inputMode?: 'text' | 'url';
}) {
  const words = useWords();
  const { value, onChange, maxLength, lines = false, required = false, inputMode = 'text' } = props;

  function change(language: Language, text: string) {
    const { [language]: _before, ...rest } = value;
    onChange(text === '' ? rest : { ...rest, [language]: text });
  }

  const anything = Object.values(value).some(Boolean);
  return (
    <Fieldset legend={props.label} className={styles.set}>
      <Stack gap="xs">
        {languages.map((language) => {
          const missing = anything && !value[language];
          const common = {
            label: words[languageWord[language]](),
            lang: language,
            maxLength,
            value: value[language] ?? '',
            required: required && language === 'it',
            // In a dialog the first text that must be there has the focus.
            ...(required && language === 'it' ? { 'data-autofocus': true } : {}),
            description: missing ? <span className={styles.missing}>{words.missing()}</span> : undefined,
            classNames: { root: styles.input as string },
          };
          return lines ? (
            <Textarea
              key={language}
              {...common}
              autosize
              minRows={2}
              maxRows={8}
              onChange={(event) => change(language, event.currentTarget.value)}
            />
          ) : (
            <TextInput
              key={language}
              {...common}
              inputMode={inputMode}
              onChange={(event) => change(language, event.currentTarget.value)}
            />
          );
        })}
      </Stack>
    </Fieldset>
  );
}
