import type { ConsultationId } from '@indiretta/protocol';
import { useAnnounce } from '../announce/Announcer.tsx';
import { api } from '../http/api.ts';
import { languageOf } from '../words/format.ts';
import { problemText } from '../words/problems.ts';
import { useSpeech } from '../words/WordsContext.tsx';

/** Hands a file to the browser's downloads. */
export function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** Downloads the transcript as text or as one page, in the person's language. */
export function useTranscriptDownload(
  consultation: ConsultationId,
  reference: string,
): (format: 'text' | 'html') => Promise<void> {
  const { words, locale } = useSpeech();
  const announce = useAnnounce();
  return async (format) => {
    try {
      const bytes = await api.transcript(consultation, format, languageOf(locale));
      saveAs(bytes, `${reference}.${format === 'text' ? 'txt' : 'html'}`);
    } catch (error) {
      announce(problemText(words, error));
    }
  };
}
