import { Button, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { useNames } from '../../http/queries.ts';
import type { CannedReply } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { languageOf } from '../../words/format.ts';
import { textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './admin.module.css';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { MissingBadge } from './MissingBadge.tsx';
import { ReplyDialog } from './ReplyDialog.tsx';

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
  const close = () => setDialog({ type: 'none' });
  return (
    <Page
      title={words.admin_replies()}
      lead={words.replies_lead()}
      wide
      actions={
        <Button
          leftSection={<Icon name="plus" />}
          disabled={names.data.sites.length === 0}
          onClick={() => setDialog({ type: 'edit', reply: undefined })}
        >
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
          touches="canned-replies"
          confirm={() => api.removeCannedReply(dialog.reply.id)}
          onClose={close}
        />
      )}
    </Page>
  );
}
