import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { notifyDesktop } from '../desk/browserAlerts.ts';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { endsSoon } from '../desk/state.ts';
import { useNow } from '../desk/useNow.ts';
import { useMe } from '../http/MeContext.ts';
import { duration } from '../words/format.ts';
import { useWords } from '../words/WordsContext.tsx';

/** Asks who did nothing for long whether they are still there, and warns of the end that cannot be put off. */
export function StayDialog() {
  const words = useWords();
  const desk = useDesk();
  const ends = useDeskState((state) => state.signInEnds);
  const now = useNow();
  const [understood, setUnderstood] = useState<string>();
  const [busy, setBusy] = useState(false);
  const leftMs = endsSoon(desk.state, now);
  const shown = leftMs !== undefined && understood !== ends?.at;
  const old = ends?.why === 'AGE';
  const title = old ? words.sign_in_too_old_title() : words.still_there_title();
  useNotifyOnce(shown, title);

  const answer = () => {
    if (old) return setUnderstood(ends.at);
    setBusy(true);
    void desk.stay().finally(() => setBusy(false));
  };
  const time = duration(leftMs ?? 0);
  return (
    <Modal opened={shown} onClose={answer} title={title} withCloseButton={false} closeOnClickOutside={false} centered>
      <Stack>
        <Text>{old ? words.sign_in_too_old({ time }) : words.still_there({ time })}</Text>
        <Group justify="flex-end">
          <Button onClick={answer} loading={busy} data-autofocus>
            {old ? words.understood() : words.stay_signed_in()}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Who has the console behind other windows is told there, where they allowed it. */
function useNotifyOnce(shown: boolean, title: string): void {
  const words = useWords();
  const { notifications } = useMe().preferences;
  const said = useRef(false);
  useEffect(() => {
    if (!shown) said.current = false;
    if (!shown || said.current || !notifications) return;
    said.current = true;
    notifyDesktop('indiretta-sign-in', title, words.still_there_notification());
  }, [shown, notifications, title, words]);
}
