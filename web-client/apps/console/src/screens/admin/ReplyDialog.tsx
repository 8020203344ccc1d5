import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { useNames } from '../../http/queries.ts';
import type { CannedReply, CannedReplyFields } from '../../http/types.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { FormDialog } from './FormDialog.tsx';
import { LocalInput } from './LocalInput.tsx';

/** Adds or changes a text that operators pick with `/`. */
export function ReplyDialog(props: { readonly reply: CannedReply | undefined; readonly onClose: () => void }) {
  const words = useWords();
  const names = useNames();
  const { reply } = props;
  const [fields, setFields] = useState<CannedReplyFields>(
    reply
      ? { site: reply.site, shortcut: reply.shortcut, text: reply.text, ...(reply.topic ? { topic: reply.topic } : {}) }
      : { site: names.data.sites[0]?.id ?? '', shortcut: '', text: {} },
  );
  return (
    <FormDialog
      size="lg"
      title={reply ? words.edit_named({ name: `/${reply.shortcut}` }) : words.reply_add()}
      touches="canned-replies"
      save={() => (reply ? api.changeCannedReply(reply.id, fields) : api.createCannedReply(fields))}
      onClose={props.onClose}
    >
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
        onChange={(topic) => setFields(({ topic: _before, ...rest }) => (topic === null ? rest : { ...rest, topic }))}
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
    </FormDialog>
  );
}
