import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../words/WordsContext.tsx';
import { useSaving } from './useSaving.ts';

/** A form in a dialog: it says why it could not be saved and keeps what was typed, and closes once it is saved. */
export function FormDialog<T>(props: {
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  /** The key of the query that the change touches. */
  readonly touches: string;
  readonly save: () => Promise<T>;
  /** What the button that saves says; otherwise "save". */
  readonly action?: string;
  readonly danger?: boolean;
  /** What is in it cannot be saved; the form says why. */
  readonly disabled?: boolean;
  /** The way back has the focus. */
  readonly cautious?: boolean;
  /** Takes away what is edited; without it there is no button for that. */
  readonly remove?: (() => Promise<void>) | undefined;
  readonly onClose: () => void;
  /** Otherwise it closes. */
  readonly onSaved?: (answer: T) => void;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const { busy, problem, save } = useSaving(props.touches);
  const { onClose, onSaved = onClose, remove } = props;

  function submit(event: FormEvent) {
    event.preventDefault();
    void save(props.save, onSaved);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={props.size ?? 'md'}
      title={props.title}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <div role="alert">{problem && <Alert color="red">{problem}</Alert>}</div>
          {props.children}
          <Group justify="flex-end">
            {remove && (
              <Button color="red" variant="subtle" mr="auto" onClick={() => void save(remove, onClose)}>
                {words.remove()}
              </Button>
            )}
            <Button variant="default" onClick={onClose} {...(props.cautious ? { 'data-autofocus': true } : {})}>
              {words.cancel()}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={props.disabled ?? false}
              {...(props.danger ? { color: 'red' } : {})}
            >
              {props.action ?? words.save()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
