import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useWords } from '../../words/WordsContext.tsx';

/** Asks before what cannot simply be undone; the way back has the focus. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly saving: { readonly busy: boolean; readonly problem: string | undefined };
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const words = useWords();
  return (
    <Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': words.close() }}>
      <Stack>
        <Text size="sm">{props.text}</Text>
        <div role="alert">{props.saving.problem && <Alert color="red">{props.saving.problem}</Alert>}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {words.cancel()}
          </Button>
          <Button loading={props.saving.busy} onClick={props.onConfirm} {...(props.danger ? { color: 'red' } : {})}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
