import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useNames } from '../../http/queries.ts';
import type { Invitation } from '../../http/types.ts';
import { Icon } from '../../theme/Icon.tsx';
import { dayAndTime } from '../../words/format.ts';
import { useSpeech } from '../../words/WordsContext.tsx';

/** A one-time link, shown this once. */
export function InvitationDialog(props: {
  readonly invitation: Invitation;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { words, locale } = useSpeech();
  const { timeZone } = useNames();
  const { link, expiresAt } = props.invitation;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={words.invitation_for({ name: props.name })}
      closeOnClickOutside={false}
      size="lg"
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <Stack>
        <Text size="sm">{words.invitation_once({ time: dayAndTime(expiresAt, locale, timeZone) })}</Text>
        <TextInput
          label={words.invitation_link()}
          value={link}
          readOnly
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end">
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
                <span aria-live="polite">{copied ? words.copied() : words.copy()}</span>
              </Button>
            )}
          </CopyButton>
          <Button onClick={props.onClose}>{words.done()}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
