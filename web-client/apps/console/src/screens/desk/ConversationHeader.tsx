import type { ConsultationView } from '@indiretta/protocol';
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CallPlace } from '../../call/CallsContext.tsx';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { type Conversation, isJoined } from '../../desk/state.ts';
import { useMe } from '../../http/MeContext.ts';
import { type Names, useNames } from '../../http/queries.ts';
import { useShortcut } from '../../keyboard/ShortcutsContext.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import type { Words } from '../../words/words.ts';
import { useTranscriptDownload } from '../useTranscriptDownload.ts';
import { AbusiveDialog } from './AbusiveDialog.tsx';
import { CallBackBar } from './CallBack.tsx';
import styles from './ConversationHeader.module.css';
import { Countdown } from './Countdown.tsx';
import { EndDialog } from './EndDialog.tsx';
import { ForwardDialog } from './ForwardDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';

type Dialog = 'none' | 'end' | 'handOver' | 'abusive' | 'forward';

export function ConversationHeader(props: {
  readonly conversation: Conversation;
  readonly details: boolean;
  readonly onDetails: (shown: boolean) => void;
}) {
  const words = useWords();
  const names = useNames();
  const me = useMe();
  const { view, snapshot } = props.conversation;
  const [dialog, setDialog] = useState<Dialog>('none');
  const mine = view.operator?.id === me.id && view.state === 'ACTIVE';
  const online = useDeskState((state) => state.link.type === 'online');
  const beside = useDeskState((state) => isJoined(state, view));
  const handsOver = view.handOver !== undefined;
  const warned = snapshot?.entries.some(({ body }) => body.type === 'event' && body.event === 'WARNED') ?? false;
  useShortcut('end', mine ? () => setDialog('end') : undefined);
  useShortcut('handOver', mine && !handsOver ? () => setDialog('handOver') : undefined);
  const close = () => setDialog('none');
  const connected = view.citizen?.connected ?? false;

  return (
    <header className={styles.header}>
      <Link to="/" className={styles.back} aria-label={words.back_to_desk()}>
        <Icon name="left" size={22} />
      </Link>
      <div className={styles.who}>
        <h2 className={styles.name}>
          {view.citizen?.name ?? words.citizen()}
          <span className={styles.reference}>{view.reference}</span>
        </h2>
        <p className={styles.meta}>
          <span className={styles.connected} data-connected={connected || undefined}>
            {connected ? words.citizen_here() : words.citizen_away()}
          </span>
          <span className={styles.topic}>{names.topic(view.topic)}</span>
          <span>{words[languageWord[view.language]]()}</span>
        </p>
      </div>
      <div className={styles.actions}>
        <Tooltip label={words.details()}>
          <ActionIcon
            className={styles.detailsButton}
            aria-label={words.details()}
            aria-expanded={props.details}
            onClick={() => props.onDetails(!props.details)}
          >
            <Icon name="info" />
          </ActionIcon>
        </Tooltip>
        {mine && (
          <>
            <CallPlace>
              {({ ProposeButtons }, calls) => (
                <ProposeButtons calls={calls} view={view} className={`${styles.wide} ${styles.short}`} />
              )}
            </CallPlace>
            <Button
              className={styles.wide}
              size="compact-sm"
              variant="default"
              leftSection={<Icon name="swap" size={16} />}
              disabled={!online || handsOver}
              onClick={() => setDialog('handOver')}
            >
              {words.hand_over()}
            </Button>
            <Button size="compact-sm" disabled={!online} onClick={() => setDialog('end')}>
              {words.end()}
            </Button>
          </>
        )}
        {beside && <LeaveButton consultation={view.id} disabled={!online} />}
        <MoreMenu
          conversation={props.conversation}
          mine={mine}
          warned={warned}
          onHandOver={() => setDialog('handOver')}
          onForward={() => setDialog('forward')}
          onAbusive={() => setDialog('abusive')}
        />
      </div>
      {mine && <CallBackBar view={view} />}
      {handsOver && mine && <HandOverWaiting conversation={props.conversation} />}
      <EndDialog view={view} opened={dialog === 'end'} onClose={close} onForward={() => setDialog('forward')} />
      <HandOverDialog view={view} opened={dialog === 'handOver'} onClose={close} />
      <ForwardDialog view={view} opened={dialog === 'forward'} onClose={close} />
      <AbusiveDialog view={view} warned={warned} opened={dialog === 'abusive'} onClose={close} />
    </header>
  );
}

/** Of who joined openly: both sides are told that they are gone. */
function LeaveButton({ consultation, disabled }: { readonly consultation: string; readonly disabled: boolean }) {
  const words = useWords();
  const desk = useDesk();
  return (
    <Button size="compact-sm" variant="default" disabled={disabled} onClick={() => void desk.leaveOpenly(consultation)}>
      {words.joined_leave()}
    </Button>
  );
}

function MoreMenu(props: {
  readonly conversation: Conversation;
  readonly mine: boolean;
  readonly warned: boolean;
  readonly onHandOver: () => void;
  readonly onForward: () => void;
  readonly onAbusive: () => void;
}) {
  const words = useWords();
  const desk = useDesk();
  const { view } = props.conversation;
  const download = useTranscriptDownload(view.id, view.reference);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon aria-label={words.more()}>
          <span aria-hidden="true" className={styles.dots}>
            ···
          </span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {props.mine && (
          <>
            <CallPlace>{({ ProposeItems }, calls) => <ProposeItems calls={calls} view={view} />}</CallPlace>
            <Menu.Item leftSection={<Icon name="text" />} onClick={() => void desk.askAnythingElse(view.id)}>
              {words.ask_anything_else()}
            </Menu.Item>
            {view.handOver === undefined && (
              <Menu.Item leftSection={<Icon name="swap" />} onClick={props.onHandOver}>
                {words.hand_over()}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<Icon name="mail" />} onClick={props.onForward}>
              {words.forward()}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<Icon name="download" />} onClick={() => void download('text')}>
          {words.transcript_text()}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="download" />} onClick={() => void download('html')}>
          {words.transcript_html()}
        </Menu.Item>
        {props.mine && (
          <>
            <Menu.Divider />
            <Menu.Item c="var(--mantine-color-error)" leftSection={<Icon name="warn" />} onClick={props.onAbusive}>
              {props.warned ? words.end_abusive() : words.warn_citizen()}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function HandOverWaiting({ conversation }: { readonly conversation: Conversation }) {
  const words = useWords();
  const names = useNames();
  const desk = useDesk();
  const { view } = conversation;
  return (
    <div className={styles.handOver} role="status">
      <span>{handOverText(words, names, view)}</span>
      {view.handOver?.expiresAt && <Countdown key={view.handOver.expiresAt} until={view.handOver.expiresAt} />}
      <Button size="compact-sm" variant="default" onClick={() => void desk.cancelHandOver(view.id)}>
        {words.hand_over_cancel()}
      </Button>
    </div>
  );
}

/** Whom is asked; of a topic who of it, if anybody is. */
function handOverText(words: Words, names: Names, { handOver }: ConsultationView): string {
  const name = handOver?.to?.firstName;
  if (handOver?.topic === undefined) return words.hand_over_waits({ name: name ?? '' });
  const topic = names.topic(handOver.topic);
  return name === undefined ? words.transfer_waits({ topic }) : words.transfer_asks({ topic, name });
}
