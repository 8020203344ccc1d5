import type { ConsultationView, Outcome } from '@indiretta/protocol';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk } from '../../desk/DeskContext.tsx';
import { outcomeWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';

const outcomes = [
  'RESOLVED',
  'REFERRED',
  'TO_BE_COMPLETED',
  'UNRESOLVED',
  'NO_REPLY',
] as const satisfies readonly Outcome[];

export interface DialogProps {
  readonly view: ConsultationView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Ends the consultation with an outcome; the first is chosen, so Enter ends. Who refers can pass on a task too. */
export function EndDialog({ view, opened, onClose, onForward }: DialogProps & { readonly onForward: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const [outcome, setOutcome] = useState<Outcome>('RESOLVED');

  async function submit(event: FormEvent) {
    event.preventDefault();
    onClose();
    await desk.end(view.id, outcome);
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.end_title({ reference: view.reference })}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group label={words.outcome()} value={outcome} onChange={(value) => setOutcome(value as Outcome)}>
            <Stack gap="xs" mt="xs">
              {outcomes.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={words[outcomeWord[value]]()}
                  description={value === 'TO_BE_COMPLETED' && value === outcome ? words.to_be_completed_help() : null}
                  {...(value === outcome ? { 'data-autofocus': true } : {})}
                />
              ))}
            </Stack>
          </Radio.Group>
          {outcome === 'REFERRED' && (
            <Button variant="light" onClick={onForward}>
              {words.forward()}
            </Button>
          )}
          <Text size="sm" c="dimmed">
            {words.end_help()}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit">{words.end_now()}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
