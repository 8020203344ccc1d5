import { Button, Chip, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk } from '../desk/DeskContext.tsx';
import { minutesUntil, type Pause, pauseMinutes, pauses } from '../desk/presence.ts';
import { awayWord } from '../words/terms.ts';
import { useWords } from '../words/WordsContext.tsx';

const OPEN = 'open';

/** A pause begins: for how long, as a rule of its reason; a time by the clock; or not known yet. */
export function PauseDialog({ reason, onClose }: { readonly reason: Pause; readonly onClose: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const [chosen, setChosen] = useState(String(pauses[reason]));
  const [time, setTime] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    const byClock = minutesUntil(time, Date.now());
    const minutes = byClock ?? (chosen === OPEN ? undefined : Number(chosen));
    onClose();
    void desk.pause(reason, minutes);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.pause_title({ reason: words[awayWord[reason]]() })}
      closeButtonProps={{ 'aria-label': words.close() }}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <Chip.Group
            value={time ? '' : chosen}
            onChange={(value) => {
              setChosen(value);
              setTime('');
            }}
          >
            <Group gap="xs" role="radiogroup" aria-label={words.pause_title({ reason: words[awayWord[reason]]() })}>
              {pauseMinutes.map((n) => (
                <Chip key={n} value={String(n)} radius="md">
                  {words.pause_minutes({ n })}
                </Chip>
              ))}
              <Chip value={OPEN} radius="md">
                {words.pause_open()}
              </Chip>
            </Group>
          </Chip.Group>
          <TextInput
            type="time"
            maw={160}
            label={words.pause_at()}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {words.pause_help()}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit" data-autofocus>
              {words.pause_now()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
