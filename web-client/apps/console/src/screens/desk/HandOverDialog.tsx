import { type Colleague, limits } from '@indiretta/protocol';
import { Alert, Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { freeFirst } from '../../desk/state.ts';
import { useNames } from '../../http/queries.ts';
import { presenceText } from '../../shell/PresenceControl.tsx';
import { timeOfDay } from '../../words/format.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import type { DialogProps } from './EndDialog.tsx';
import styles from './HandOverDialog.module.css';

/** Offers the consultation to a named colleague, who must accept; those who are there stand first. */
export function HandOverDialog({ view, opened, onClose }: DialogProps) {
  const { words, locale } = useSpeech();
  const { timeZone } = useNames();
  const desk = useDesk();
  const colleagues = useDeskState((state) => state.colleagues);
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const sorted = freeFirst(colleagues);
  const presence = (it: Colleague) =>
    it.until === undefined
      ? presenceText(words, it)
      : `${presenceText(words, it)} ${words.pause_until({ time: timeOfDay(it.until, locale, timeZone) })}`;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!to) return setMissing(true);
    onClose();
    setNote('');
    await desk.offerHandOver(view.id, to, note.trim());
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.hand_over_title({ reference: view.reference })}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          {sorted.length === 0 && <Alert color="lake">{words.no_colleagues()}</Alert>}
          <Radio.Group
            label={words.colleague()}
            value={to ?? null}
            error={missing && !to ? words.choose_colleague() : undefined}
            onChange={setTo}
          >
            <div className={styles.list}>
              {sorted.map((it) => (
                <Radio
                  key={it.id}
                  value={it.id}
                  disabled={it.state === 'OFFLINE'}
                  label={`${it.firstName} ${it.lastName}`}
                  description={words
                    .colleague_state({ office: it.office, presence: presence(it), n: it.open })
                    .replace(/^ · /, '')}
                />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            label={words.hand_over_note()}
            description={words.note_hint()}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={limits.messageChars}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {words.hand_over_help()}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit" disabled={sorted.length === 0}>
              {words.hand_over_now()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
