import type { ConsultationId, EntryBody } from '@indiretta/protocol';
import { ActionIcon, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAnnounce } from '../../announce/Announcer.tsx';
import { api } from '../../http/api.ts';
import { Icon } from '../../theme/Icon.tsx';
import { PictureCanvas } from '../../theme/PictureCanvas.tsx';
import { fileSize } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { saveAs } from '../useTranscriptDownload.ts';
import styles from './FileCard.module.css';

/** Pictures up to this size are shown by themselves; larger ones when asked. In bytes. */
const SHOWN_BYTES = 2_000_000;

/** A file: its name, size, and for pictures a preview drawn on a canvas (the policy allows no picture by address). */
export function FileCard(props: {
  readonly consultation: ConsultationId;
  readonly file: Extract<EntryBody, { type: 'file' }>;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const { consultation, file } = props;
  const isPicture = file.contentType.startsWith('image/');
  const [wanted, setWanted] = useState(isPicture && file.size <= SHOWN_BYTES);
  const picture = useQuery({
    queryKey: ['file', consultation, file.file],
    queryFn: () => api.file(consultation, file.file),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
  });

  async function download() {
    try {
      saveAs(picture.data ?? (await api.file(consultation, file.file)), file.name);
    } catch (error) {
      announce(problemText(words, error));
    }
  }

  return (
    <div className={styles.file}>
      {picture.data && <PictureCanvas picture={picture.data} label={file.name} maxHeight={240} />}
      {picture.isError && <span>{problemText(words, picture.error)}</span>}
      <div className={styles.line}>
        <Icon name="page" />
        <span className={styles.name}>
          {file.name} <span className={styles.size}>{fileSize(file.size)}</span>
        </span>
        {isPicture && !wanted && (
          <Button size="compact-xs" variant="default" onClick={() => setWanted(true)}>
            {words.preview()}
          </Button>
        )}
        <ActionIcon
          size="md"
          color="gray"
          aria-label={words.download_named({ name: file.name })}
          onClick={() => void download()}
        >
          <Icon name="download" />
        </ActionIcon>
      </div>
    </div>
  );
}
