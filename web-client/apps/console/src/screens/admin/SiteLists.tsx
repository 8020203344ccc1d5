import { Button, Card, Group, Stack, TextInput } from '@mantine/core';
import type { SiteSettings } from '../../http/types.ts';
import { Icon } from '../../theme/Icon.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import { LocalInput } from './LocalInput.tsx';

type Desks = SiteSettings['channels']['desks'];
type Emergency = SiteSettings['emergency'];

const replaced = <T,>(items: readonly T[], at: number, item: T): readonly T[] =>
  items.map((before, index) => (index === at ? item : before));
const removed = <T,>(items: readonly T[], at: number): readonly T[] => items.filter((_, index) => index !== at);

/** The desks where people can go, at most 20. */
export function SiteDesks({ desks, onChange }: { readonly desks: Desks; readonly onChange: (desks: Desks) => void }) {
  const words = useWords();
  return (
    <Stack gap="sm">
      {desks.map((desk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a desk has no id, and the fields hold no state
        <Card key={index} withBorder padding="sm">
          <Stack gap="xs">
            <LocalInput
              label={words.desk_name()}
              value={desk.name}
              onChange={(name) => onChange(replaced(desks, index, { ...desk, name }))}
              maxLength={120}
              required
            />
            <TextInput
              label={words.address()}
              required
              maxLength={200}
              value={desk.address}
              onChange={(event) => onChange(replaced(desks, index, { ...desk, address: event.currentTarget.value }))}
            />
            <LocalInput
              label={words.hours()}
              value={desk.hours ?? {}}
              onChange={(hours) => onChange(replaced(desks, index, { ...desk, hours }))}
              maxLength={120}
            />
            <Group justify="flex-end">
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => onChange(removed(desks, index))}>
                {words.remove_named({ name: desk.address || String(index + 1) })}
              </Button>
            </Group>
          </Stack>
        </Card>
      ))}
      {desks.length < 20 && (
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() => onChange([...desks, { name: {}, address: '' }])}
        >
          {words.desk_add()}
        </Button>
      )}
    </Stack>
  );
}

/** The numbers that the panel and the closed screen show, at most 12. */
export function SiteEmergency(props: {
  readonly emergency: Emergency;
  readonly onChange: (emergency: Emergency) => void;
}) {
  const words = useWords();
  const { emergency, onChange } = props;
  return (
    <Stack gap="sm">
      {emergency.map((it, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a number has no id, and the fields hold no state
        <Card key={index} withBorder padding="sm">
          <Stack gap="xs">
            <TextInput
              label={words.emergency_number()}
              required
              maw={220}
              inputMode="tel"
              pattern="[0-9 +]{2,20}"
              maxLength={20}
              value={it.number}
              onChange={(event) => onChange(replaced(emergency, index, { ...it, number: event.currentTarget.value }))}
            />
            <LocalInput
              label={words.emergency_name()}
              value={it.name}
              onChange={(name) => onChange(replaced(emergency, index, { ...it, name }))}
              maxLength={120}
              required
            />
            <Group justify="flex-end">
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                onClick={() => onChange(removed(emergency, index))}
              >
                {words.remove_named({ name: it.number || String(index + 1) })}
              </Button>
            </Group>
          </Stack>
        </Card>
      ))}
      {emergency.length < 12 && (
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() => onChange([...emergency, { number: '', name: {} }])}
        >
          {words.emergency_add()}
        </Button>
      )}
    </Stack>
  );
}
