import { type GuestRole, limits } from '@indiretta/protocol';
import { Button, CopyButton, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import { FormDialog } from '../screens/admin/FormDialog.tsx';
import { Icon } from '../theme/Icon.tsx';
import { callRoleWord } from '../words/terms.ts';
import { useWords } from '../words/WordsContext.tsx';
import type { InviteProps } from './Invite.tsx';

const roles: readonly GuestRole[] = ['INTERPRETER', 'HELPER'];

/** Who comes as what; then the link, shown this once. */
export function GuestDialog({ state, view, onClose }: InviteProps & { readonly onClose: () => void }) {
  const words = useWords();
  const [role, setRole] = useState<GuestRole>('INTERPRETER');
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const [link, setLink] = useState<string>();
  const guest = name.trim();

  async function make() {
    if (!guest) return setMissing(true);
    const call = state.call.call?.id;
    if (call === undefined) throw new Problem('WRONG_STATE');
    setLink((await api.inviteGuest(view.id, { call, role, name: guest })).link);
  }

  if (link !== undefined) return <GuestLink link={link} name={guest} onClose={onClose} />;
  return (
    <FormDialog
      title={words.call_guest_title()}
      touches="call"
      action={words.call_guest_make()}
      save={make}
      onSaved={() => {}}
      onClose={onClose}
    >
      <Radio.Group
        label={words.call_guest_role()}
        value={role}
        onChange={(value) => setRole(roles.find((it) => it === value) ?? 'INTERPRETER')}
      >
        <Group mt="xs">
          {roles.map((it) => (
            <Radio key={it} value={it} label={words[callRoleWord[it]]()} />
          ))}
        </Group>
      </Radio.Group>
      <TextInput
        label={words.call_guest_name()}
        value={name}
        maxLength={limits.nameChars}
        autoComplete="off"
        data-autofocus
        error={missing && !guest ? words.call_guest_name_missing() : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {words.call_guest_help()}
      </Text>
    </FormDialog>
  );
}

/** Kept nowhere: who closes this makes another link. */
function GuestLink(props: { readonly link: string; readonly name: string; readonly onClose: () => void }) {
  const words = useWords();
  const { link, name } = props;
  const body = `${words.call_guest_mail_body({ name })}\n\n${link}\n`;
  const mail = `mailto:?subject=${encodeURIComponent(words.call_guest_mail_subject())}&body=${encodeURIComponent(body)}`;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={words.call_guest_link({ name })}
      closeOnClickOutside={false}
      size="lg"
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <Stack>
        <Text size="sm">{words.call_guest_once({ name })}</Text>
        <TextInput
          label={words.call_guest_link({ name })}
          value={link}
          readOnly
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end">
          <Button component="a" href={mail} variant="default" leftSection={<Icon name="mail" />}>
            {words.call_guest_mail()}
          </Button>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
                <span aria-live="polite">{copied ? words.copied() : words.copy()}</span>
              </Button>
            )}
          </CopyButton>
          <Button onClick={props.onClose}>{words.done()}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
