import type { ConsultationView } from '@indiretta/protocol';
import { Button, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useAnnounce } from '../announce/Announcer.tsx';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import styles from './CallRow.module.css';
import { ColleagueDialog } from './ColleagueDialog.tsx';
import { GuestDialog } from './GuestDialog.tsx';
import type { CallWithState } from './useCall.ts';

/** So many are in a call at most (PROTOCOL.md, C4). */
const MEMBERS_MOST = 4;

export interface InviteProps extends CallWithState {
  readonly view: ConsultationView;
}

/** Brings a colleague, a supervisor, an interpreter or another helper into the call; for the owner, while it runs. */
export function Invite(props: InviteProps) {
  const [asking, setAsking] = useState<'colleague' | 'guest'>();
  const { members = [], state } = props.state.call.call ?? {};
  if (state !== 'RUNNING') return null;
  const full = members.length >= MEMBERS_MOST;
  const close = () => setAsking(undefined);
  return (
    <>
      {full ? <Full /> : <InviteMenu onAsk={setAsking} />}
      {asking === 'colleague' && <ColleagueDialog {...props} onClose={close} />}
      {asking === 'guest' && <GuestDialog {...props} onClose={close} />}
    </>
  );
}

function InviteMenu({ onAsk }: { readonly onAsk: (what: 'colleague' | 'guest') => void }) {
  const words = useWords();
  return (
    <Menu position="bottom-end" width={260}>
      <Tooltip label={words.call_invite_tip()} withinPortal={false}>
        <span>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              className={styles.control}
              leftSection={<Icon name="people" size={16} />}
            >
              <span className={styles.word}>{words.call_invite()}</span>
            </Button>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => onAsk('colleague')}>
          {words.call_invite_colleague()}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="link" />} onClick={() => onAsk('guest')}>
          {words.call_invite_guest()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Says why nobody more can come; the button stays where it was. */
function Full() {
  const words = useWords();
  const announce = useAnnounce();
  return (
    <Tooltip label={words.call_full()} withinPortal={false} events={{ hover: true, focus: true, touch: true }}>
      <Button
        size="compact-sm"
        variant="default"
        className={styles.control}
        leftSection={<Icon name="people" size={16} />}
        aria-disabled
        data-disabled
        onClick={() => announce(words.call_full())}
      >
        <span className={styles.word}>{words.call_invite()}</span>
      </Button>
    </Tooltip>
  );
}
