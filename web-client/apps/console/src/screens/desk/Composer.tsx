import { limits } from '@indiretta/protocol';
import { ActionIcon, Button, SegmentedControl, Textarea, Tooltip } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useDesk } from '../../desk/DeskContext.tsx';
import type { Conversation } from '../../desk/state.ts';
import { useMe } from '../../http/MeContext.ts';
import { useShortcut } from '../../keyboard/ShortcutsContext.tsx';
import { hasKeyboard } from '../../shell/focus.ts';
import { Icon } from '../../theme/Icon.tsx';
import { wholeNumber } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { CannedList, useCanned } from './CannedList.tsx';
import styles from './Composer.module.css';
import { useUpload } from './useUpload.ts';

/** From so few left on the counter is shown. */
const COUNTED_FROM = limits.messageChars - 500;

/** Where a message to the citizen or an internal note is written; the two never look alike. */
export function Composer(props: {
  readonly conversation: Conversation;
  /** Files may be put in. */
  readonly files: boolean;
}) {
  const { conversation } = props;
  const words = useWords();
  const desk = useDesk();
  const me = useMe();
  const { view, snapshot } = conversation;
  const live = desk.live(view.id);
  const [kind, setKind] = useState<'message' | 'note'>('message');
  const [note, setNote] = useState(() => desk.noteDraft(view.id));
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (hasKeyboard() && !document.querySelector('[role="dialog"][aria-modal="true"]')) text.current?.focus();
  }, []);
  const isNote = kind === 'note';
  const draft = isNote ? note : (snapshot?.draft ?? '');
  const canned = useCanned(view, isNote ? '' : draft);
  const upload = useUpload(view.id);

  const write = (kindNow: 'message' | 'note') => {
    setKind(kindNow);
    text.current?.focus();
  };
  useShortcut('reply', () => write('message'));
  useShortcut('note', () => write('note'));

  function changed(value: string) {
    if (!isNote) return live?.typed(value);
    setNote(value);
    desk.setNoteDraft(view.id, value);
  }

  function send() {
    const body = draft.trim();
    if (!body || !desk.write(view.id, { type: kind, text: body })) return;
    if (!isNote) return;
    setNote('');
    desk.setNoteDraft(view.id, '');
    setKind('message');
  }

  function pick(reply: string) {
    live?.setDraft(reply.replaceAll('{name}', me.firstName));
    text.current?.focus();
  }

  function pressed(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (canned.pressed(event, pick)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  return (
    <div className={styles.composer} data-note={isNote || undefined}>
      <CannedList canned={canned} onPick={pick} />
      {upload.status && (
        <p role="status" className={styles.upload} data-failed={upload.status.type === 'failed' || undefined}>
          {upload.status.text}
        </p>
      )}
      <div className={styles.tools}>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={(value) => write(value as 'message' | 'note')}
          data={[
            { value: 'message', label: words.reply() },
            { value: 'note', label: words.note() },
          ]}
          aria-label={words.write_what()}
        />
        <span className={styles.hint}>{isNote ? words.note_hint() : ''}</span>
        {draft.length > COUNTED_FROM && (
          <span className={styles.counter}>
            {wholeNumber(draft.length)} / {wholeNumber(limits.messageChars)}
          </span>
        )}
      </div>
      <div className={styles.row}>
        {!isNote && (
          <>
            {props.files && (
              <Tooltip label={words.attach()}>
                <ActionIcon aria-label={words.attach()} onClick={upload.choose} loading={upload.busy}>
                  <Icon name="clip" />
                </ActionIcon>
              </Tooltip>
            )}
            <Tooltip label={words.canned_replies()}>
              <ActionIcon
                aria-label={words.canned_replies()}
                disabled={draft !== '' && !canned.open}
                onClick={() => {
                  live?.setDraft(canned.open ? '' : '/');
                  text.current?.focus();
                }}
              >
                <Icon name="text" />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <Textarea
          ref={text}
          className={styles.text}
          aria-label={isNote ? words.note_to_colleagues() : words.message_to_citizen()}
          placeholder={isNote ? words.note_placeholder() : words.message_placeholder()}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={limits.messageChars}
          value={draft}
          onChange={(event) => changed(event.currentTarget.value)}
          onKeyDown={pressed}
          {...canned.inputProps}
        />
        <Button
          className={styles.send as string}
          onClick={send}
          disabled={draft.trim() === ''}
          {...(isNote ? { color: 'amber' } : {})}
          leftSection={<Icon name={isNote ? 'note' : 'send'} size={16} />}
        >
          {isNote ? words.note_add() : words.send()}
        </Button>
      </div>
      <input ref={upload.input} type="file" hidden accept={upload.accept} onChange={upload.chosen} />
    </div>
  );
}
