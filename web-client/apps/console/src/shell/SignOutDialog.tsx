import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { owned } from '../desk/state.ts';
import { useWords } from '../words/WordsContext.tsx';

/** Who goes with open consultations says what becomes of them: back to the queue, or one stays. */
export function SignOutDialog(props: { readonly onStay: () => void; readonly onSignOut: () => Promise<void> }) {
  const words = useWords();
  const desk = useDesk();
  const conversations = useDeskState((state) => state.conversations);
  const me = useDeskState((state) => state.me);
  const online = useDeskState((state) => state.link.type === 'online');
  const [busy, setBusy] = useState(false);
  const open = owned({ me, conversations });
  const who = open.map(({ view }) => view.citizen?.name ?? view.reference).join(', ');

  async function handBack() {
    setBusy(true);
    if (await desk.handBack()) await props.onSignOut();
    setBusy(false);
  }

  return (
    <Modal
      opened
      onClose={props.onStay}
      title={words.sign_out_title()}
      closeButtonProps={{ 'aria-label': words.close() }}
      centered
    >
      <Stack>
        <Text>
          {open.length === 1 ? words.sign_out_open_one({ who }) : words.sign_out_open({ n: open.length, who })}
        </Text>
        <Text size="sm" c="dimmed">
          {words.sign_out_help()}
        </Text>
        {!online && <Alert color="amber">{words.link_reconnecting()}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onStay} data-autofocus>
            {words.sign_out_stay()}
          </Button>
          <Button onClick={() => void handBack()} loading={busy} disabled={!online}>
            {words.sign_out_hand_back()}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
