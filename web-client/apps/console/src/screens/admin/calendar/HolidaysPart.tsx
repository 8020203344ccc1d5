import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../http/api.ts';
import type { AddedHoliday, HolidayRules } from '../../../http/types.ts';
import { Icon } from '../../../theme/Icon.tsx';
import { languageOf } from '../../../words/format.ts';
import { textIn } from '../../../words/terms.ts';
import { useSpeech } from '../../../words/WordsContext.tsx';
import { AddedDayDialog } from './AddedDayDialog.tsx';
import styles from './Calendar.module.css';
import { dateText } from './calendarText.ts';
import { ListRow } from './ListRow.tsx';

/** The holidays of a place, year by year; an admin takes days away and adds local ones. */
export function HolidaysPart(props: {
  readonly holidays: HolidayRules;
  readonly onChange: (holidays: HolidayRules) => void;
}) {
  const { words, locale } = useSpeech();
  const { holidays, onChange } = props;
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [edited, setEdited] = useState<AddedHoliday | 'new'>();
  const { removed, added, place } = holidays;
  const query = useQuery({
    queryKey: ['calendar', 'holidays', year, place],
    queryFn: () => api.holidays(year, place),
    placeholderData: (before) => before,
  });

  function choosePlace(value: string) {
    const { place: _before, ...rest } = holidays;
    onChange(value === '' ? rest : { ...rest, place: value });
  }

  function apply(day: AddedHoliday) {
    const others = added.filter((it) => it !== edited);
    onChange({ ...holidays, added: [...others, day].sort((a, b) => a.date.localeCompare(b.date)) });
    setEdited(undefined);
  }

  return (
    <Stack>
      <Group align="flex-end">
        <NativeSelect
          label={words.calendar_place()}
          value={place ?? ''}
          onChange={(event) => choosePlace(event.currentTarget.value)}
          data={[
            { value: '', label: words.calendar_place_none() },
            ...(query.data?.places ?? []).map(({ id, name }) => ({
              value: id,
              label: `${id.slice(0, 2).toUpperCase()} · ${name}`,
            })),
          ]}
        />
        {place && (
          <Group gap={4} role="group" aria-label={words.calendar_year()}>
            <ActionIcon size="lg" aria-label={`${year - 1}`} onClick={() => setYear(year - 1)} disabled={year <= 2000}>
              <Icon name="left" />
            </ActionIcon>
            <Text fw={600} aria-live="polite">
              {year}
            </Text>
            <ActionIcon size="lg" aria-label={`${year + 1}`} onClick={() => setYear(year + 1)} disabled={year >= 2100}>
              <Icon name="right" />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {place && (
        <>
          <Text size="sm" c="dimmed">
            {words.calendar_holidays_help()}
          </Text>
          <ul className={styles.holidays}>
            {query.data?.holidays.map(({ date, key, name }) => (
              <li key={date}>
                <Checkbox
                  label={`${dateText(date, locale)} · ${textIn(name, languageOf(locale))}`}
                  checked={!removed.includes(key)}
                  onChange={(event) =>
                    onChange({
                      ...holidays,
                      removed: event.currentTarget.checked ? removed.filter((it) => it !== key) : [...removed, key],
                    })
                  }
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <div>
        <Text fw={600}>{words.calendar_added()}</Text>
        <ul className={styles.list}>
          {added.map((day) => (
            <ListRow
              key={`${day.date} ${day.yearly}`}
              name={textIn(day.name, languageOf(locale)) || dateText(day.date, locale, day.yearly)}
              onEdit={() => setEdited(day)}
              onRemove={() => onChange({ ...holidays, added: added.filter((it) => it !== day) })}
            >
              {dateText(day.date, locale, day.yearly)}
              {day.yearly && ` · ${words.calendar_yearly()}`}
            </ListRow>
          ))}
        </ul>
        <Button mt="xs" variant="default" leftSection={<Icon name="plus" />} onClick={() => setEdited('new')}>
          {words.calendar_day_add()}
        </Button>
      </div>
      {edited && (
        <AddedDayDialog
          day={edited === 'new' ? undefined : edited}
          others={added.filter((it) => it !== edited)}
          onApply={apply}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Stack>
  );
}
