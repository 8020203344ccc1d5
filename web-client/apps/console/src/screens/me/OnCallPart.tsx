import { ActionIcon, Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../http/MeContext.ts';
import { pushQuery } from '../../http/queries.ts';
import type { OnCallHours } from '../../http/types.ts';
import { switchOff, switchOn, thisBrowser } from '../../oncall/thisBrowser.ts';
import { Icon } from '../../theme/Icon.tsx';
import { dayNames } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { useSpeech, useWords } from '../../words/WordsContext.tsx';
import styles from './OnCallPart.module.css';
import { useChangeMe } from './useChangeMe.ts';

const MOST_HOURS = 28;
const next: OnCallHours = { day: 1, from: '08:00', to: '12:00' };

/** When this person is reached without being at the console, and whether by this browser. */
export function OnCallPart() {
  const words = useWords();
  return (
    <Stack>
      <Text size="sm">{words.on_call_help()}</Text>
      <Hours />
      <ThisBrowser />
    </Stack>
  );
}

function Hours() {
  const { words, locale } = useSpeech();
  const { onCall } = useMe();
  const { change, problem } = useChangeMe();
  const [hours, setHours] = useState<readonly OnCallHours[]>(onCall);
  const [busy, setBusy] = useState(false);
  const days = dayNames(locale).map((label, index) => ({ value: String(index + 1), label }));
  const wrong = hours.some(({ from, to }) => !(from < to));
  const unchanged = JSON.stringify(hours) === JSON.stringify(onCall);
  const set = (at: number, more: Partial<OnCallHours>) =>
    setHours((before) => before.map((it, index) => (index === at ? { ...it, ...more } : it)));

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    await change({ onCall: hours });
    setBusy(false);
  }

  return (
    <form onSubmit={save}>
      <Stack gap="xs">
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {hours.length === 0 && <Text c="dimmed">{words.on_call_never()}</Text>}
        {hours.map((it, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two may say the same
          <fieldset key={index} className={styles.row} aria-label={days[it.day - 1]?.label}>
            <Select
              aria-label={words.on_call_day()}
              data={days}
              allowDeselect={false}
              value={String(it.day)}
              onChange={(day) => day && set(index, { day: Number(day) })}
            />
            <TextInput
              type="time"
              aria-label={words.on_call_from()}
              required
              value={it.from}
              onChange={(event) => set(index, { from: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              aria-label={words.on_call_to()}
              required
              error={it.from < it.to ? undefined : words.on_call_reversed()}
              value={it.to}
              onChange={(event) => set(index, { to: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              aria-label={words.on_call_remove()}
              onClick={() => setHours((before) => before.filter((_, other) => other !== index))}
            >
              <Icon name="close" />
            </ActionIcon>
          </fieldset>
        ))}
        <Group>
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={16} />}
            disabled={hours.length >= MOST_HOURS}
            onClick={() =>
              setHours((before) => [...before, { ...next, day: Math.min(7, (before.at(-1)?.day ?? 0) + 1) }])
            }
          >
            {words.on_call_add()}
          </Button>
          <Button type="submit" loading={busy} disabled={wrong || unchanged}>
            {words.save()}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Notices on this device; the browser itself asks before the first. */
function ThisBrowser() {
  const words = useWords();
  const queries = useQueryClient();
  const subscriptions = useQuery(pushQuery);
  const { data } = subscriptions;
  const state = useQuery({
    queryKey: ['push', 'this-browser', data?.browsers.map(({ id }) => id)],
    queryFn: () => (data ? thisBrowser(data) : null),
    enabled: data !== undefined,
  }).data;
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (!data || !state) return null;

  async function turn() {
    setProblem(undefined);
    setBusy(true);
    try {
      if (state?.type === 'on') await switchOff(state.id);
      else if (data) await switchOn(data);
    } catch (error) {
      setProblem(error instanceof DOMException ? words.on_call_browser_failed() : problemText(words, error));
    }
    await queries.invalidateQueries({ queryKey: ['push'] });
    setBusy(false);
  }

  return (
    <Stack gap="xs">
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {state.type === 'on' || state.type === 'off' ? (
        <Group>
          <Button variant={state.type === 'on' ? 'default' : 'filled'} loading={busy} onClick={() => void turn()}>
            {state.type === 'on' ? words.on_call_browser_off() : words.on_call_browser_on()}
          </Button>
          <Text size="sm" c="dimmed">
            {state.type === 'on' ? words.on_call_browser_is_on() : words.on_call_browser_is_off()}
          </Text>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {state.type === 'denied' ? words.notifications_denied() : words.notifications_unsupported()}
        </Text>
      )}
    </Stack>
  );
}
