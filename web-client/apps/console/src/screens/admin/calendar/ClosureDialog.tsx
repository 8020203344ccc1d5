import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CalendarClosure, Topic } from '../../../http/types.ts';
import { languageOf } from '../../../words/format.ts';
import { textIn } from '../../../words/terms.ts';
import { useSpeech } from '../../../words/WordsContext.tsx';
import { LocalInput } from '../LocalInput.tsx';
import { DraftDialog } from './DraftDialog.tsx';
import { instantOf, localOf } from './hours.ts';

/** A sudden closure, of everything or of one topic; it begins now unless said otherwise. */
export function ClosureDialog(props: {
  readonly closure: CalendarClosure | undefined;
  readonly topics: readonly Topic[];
  readonly timeZone: string;
  readonly onApply: (closure: CalendarClosure) => void;
  readonly onClose: () => void;
}) {
  const { words, locale } = useSpeech();
  const { closure, timeZone } = props;
  const [from, setFrom] = useState(() => localOf(closure?.from ?? new Date().toISOString(), timeZone));
  const [until, setUntil] = useState(closure?.until ? localOf(closure.until, timeZone) : '');
  const [topic, setTopic] = useState<string>(closure?.topic ?? '');
  const [text, setText] = useState(closure?.text ?? {});
  const [problem, setProblem] = useState<string>();

  function apply() {
    if (until !== '' && until <= from) return setProblem(words.calendar_days_reversed());
    return props.onApply({
      from: instantOf(from, timeZone),
      ...(until === '' ? {} : { until: instantOf(until, timeZone) }),
      ...(topic === '' ? {} : { topic: topic as Topic['id'] }),
      text,
    });
  }

  return (
    <DraftDialog title={words.calendar_closures()} problem={problem} onApply={apply} onClose={props.onClose}>
      <LocalInput label={words.calendar_text()} value={text} onChange={setText} maxLength={200} required />
      <Group align="flex-start">
        <TextInput
          type="datetime-local"
          required
          label={words.calendar_from()}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={words.calendar_until()}
          description={words.calendar_until_empty()}
          inputWrapperOrder={['label', 'input', 'description']}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </Group>
      <NativeSelect
        label={words.topic()}
        value={topic}
        onChange={(event) => setTopic(event.currentTarget.value)}
        data={[
          { value: '', label: words.calendar_all_topics() },
          ...props.topics.map((it) => ({ value: it.id, label: textIn(it.name, languageOf(locale)) })),
        ]}
      />
    </DraftDialog>
  );
}
