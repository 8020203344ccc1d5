import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDesk } from '../../desk/DeskContext.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import type { DialogProps } from './EndDialog.tsx';

/** First a warning; only after one may a consultation be ended as abusive. */
export function AbusiveDialog({ view, warned, opened, onClose }: DialogProps & { readonly warned: boolean }) {
  const words = useWords();
  const desk = useDesk();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={warned ? words.end_abusive() : words.warn_citizen()}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <Stack>
        <Text size="sm">{warned ? words.end_abusive_help() : words.warn_help()}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.cancel()}
          </Button>
          <Button
            color="red"
            onClick={() => {
              onClose();
              void (warned ? desk.end(view.id, 'ABUSIVE') : desk.warn(view.id));
            }}
          >
            {warned ? words.end_now() : words.warn_now()}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
