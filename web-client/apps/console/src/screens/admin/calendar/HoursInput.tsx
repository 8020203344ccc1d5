import { TextInput } from '@mantine/core';
import { useWords } from '../../../words/WordsContext.tsx';
import { hoursProblemText } from './calendarText.ts';
import type { ReadHours } from './hours.ts';

/** Times of a day as text; what is wrong is said beneath. */
export function HoursInput(props: {
  readonly label: string;
  readonly value: string;
  readonly read: ReadHours;
  readonly onChange: (text: string) => void;
}) {
  const words = useWords();
  return (
    <TextInput
      label={props.label}
      maxLength={200}
      autoComplete="off"
      placeholder={words.calendar_closed()}
      value={props.value}
      error={props.read.ok ? undefined : hoursProblemText(words, props.read.problem)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
