import { Button } from '@mantine/core';
import { useAnnounce } from '../../announce/Announcer.tsx';
import { api } from '../../http/api.ts';
import type { ContactRequest, StoredFile } from '../../http/types.ts';
import { Icon } from '../../theme/Icon.tsx';
import { fileSize } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { saveAs } from '../useTranscriptDownload.ts';
import styles from './RequestsScreen.module.css';

/** What came with it; a press downloads one. */
export function RequestFiles({ request }: { readonly request: ContactRequest }) {
  const words = useWords();
  const announce = useAnnounce();
  if (request.files.length === 0) return null;

  async function download(file: StoredFile) {
    try {
      saveAs(await api.requestFile(request.id, file.id), file.name);
    } catch (error) {
      announce(problemText(words, error));
    }
  }

  return (
    <ul className={styles.files}>
      {request.files.map((file) => (
        <li key={file.id}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="download" size={16} />}
            aria-label={words.download_named({ name: file.name })}
            onClick={() => void download(file)}
          >
            {file.name} · {fileSize(file.size)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
