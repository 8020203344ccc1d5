import type { Mode } from '@indiretta/protocol';
import { Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CalendarException, Topic } from '../../../http/types.ts';
import { languageOf } from '../../../words/format.ts';
import { modeWord, textIn } from '../../../words/terms.ts';
import { useSpeech } from '../../../words/WordsContext.tsx';
import { DraftDialog } from './DraftDialog.tsx';
import { readClock, readWeek, written } from './hours.ts';
import { WeekFields } from './WeekFields.tsx';

const modes: readonly Mode[] = ['SHOW', 'TALK', 'WRITE'];

/** A topic with hours of its own, in one mode or in all. */
export function ExceptionDialog(props: {
  readonly exception: CalendarException | undefined;
  readonly others: readonly CalendarException[];
  readonly topics: readonly Topic[];
  readonly onApply: (exception: CalendarException) => void;
  readonly onClose: () => void;
}) {
  const { words, locale } = useSpeech();
  const { exception, topics } = props;
  const [topic, setTopic] = useState<string>(exception?.topic ?? topics[0]?.id ?? '');
  const [mode, setMode] = useState<string>(exception?.mode ?? '');
  const [week, setWeek] = useState(() => written(exception?.week));
  const [last, setLast] = useState(exception?.startUntil ?? '');
  const [frontDesk, setFrontDesk] = useState(exception ? exception.frontDeskOtherwise === true : true);
  const [problem, setProblem] = useState<string>();

  function apply() {
    const read = readWeek(week);
    const startUntil = readClock(last);
    if (!read) return setProblem(words.problem_malformed());
    if (!frontDesk && last !== '' && !startUntil) return setProblem(words.calendar_unreadable({ part: last }));
    const twice = props.others.some(
      (other) =>
        other.topic === topic && (other.mode ?? '') === mode && (other.frontDeskOtherwise ?? false) === frontDesk,
    );
    if (twice) return setProblem(words.calendar_twice());
    return props.onApply({
      topic: topic as Topic['id'],
      ...(mode === '' ? {} : { mode: mode as Mode }),
      week: read,
      ...(frontDesk ? { frontDeskOtherwise: true } : startUntil ? { startUntil } : {}),
    });
  }

  return (
    <DraftDialog title={words.calendar_exceptions()} problem={problem} onApply={apply} onClose={props.onClose}>
      <Group align="flex-start" grow>
        <NativeSelect
          data-autofocus
          label={words.topic()}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
          data={topics.map((it) => ({ value: it.id, label: textIn(it.name, languageOf(locale)) }))}
        />
        <NativeSelect
          label={words.calendar_mode()}
          value={mode}
          onChange={(event) => setMode(event.currentTarget.value)}
          data={[
            { value: '', label: words.calendar_all_modes() },
            ...modes.map((it) => ({ value: it, label: words[modeWord[it]]() })),
          ]}
        />
      </Group>
      <WeekFields week={week} visits={!frontDesk} onChange={setWeek} />
      <Radio.Group
        label={words.calendar_otherwise()}
        value={frontDesk ? 'front' : 'closed'}
        onChange={(value) => setFrontDesk(value === 'front')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="front" label={words.calendar_otherwise_front_desk()} />
          <Radio value="closed" label={words.calendar_otherwise_closed()} />
        </Stack>
      </Radio.Group>
      {!frontDesk && (
        <TextInput
          maw={160}
          label={words.calendar_last_start()}
          placeholder="16:30"
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
      )}
    </DraftDialog>
  );
}
