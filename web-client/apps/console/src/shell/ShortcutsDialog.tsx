import { Kbd, Modal, Table, Text } from '@mantine/core';
import { useMe } from '../http/MeContext.ts';
import { shortcuts } from '../keyboard/shortcuts.ts';
import { useWords } from '../words/WordsContext.tsx';
import styles from './ShortcutsDialog.module.css';

const keyCaps: Record<string, string> = { arrowdown: '↓', arrowup: '↑' };

/** Every shortcut there is, from the same table that the keyboard is read with. */
export function ShortcutsDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const words = useWords();
  const { preferences } = useMe();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.shortcuts()}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      {!preferences.singleKeys && (
        <Text size="sm" mb="sm">
          {words.single_keys_are_off()}
        </Text>
      )}
      <Table>
        <Table.Tbody>
          {shortcuts.map(({ key, single, word }) => (
            <Table.Tr key={`${key}-${single}`}>
              <Table.Td>{words[word]()}</Table.Td>
              <Table.Td ta="right" className={styles.keys}>
                {!single && (
                  <>
                    <Kbd>Ctrl</Kbd> <Kbd>Alt</Kbd>{' '}
                  </>
                )}
                <Kbd>{keyCaps[key] ?? key.toUpperCase()}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>{words.key_send()}</Table.Td>
            <Table.Td ta="right" className={styles.keys}>
              <Kbd>Enter</Kbd>
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Td>{words.key_new_line()}</Table.Td>
            <Table.Td ta="right" className={styles.keys}>
              <Kbd>Shift</Kbd> <Kbd>Enter</Kbd>
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Td>{words.key_canned()}</Table.Td>
            <Table.Td ta="right" className={styles.keys}>
              <Kbd>/</Kbd>
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
