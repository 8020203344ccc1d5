import { Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNames } from '../../../http/queries.ts';
import type { CalendarClosure, CalendarException, DifferentDay, Topic } from '../../../http/types.ts';
import { Icon } from '../../../theme/Icon.tsx';
import { dayAndTime, languageOf } from '../../../words/format.ts';
import { modeWord, textIn } from '../../../words/terms.ts';
import { useSpeech } from '../../../words/WordsContext.tsx';
import styles from './Calendar.module.css';
import { ClosureDialog } from './ClosureDialog.tsx';
import { dateText, partsText, weekText } from './calendarText.ts';
import { DateDialog } from './DateDialog.tsx';
import { ExceptionDialog } from './ExceptionDialog.tsx';
import { ListRow } from './ListRow.tsx';

/** A list whose entries are changed in a dialog. */
function Entries<T>(props: {
  readonly entries: readonly T[];
  readonly add: string;
  readonly onChange: (entries: readonly T[]) => void;
  readonly row: (entry: T) => { readonly key: string; readonly name: string; readonly text: ReactNode };
  readonly dialog: (
    edited: T | undefined,
    others: readonly T[],
    onApply: (entry: T) => void,
    onClose: () => void,
  ) => ReactNode;
}) {
  const { entries, onChange } = props;
  const [edited, setEdited] = useState<{ readonly entry: T | undefined }>();
  const others = entries.filter((it) => it !== edited?.entry);
  return (
    <div>
      <ul className={styles.list}>
        {entries.map((entry) => {
          const { key, name, text } = props.row(entry);
          return (
            <ListRow
              key={key}
              name={name}
              onEdit={() => setEdited({ entry })}
              onRemove={() => onChange(entries.filter((it) => it !== entry))}
            >
              {text}
            </ListRow>
          );
        })}
      </ul>
      <Button
        mt="xs"
        variant="default"
        leftSection={<Icon name="plus" />}
        onClick={() => setEdited({ entry: undefined })}
      >
        {props.add}
      </Button>
      {edited &&
        props.dialog(
          edited.entry,
          others,
          (entry) => {
            onChange(edited.entry ? entries.map((it) => (it === edited.entry ? entry : it)) : [...entries, entry]);
            setEdited(undefined);
          },
          () => setEdited(undefined),
        )}
    </div>
  );
}

/** Dates that differ, the next one first. */
export function DatesPart(props: {
  readonly dates: readonly DifferentDay[];
  readonly onChange: (dates: readonly DifferentDay[]) => void;
}) {
  const { words, locale } = useSpeech();
  const byDate = (one: DifferentDay, other: DifferentDay) =>
    Number(one.yearly ?? false) - Number(other.yearly ?? false) || one.date.localeCompare(other.date);
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.calendar_dates_help()}
      </Text>
      <Entries
        entries={[...props.dates].sort(byDate)}
        add={words.calendar_date_add()}
        onChange={props.onChange}
        row={(day) => {
          const date = [day.date, day.until]
            .filter((it) => it !== undefined)
            .map((it) => dateText(it, locale, day.yearly))
            .join(' – ');
          return {
            key: `${day.date} ${day.yearly}`,
            name: date,
            text: [
              textIn(day.text, languageOf(locale)),
              day.yearly && words.calendar_yearly(),
              partsText(words, day.hours),
            ]
              .filter(Boolean)
              .join(' · '),
          };
        }}
        dialog={(day, others, onApply, onClose) => (
          <DateDialog day={day} others={others} onApply={onApply} onClose={onClose} />
        )}
      />
    </>
  );
}

/** Topics with hours of their own. */
export function ExceptionsPart(props: {
  readonly exceptions: readonly CalendarException[];
  readonly topics: readonly Topic[];
  readonly onChange: (exceptions: readonly CalendarException[]) => void;
}) {
  const { words, locale } = useSpeech();
  const names = useNames();
  return (
    <Entries
      entries={props.exceptions}
      add={words.calendar_exception_add()}
      onChange={props.onChange}
      row={(it) => ({
        key: `${it.topic} ${it.mode} ${it.frontDeskOtherwise}`,
        name: [it.topic && names.topic(it.topic), it.mode && words[modeWord[it.mode]]()].filter(Boolean).join(' · '),
        text: [
          it.week && (weekText(it.week, locale) || words.calendar_closed()),
          it.startUntil && words.calendar_start_until({ time: it.startUntil }),
          it.week && (it.frontDeskOtherwise ? words.calendar_else_front_desk() : words.calendar_else_closed()),
        ]
          .filter(Boolean)
          .join(' · '),
      })}
      dialog={(exception, others, onApply, onClose) => (
        <ExceptionDialog
          exception={exception}
          others={others}
          topics={props.topics}
          onApply={onApply}
          onClose={onClose}
        />
      )}
    />
  );
}

/** Sudden closures. */
export function ClosuresPart(props: {
  readonly closures: readonly CalendarClosure[];
  readonly topics: readonly Topic[];
  readonly timeZone: string;
  readonly onChange: (closures: readonly CalendarClosure[]) => void;
}) {
  const { words, locale } = useSpeech();
  const names = useNames();
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.calendar_closures_help()}
      </Text>
      <Entries
        entries={props.closures}
        add={words.calendar_closure_add()}
        onChange={props.onChange}
        row={(it) => ({
          key: `${it.from} ${it.topic}`,
          name: textIn(it.text, languageOf(locale)),
          text: [
            it.topic ? names.topic(it.topic) : words.calendar_all_topics(),
            `${dayAndTime(it.from, locale, props.timeZone)} – ${
              it.until ? dayAndTime(it.until, locale, props.timeZone) : words.calendar_until_removed()
            }`,
          ].join(' · '),
        })}
        dialog={(closure, _others, onApply, onClose) => (
          <ClosureDialog
            closure={closure}
            topics={props.topics}
            timeZone={props.timeZone}
            onApply={onApply}
            onClose={onClose}
          />
        )}
      />
    </>
  );
}
