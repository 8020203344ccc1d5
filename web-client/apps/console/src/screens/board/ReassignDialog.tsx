import type { OpenConsultation } from '@indiretta/protocol';
import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { freeFirst } from '../../desk/state.ts';
import { presenceWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from '../desk/HandOverDialog.module.css';

/** To whom a consultation goes, at once; who is there and has least to do stands first. */
export function ReassignDialog(props: { readonly consultation: OpenConsultation; readonly onClose: () => void }) {
  const { consultation, onClose } = props;
  const words = useWords();
  const desk = useDesk();
  const colleagues = useDeskState((state) => state.colleagues);
  const [to, setTo] = useState<string>();
  const [missing, setMissing] = useState(false);
  const possible = freeFirst(colleagues).filter(
    ({ id, state }) => state !== 'OFFLINE' && (consultation.state === 'OFFERED' || id !== consultation.operator),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!to) return setMissing(true);
    onClose();
    await desk.reassign(consultation.id, to);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.board_reassign_named({ reference: consultation.reference })}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.board_reassign_help()}</Text>
          {possible.length === 0 && <Alert color="lake">{words.no_colleagues()}</Alert>}
          <Radio.Group
            label={words.colleague()}
            value={to ?? null}
            error={missing && !to ? words.choose_colleague() : undefined}
            onChange={setTo}
          >
            <div className={styles.list}>
              {possible.map((it) => (
                <Radio
                  key={it.id}
                  value={it.id}
                  label={`${it.firstName} ${it.lastName}`}
                  description={words
                    .colleague_state({ office: it.office, presence: words[presenceWord[it.state]](), n: it.open })
                    .replace(/^ · /, '')}
                />
              ))}
            </div>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit" disabled={possible.length === 0}>
              {words.board_assign()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
