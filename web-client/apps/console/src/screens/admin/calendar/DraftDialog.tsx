import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../../words/WordsContext.tsx';

/** A form in a dialog that changes what will be saved later; with a problem it stays open. */
export function DraftDialog(props: {
  readonly title: string;
  readonly problem: string | undefined;
  readonly onApply: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords();

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    props.onApply();
  }

  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={props.title}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          {props.children}
          <div role="alert">{props.problem && <Alert color="red">{props.problem}</Alert>}</div>
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit">{words.calendar_apply()}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
