import { limits } from '@indiretta/protocol';
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import type { ContactRequest } from '../../http/types.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { FormDialog } from '../admin/FormDialog.tsx';
import styles from './RequestsScreen.module.css';

/** The answer in writing: by mail where there is an address, and where the citizen follows the request. */
export function AnswerDialog(props: {
  readonly request: ContactRequest;
  readonly mail: boolean;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { request } = props;
  const [text, setText] = useState('');
  const email = props.mail ? request.email : undefined;
  return (
    <FormDialog
      title={words.request_answer_title({ reference: request.reference })}
      size="lg"
      touches="contact-requests"
      action={words.request_answer_send()}
      save={() => api.answerContactRequest(request.id, text.trim())}
      onClose={props.onClose}
    >
      {(request.text || request.written) && (
        <blockquote className={styles.quote} lang={request.language}>
          {[request.written, request.text].filter(Boolean).join('\n\n')}
        </blockquote>
      )}
      <Textarea
        label={words.request_answer_text()}
        required
        data-autofocus
        autosize
        minRows={5}
        maxRows={14}
        maxLength={limits.messageChars}
        lang={request.language}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {email ? words.request_answer_by_mail({ email }) : words.request_answer_by_link()}
      </Text>
    </FormDialog>
  );
}
