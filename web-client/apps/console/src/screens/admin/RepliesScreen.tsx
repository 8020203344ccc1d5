import { Alert, Button, Group, Modal, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../http/api.ts';
import { useNames } from '../../http/queries.ts';
import type { CannedReply, CannedReplyFields } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { languageOf } from '../../words/format.ts';
import { textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './admin.module.css';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { LocalInput } from './LocalInput.tsx';
import { MissingBadge } from './MissingBadge.tsx';
import { useSaving } from './useSaving.ts';

type Dialog =
  | { readonly type: 'none' }
  | { readonly type: 'edit'; readonly reply: CannedReply | undefined }
  | { readonly type: 'remove'; readonly reply: CannedReply };

/** Texts that operators pick with `/`, in the citizen's language. */
export function RepliesScreen() {
  const { words, locale } = useSpeech();
  const names = useNames();
  const query = useQuery({ queryKey: ['canned-replies'], queryFn: api.cannedReplies });
  const [dialog, setDialog] = useState<Dialog>({ type: 'none' });
  const saving = useSaving('canned-replies');
  const close = () => {
    saving.forget();
    setDialog({ type: 'none' });
  };
  return (
    <Page
      title={words.admin_replies()}
      lead={words.replies_lead()}
      wide
      actions={
        <Button leftSection={<Icon name="plus" />} onClick={() => setDialog({ type: 'edit', reply: undefined })}>
          {words.reply_add()}
        </Button>
      }
    >
      <Loaded query={query}>
        {(replies) =>
          replies.length === 0 ? (
            <Text c="dimmed">{words.replies_none()}</Text>
          ) : (
            <Table.ScrollContainer minWidth={640} type="native" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
              <Table className={styles.table}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.shortcut()}</Table.Th>
                    <Table.Th>{words.topic()}</Table.Th>
                    <Table.Th>{words.text()}</Table.Th>
                    <Table.Th>{words.actions()}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {replies.map((reply) => (
                    <Table.Tr key={reply.id} className={styles.row}>
                      <Table.Th scope="row">/{reply.shortcut}</Table.Th>
                      <Table.Td>{reply.topic ? names.topic(reply.topic) : words.all_topics()}</Table.Td>
                      <Table.Td>
                        <Text size="sm" lineClamp={2}>
                          {textIn(reply.text, languageOf(locale))}
                        </Text>
                        <MissingBadge texts={[reply.text]} />
                      </Table.Td>
                      <Table.Td>
                        <Group gap={4} wrap="nowrap">
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={words.edit_named({ name: `/${reply.shortcut}` })}
                            onClick={() => setDialog({ type: 'edit', reply })}
                          >
                            {words.edit()}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            color="red"
                            aria-label={words.remove_named({ name: `/${reply.shortcut}` })}
                            onClick={() => setDialog({ type: 'remove', reply })}
                          >
                            {words.remove()}
                          </Button>
                        </Group>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      {dialog.type === 'edit' && <ReplyDialog reply={dialog.reply} onClose={close} />}
      {dialog.type === 'remove' && (
        <ConfirmDialog
          title={words.remove_named({ name: `/${dialog.reply.shortcut}` })}
          text={words.reply_remove_help()}
          action={words.remove()}
          danger
          saving={saving}
          onClose={close}
          onConfirm={async () => {
            const { id } = dialog.reply;
            const removed = await saving.save(async () => {
              await api.removeCannedReply(id);
              return true;
            });
            if (removed) close();
          }}
        />
      )}
    </Page>
  );
}

function ReplyDialog({ reply, onClose }: { readonly reply: CannedReply | undefined; readonly onClose: () => void }) {
  const { words } = useSpeech();
  const names = useNames();
  const saving = useSaving('canned-replies');
  const [fields, setFields] = useState<CannedReplyFields>(
    reply
      ? { site: reply.site, shortcut: reply.shortcut, text: reply.text, ...(reply.topic ? { topic: reply.topic } : {}) }
      : { site: names.data.sites[0]?.id ?? '', shortcut: '', text: {} },
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    const saved = await saving.save(() =>
      reply ? api.changeCannedReply(reply.id, fields) : api.createCannedReply(fields),
    );
    if (saved) onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={reply ? words.edit_named({ name: `/${reply.shortcut}` }) : words.reply_add()}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <div role="alert">{saving.problem && <Alert color="red">{saving.problem}</Alert>}</div>
          <TextInput
            label={words.shortcut()}
            description={words.shortcut_help()}
            leftSection="/"
            required
            pattern="[a-z0-9\-]{1,30}"
            maxLength={30}
            data-autofocus
            value={fields.shortcut}
            onChange={(event) => {
              const shortcut = event.currentTarget.value.toLowerCase();
              setFields((before) => ({ ...before, shortcut }));
            }}
          />
          <Select
            label={words.topic()}
            placeholder={words.all_topics()}
            data={names.data.topics.map(({ id }) => ({ value: id, label: names.topic(id) }))}
            value={fields.topic ?? null}
            clearable
            searchable
            clearButtonProps={{ 'aria-label': words.clear() }}
            onChange={(topic) =>
              setFields(({ topic: _before, ...rest }) => (topic === null ? rest : { ...rest, topic }))
            }
          />
          <LocalInput
            label={words.text()}
            value={fields.text}
            onChange={(text) => setFields((before) => ({ ...before, text }))}
            maxLength={2000}
            lines
            required
          />
          <Text size="sm" c="dimmed">
            {words.reply_name_help({ placeholder: '{name}' })}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit" loading={saving.busy}>
              {words.save()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
