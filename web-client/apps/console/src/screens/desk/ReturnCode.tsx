import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { conversationOf } from '../../desk/state.ts';
import { useNames } from '../../http/queries.ts';
import { Undo } from '../../shell/UndoEnd.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { dayAndTime } from '../../words/format.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './Code.module.css';

/** The code with which a citizen comes back to complete a case: shown this once, until it is put away. */
export function ReturnCode() {
  const { words, locale } = useSpeech();
  const { timeZone } = useNames();
  const desk = useDesk();
  const given = useDeskState((state) => state.given);
  const ended = useDeskState((state) => conversationOf(state, given?.consultation))?.view;
  if (!given) return null;
  return (
    <Modal
      opened
      onClose={() => desk.putCodeAway()}
      title={words.return_code_title({ reference: given.reference })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <Stack>
        <p className={styles.code}>{given.code}</p>
        <Text size="sm">{words.code_until({ time: dayAndTime(given.expiresAt, locale, timeZone) })}</Text>
        <Text size="sm">{words.return_code_say()}</Text>
        {ended?.state === 'WRAP_UP' && <Undo view={ended} />}
        <Group justify="flex-end">
          <CopyButton value={given.code}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
                <span aria-live="polite">{copied ? words.copied() : words.copy()}</span>
              </Button>
            )}
          </CopyButton>
          <Button data-autofocus onClick={() => desk.putCodeAway()}>
            {words.done()}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
