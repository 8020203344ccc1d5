import type { JoinCode as Made } from '@indiretta/protocol';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { useNow } from '../../desk/useNow.ts';
import { useNames } from '../../http/queries.ts';
import { Icon } from '../../theme/Icon.tsx';
import { duration } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './Code.module.css';

/** Six digits for somebody on the telephone, who then lands at this desk. */
export function JoinCode() {
  const words = useWords();
  const [opened, setOpened] = useState(false);
  const online = useDeskState((state) => state.link.type === 'online');
  return (
    <>
      <Button
        fullWidth
        size="compact-md"
        variant="default"
        mt="sm"
        disabled={!online}
        leftSection={<Icon name="phone" size={16} />}
        onClick={() => setOpened(true)}
      >
        {words.join_code()}
      </Button>
      {opened && <JoinCodeDialog onClose={() => setOpened(false)} />}
    </>
  );
}

function JoinCodeDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const names = useNames();
  const desk = useDesk();
  const [topic, setTopic] = useState<string | null>(null);
  const [made, setMade] = useState<Made>();
  const [busy, setBusy] = useState(false);

  async function make() {
    setBusy(true);
    setMade(await desk.makeJoinCode(topic ?? undefined));
    setBusy(false);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.join_code()}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <Stack>
        <Text size="sm">{words.join_code_help()}</Text>
        <Select
          label={words.topic()}
          placeholder={words.join_code_any()}
          clearable
          searchable
          value={topic}
          onChange={(value) => {
            setTopic(value);
            setMade(undefined);
          }}
          data={names.data.topics.map(({ id }) => ({ value: id, label: names.topic(id) }))}
        />
        <div role="status">
          {made && (
            <Stack gap="xs">
              <p className={styles.code}>{`${made.code.slice(0, 3)} ${made.code.slice(3)}`}</p>
              <Left until={made.expiresAt} />
            </Stack>
          )}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {made ? words.done() : words.cancel()}
          </Button>
          <Button loading={busy} variant={made ? 'default' : 'filled'} onClick={() => void make()}>
            {made ? words.join_code_new() : words.join_code_make()}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** How long it is still good; read aloud only when it is over. */
function Left({ until }: { readonly until: string }) {
  const words = useWords();
  const now = useNow();
  const ahead = useDeskState((state) => state.serverAheadMs);
  const leftMs = Date.parse(until) - now - ahead;
  return (
    <Text size="sm" ta="center" aria-live="off">
      {leftMs > 0 ? words.join_code_left({ time: duration(leftMs) }) : words.join_code_over()}
    </Text>
  );
}
