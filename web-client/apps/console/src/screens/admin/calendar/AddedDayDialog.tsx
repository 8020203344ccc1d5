import { Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AddedHoliday } from '../../../http/types.ts';
import { useWords } from '../../../words/WordsContext.tsx';
import { LocalInput } from '../LocalInput.tsx';
import { DraftDialog } from './DraftDialog.tsx';

/** A local day off, such as the patron saint's. */
export function AddedDayDialog(props: {
  readonly day: AddedHoliday | undefined;
  readonly others: readonly AddedHoliday[];
  readonly onApply: (day: AddedHoliday) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [date, setDate] = useState(props.day?.date ?? '');
  const [yearly, setYearly] = useState(props.day?.yearly ?? false);
  const [name, setName] = useState(props.day?.name ?? {});
  const [problem, setProblem] = useState<string>();

  function apply() {
    const twice = props.others.some((other) => other.date === date && (other.yearly ?? false) === yearly);
    if (twice) return setProblem(words.calendar_days_overlap());
    return props.onApply({ date, ...(yearly ? { yearly } : {}), name });
  }

  return (
    <DraftDialog title={words.calendar_added()} problem={problem} onApply={apply} onClose={props.onClose}>
      <Group align="flex-end">
        <TextInput
          type="date"
          required
          data-autofocus
          label={words.calendar_day()}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Checkbox
          mb={8}
          label={words.calendar_yearly()}
          checked={yearly}
          onChange={(event) => setYearly(event.currentTarget.checked)}
        />
      </Group>
      <LocalInput label={words.name()} value={name} onChange={setName} maxLength={200} />
    </DraftDialog>
  );
}
