import { Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DifferentDay } from '../../../http/types.ts';
import { useWords } from '../../../words/WordsContext.tsx';
import { LocalInput } from '../LocalInput.tsx';
import { hoursProblemText } from './calendarText.ts';
import { DraftDialog } from './DraftDialog.tsx';
import { HoursInput } from './HoursInput.tsx';
import { hoursText, readDay } from './hours.ts';

/** A date that differs: one day, some days, or one of every year. */
export function DateDialog(props: {
  readonly day: DifferentDay | undefined;
  readonly others: readonly DifferentDay[];
  readonly onApply: (day: DifferentDay) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [date, setDate] = useState(props.day?.date ?? '');
  const [until, setUntil] = useState(props.day?.until ?? '');
  const [yearly, setYearly] = useState(props.day?.yearly ?? false);
  const [hours, setHours] = useState({
    live: hoursText(props.day?.hours),
    byAppointment: hoursText(props.day?.hours, true),
  });
  const [text, setText] = useState(props.day?.text ?? {});
  const [problem, setProblem] = useState<string>();
  const read = readDay(hours);

  function apply() {
    const last = yearly || until === '' ? date : until;
    if (!read.ok) return setProblem(hoursProblemText(words, read.problem));
    if (last < date) return setProblem(words.calendar_days_reversed());
    const day: DifferentDay = {
      date,
      ...(last === date ? {} : { until: last }),
      ...(yearly ? { yearly } : {}),
      hours: read.parts,
      text,
    };
    if (props.others.some((other) => overlap(other, day))) return setProblem(words.calendar_days_overlap());
    return props.onApply(day);
  }

  return (
    <DraftDialog title={words.calendar_dates()} problem={problem} onApply={apply} onClose={props.onClose}>
      <Group align="flex-end">
        <TextInput
          type="date"
          required
          data-autofocus
          label={words.calendar_day()}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        {!yearly && (
          <TextInput
            type="date"
            label={words.calendar_until_day()}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        )}
        <Checkbox
          mb={8}
          label={words.calendar_yearly()}
          checked={yearly}
          onChange={(event) => setYearly(event.currentTarget.checked)}
        />
      </Group>
      <HoursInput
        label={words.calendar_live()}
        value={hours.live}
        read={read}
        onChange={(live) => setHours({ ...hours, live })}
      />
      <LocalInput label={words.name()} value={text} onChange={setText} maxLength={200} />
    </DraftDialog>
  );
}

const overlap = (one: DifferentDay, other: DifferentDay): boolean =>
  one.yearly && other.yearly
    ? one.date.slice(5) === other.date.slice(5)
    : !one.yearly && !other.yearly && one.date <= (other.until ?? other.date) && other.date <= (one.until ?? one.date);
