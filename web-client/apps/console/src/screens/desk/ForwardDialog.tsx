import { limits } from '@indiretta/protocol';
import { Alert, Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAnnounce } from '../../announce/Announcer.tsx';
import { api } from '../../http/api.ts';
import { useNames } from '../../http/queries.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { dayIn, endOfDay } from '../requests/due.ts';
import type { DialogProps } from './EndDialog.tsx';

/** As the server does it unless another day is chosen. */
const USUAL_DAYS = 3;

/** Ends the consultation with a task for a topic's office; what was typed stays while it could not be passed on. */
export function ForwardDialog({ view, opened, onClose }: DialogProps) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={words.forward_title({ reference: view.reference })}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <ForwardForm view={view} onClose={onClose} />
    </Modal>
  );
}

function ForwardForm({ view, onClose }: Omit<DialogProps, 'opened'>) {
  const words = useWords();
  const names = useNames();
  const announce = useAnnounce();
  const [task, setTask] = useState({
    topic: view.topic,
    text: '',
    due: dayIn(USUAL_DAYS, new Date()),
    name: view.citizen?.name ?? '',
    email: '',
    telephone: '',
    consent: false,
  });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const set = (changes: Partial<typeof task>) => setTask({ ...task, ...changes });
  const site = names.data.topics.find((topic) => topic.id === view.topic)?.site;
  const topics = names.data.topics
    .filter((topic) => topic.enabled && topic.site === site)
    .map((topic) => ({ value: topic.id, label: names.topic(topic.id) }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!task.consent) return setProblem(words.forward_consent_missing());
    setBusy(true);
    setProblem(undefined);
    try {
      const { due, ...rest } = task;
      const { reference } = await api.forward(view.id, { ...rest, text: rest.text.trim(), dueAt: endOfDay(due) });
      announce(words.forward_done({ reference }));
      onClose();
    } catch (error) {
      setProblem(problemText(words, error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <div role="alert">{problem && <Alert color="red">{problem}</Alert>}</div>
        <NativeSelect
          label={words.forward_topic()}
          data={topics}
          value={task.topic}
          onChange={(event) => set({ topic: event.currentTarget.value })}
        />
        <Textarea
          label={words.forward_text()}
          required
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          maxLength={limits.messageChars}
          value={task.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.forward_due()}
          required
          min={dayIn(0, new Date())}
          value={task.due}
          onChange={(event) => set({ due: event.currentTarget.value })}
        />
        <ContactFields task={task} set={set} />
        <Checkbox
          label={words.forward_consent()}
          checked={task.consent}
          onChange={(event) => set({ consent: event.currentTarget.checked })}
        />
        <Text size="sm" c="dimmed">
          {words.forward_help()}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel()}
          </Button>
          <Button type="submit" loading={busy}>
            {words.forward_now()}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ContactTask {
  readonly email: string;
  readonly telephone: string;
}

function ContactFields({
  task,
  set,
}: {
  readonly task: ContactTask;
  readonly set: (changes: Partial<ContactTask>) => void;
}) {
  const words = useWords();
  return (
    <Group grow align="flex-start" preventGrowOverflow={false} role="group" aria-label={words.forward_contact()}>
      <TextInput
        type="email"
        label={words.forward_email()}
        autoComplete="off"
        maxLength={254}
        value={task.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <TextInput
        type="tel"
        label={words.forward_telephone()}
        autoComplete="off"
        maxLength={31}
        value={task.telephone}
        onChange={(event) => set({ telephone: event.currentTarget.value })}
      />
    </Group>
  );
}
