import type { Mode } from '@indiretta/protocol';
import { Alert, Button, Card, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../http/api.ts';
import { useNames } from '../../http/queries.ts';
import type { CalendarException, SiteCalendar, Topic } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { modeWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './calendar/Calendar.module.css';
import { HolidaysPart } from './calendar/HolidaysPart.tsx';
import { readClock, readWeek, written } from './calendar/hours.ts';
import { ClosuresPart, DatesPart, ExceptionsPart } from './calendar/Lists.tsx';
import { PreviewPart } from './calendar/PreviewPart.tsx';
import { WeekFields } from './calendar/WeekFields.tsx';
import { useSaving } from './useSaving.ts';

const modes: readonly Mode[] = ['SHOW', 'TALK', 'WRITE'];

/** When the city is open: every week, on dates that differ, on holidays, and what closes it at once. */
export function CalendarScreen() {
  const words = useWords();
  const timeZone = useNames().timeZone ?? 'Europe/Zurich';
  const query = useQuery({
    queryKey: ['calendar', 'all'],
    queryFn: async () => {
      const [calendar, topics] = await Promise.all([api.calendar(), api.topics()]);
      return { calendar, topics: topics.filter((it) => it.site === calendar.site && it.enabled) };
    },
  });
  return (
    <Page title={words.admin_calendar()} lead={words.calendar_lead({ zone: timeZone })}>
      <Loaded query={query}>
        {({ calendar, topics }) => (
          <Stack>
            <PreviewPart timeZone={timeZone} />
            <CalendarForm calendar={calendar} topics={topics} timeZone={timeZone} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

const lastStarts = (exceptions: readonly CalendarException[]): Readonly<Record<Mode, string>> => {
  const of = (mode: Mode) => exceptions.find((it) => !it.topic && it.mode === mode)?.startUntil ?? '';
  return { SHOW: of('SHOW'), TALK: of('TALK'), WRITE: of('WRITE') };
};

/** A week that somebody begins with: offices' hours. */
const usualWeek = written(
  Object.fromEntries(
    (['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const).map((day) => [
      day,
      [
        { from: '08:00', to: '12:00' },
        { from: '13:30', to: '17:00' },
      ],
    ]),
  ),
);

function CalendarForm(props: {
  readonly calendar: SiteCalendar;
  readonly topics: readonly Topic[];
  readonly timeZone: string;
}) {
  const words = useWords();
  const saving = useSaving('calendar');
  const [draft, setDraft] = useState(props.calendar);
  const [always, setAlways] = useState(props.calendar.week === undefined);
  const [week, setWeek] = useState(() => (props.calendar.week ? written(props.calendar.week) : usualWeek));
  const [last, setLast] = useState(() => lastStarts(props.calendar.exceptions));
  const [state, setState] = useState<'clean' | 'changed' | 'saved'>('clean');
  const [wrong, setWrong] = useState<string>();

  function change(part: Partial<SiteCalendar>) {
    setState('changed');
    setDraft((before) => ({ ...before, ...part }));
  }
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setState('changed');
      set(value);
    };
  const ofTopics = draft.exceptions.filter((it) => it.topic);

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = always ? undefined : readWeek(week);
    const unreadable = modes.find((mode) => last[mode] !== '' && !readClock(last[mode]));
    setWrong(undefined);
    if (!always && !read) return setWrong(words.problem_malformed());
    if (unreadable) return setWrong(words.calendar_unreadable({ part: last[unreadable] }));
    const ofModes = modes.flatMap((mode): CalendarException[] => {
      const before = draft.exceptions.find((it) => !it.topic && it.mode === mode);
      const startUntil = readClock(last[mode]);
      if (startUntil) return [{ ...before, mode, startUntil }];
      return before?.week ? [{ mode, week: before.week }] : [];
    });
    const { week: _before, ...rest } = draft;
    const calendar = { ...rest, ...(read ? { week: read } : {}), exceptions: [...ofModes, ...ofTopics] };
    return void saving.save(
      () => api.changeCalendar(calendar),
      (saved) => {
        setDraft(saved);
        setState('saved');
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Part title={words.calendar_closures()}>
          <ClosuresPart
            closures={draft.closures}
            topics={props.topics}
            timeZone={props.timeZone}
            onChange={(closures) => change({ closures })}
          />
        </Part>
        <Part title={words.calendar_dates()}>
          <DatesPart dates={draft.dates} onChange={(dates) => change({ dates })} />
        </Part>
        <Part title={words.calendar_week()}>
          <Checkbox
            label={words.calendar_always()}
            checked={always}
            onChange={(event) => changed(setAlways)(event.currentTarget.checked)}
          />
          {!always && (
            <>
              <Text size="sm" c="dimmed">
                {words.calendar_parts_help()}
              </Text>
              <WeekFields week={week} visits onChange={changed(setWeek)} />
            </>
          )}
        </Part>
        <Part title={words.calendar_last_start()}>
          <Text size="sm" c="dimmed">
            {words.calendar_last_start_help()}
          </Text>
          <Group>
            {modes.map((mode) => (
              <TextInput
                key={mode}
                w={140}
                label={words[modeWord[mode]]()}
                placeholder="16:30"
                maxLength={5}
                value={last[mode]}
                onChange={(event) => changed(setLast)({ ...last, [mode]: event.currentTarget.value })}
              />
            ))}
          </Group>
        </Part>
        <Part title={words.calendar_exceptions()}>
          <ExceptionsPart
            exceptions={ofTopics}
            topics={props.topics}
            onChange={(exceptions) =>
              change({ exceptions: [...draft.exceptions.filter((it) => !it.topic), ...exceptions] })
            }
          />
        </Part>
        <Part title={words.calendar_holidays()}>
          <HolidaysPart holidays={draft.holidays} onChange={(holidays) => change({ holidays })} />
        </Part>
        <div className={styles.save}>
          <Button type="submit" loading={saving.busy}>
            {words.save()}
          </Button>
          <span role="status">
            {state === 'changed' && words.calendar_unsaved()}
            {state === 'saved' && words.saved()}
          </span>
          <div role="alert">
            {(wrong ?? saving.problem) && (
              <Alert color="red" py={6}>
                {wrong ?? saving.problem}
              </Alert>
            )}
          </div>
        </div>
      </Stack>
    </form>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder component="section" padding="lg" radius="lg" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack>{children}</Stack>
    </Card>
  );
}
