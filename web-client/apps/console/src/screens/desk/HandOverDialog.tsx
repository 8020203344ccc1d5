import { limits, type Transfer } from '@indiretta/protocol';
import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk } from '../../desk/DeskContext.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import { ColleagueChoice } from './ColleagueChoice.tsx';
import type { DialogProps } from './EndDialog.tsx';
import { TopicChoice } from './TopicChoice.tsx';

type Whom = 'person' | 'topic';

/** Hands the consultation over: to a named colleague, or to a topic whose people are asked in turn. */
export function HandOverDialog({ view, opened, onClose }: DialogProps) {
  const words = useWords();
  const desk = useDesk();
  const [whom, setWhom] = useState<Whom>('person');
  const [person, setPerson] = useState<string>();
  const [topic, setTopic] = useState<Transfer>();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (whom === 'person' ? !person : !topic) return setMissing(true);
    onClose();
    setNote('');
    setMissing(false);
    if (whom === 'topic' && topic) await desk.transferToTopic(view.id, topic.topic, note.trim());
    else if (person) await desk.offerHandOver(view.id, person, note.trim());
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.hand_over_title({ reference: view.reference })}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <SegmentedControl
            fullWidth
            aria-label={words.hand_over_whom()}
            value={whom}
            onChange={(value) => {
              setWhom(value as Whom);
              setMissing(false);
            }}
            data={[
              { value: 'person', label: words.hand_over_person() },
              { value: 'topic', label: words.hand_over_topic() },
            ]}
          />
          {whom === 'person' ? (
            <ColleagueChoice value={person} missing={missing} onChange={setPerson} />
          ) : (
            <TopicChoice consultation={view.id} value={topic} missing={missing} onChange={setTopic} />
          )}
          <Textarea
            label={words.hand_over_note()}
            description={words.note_hint()}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={limits.messageChars}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {whom === 'person' ? words.hand_over_help() : words.transfer_help()}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit">
              {whom === 'topic' && topic?.state === 'FULL' ? words.transfer_anyway() : words.hand_over_now()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
