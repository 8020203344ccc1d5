import type { ConsultationId } from '@indiretta/protocol';
import { type ChangeEvent, useRef, useState } from 'react';
import { useDesk } from '../../desk/DeskContext.tsx';
import { api } from '../../http/api.ts';
import { fileSize } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';

/** The largest file, in bytes. */
export const FILE_BYTES = 10_000_000;
const accept = '.pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp';

type Status = { readonly type: 'busy' | 'failed'; readonly text: string };

/** Uploads a file and puts it into the transcript; says in words what went wrong. */
export function useUpload(consultation: ConsultationId) {
  const words = useWords();
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState<Status>();

  async function upload(file: File) {
    if (file.size > FILE_BYTES) {
      return setStatus({ type: 'failed', text: words.file_too_large({ name: file.name, size: fileSize(FILE_BYTES) }) });
    }
    setStatus({ type: 'busy', text: words.uploading({ name: file.name }) });
    try {
      const { id, name, contentType, size } = await api.uploadFile(consultation, file);
      desk.write(consultation, { type: 'file', file: id, name, contentType, size });
      setStatus(undefined);
    } catch (error) {
      setStatus({ type: 'failed', text: `${file.name}: ${problemText(words, error)}` });
    }
  }

  return {
    accept,
    input,
    status,
    busy: status?.type === 'busy',
    choose: () => input.current?.click(),
    chosen: (event: ChangeEvent<HTMLInputElement>) => {
      const [file] = event.currentTarget.files ?? [];
      event.currentTarget.value = '';
      if (file) void upload(file);
    },
  };
}
