import { limits } from '@indiretta/protocol';
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import type { ContactRequest } from '../../http/types.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { FormDialog } from '../admin/FormDialog.tsx';

/** Done without writing: by telephone, or because nothing is to be done; with a note for staff. */
export function CalledDialog({ request, onClose }: { readonly request: ContactRequest; readonly onClose: () => void }) {
  const words = useWords();
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={words.request_called_title({ reference: request.reference })}
      touches="contact-requests"
      action={words.request_finish()}
      save={() => api.finishContactRequest(request.id, note.trim())}
      onClose={onClose}
    >
      <Textarea
        label={words.request_called_note()}
        description={words.request_called_help()}
        data-autofocus
        autosize
        minRows={3}
        maxRows={8}
        maxLength={limits.messageChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {request.telephone && <Text size="sm">{request.telephone}</Text>}
    </FormDialog>
  );
}
