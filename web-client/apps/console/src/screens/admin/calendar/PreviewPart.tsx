import { Card, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../http/api.ts';
import { useNames } from '../../../http/queries.ts';
import type { DayPlan } from '../../../http/types.ts';
import { languageOf } from '../../../words/format.ts';
import { problemText } from '../../../words/problems.ts';
import { modeWord, textIn } from '../../../words/terms.ts';
import { useSpeech } from '../../../words/WordsContext.tsx';
import styles from './Calendar.module.css';
import { dateText, partsText } from './calendarText.ts';
import { localOf } from './hours.ts';

/** "Is it open on this day?", of what is saved. */
export function PreviewPart({ timeZone }: { readonly timeZone: string }) {
  const { words } = useSpeech();
  const [date, setDate] = useState(() => localOf(new Date().toISOString(), timeZone).slice(0, 10));
  const query = useQuery({
    queryKey: ['calendar', 'preview', date],
    queryFn: () => api.previewDay(date),
    enabled: date !== '',
  });
  return (
    <Card withBorder component="section" padding="lg" radius="lg" aria-label={words.calendar_preview()}>
      <Title order={2} mb="sm">
        {words.calendar_preview()}
      </Title>
      <Stack gap="xs">
        <TextInput
          type="date"
          maw={220}
          label={words.calendar_day()}
          description={words.calendar_preview_help()}
          inputWrapperOrder={['label', 'input', 'description']}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <div role="status">
          {query.data && <Plan plan={query.data} />}
          {query.error && <Text c="var(--mantine-color-error)">{problemText(words, query.error)}</Text>}
        </div>
      </Stack>
    </Card>
  );
}

function Plan({ plan }: { readonly plan: DayPlan }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const language = languageOf(locale);
  const name = textIn(plan.text, language);
  const why = {
    ALWAYS: words.calendar_why_always(),
    WEEK: words.calendar_why_week(),
    HOLIDAY: words.calendar_why_holiday({ name }),
    DATE: words.calendar_why_date({ name }),
    YEARLY_DATE: words.calendar_why_yearly({ name }),
  }[plan.why];
  return (
    <>
      <Text fw={600} size="lg">
        {dateText(plan.date, locale)}: {partsText(words, plan.hours)}
      </Text>
      {plan.why !== 'ALWAYS' && <Text c="dimmed">{why.replace(/[:：]\s*$/, '')}</Text>}
      <ul className={styles.list}>
        {plan.exceptions.map((line) => (
          <li key={`${line.topic} ${line.mode} ${line.frontDeskOtherwise}`} className={styles.row}>
            <span>
              <strong>
                {[line.topic && names.topic(line.topic), line.mode && words[modeWord[line.mode]]()]
                  .filter(Boolean)
                  .join(' · ')}
              </strong>
              {': '}
              {[
                partsText(words, line.hours),
                line.startUntil && words.calendar_start_until({ time: line.startUntil }),
                line.frontDeskOtherwise && words.calendar_else_front_desk(),
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
        {plan.closures.map((closure) => (
          <li key={closure.from} className={styles.row}>
            {words.calendar_closures()}: {textIn(closure.text, language)}
          </li>
        ))}
      </ul>
    </>
  );
}
