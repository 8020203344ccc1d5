import type { Words } from '../words/words.ts';

interface PanelProps {
  readonly words: Words;
  readonly onClose: () => void;
}

export function Panel({ words, onClose }: PanelProps) {
  return (
    <section aria-label={words.button({})}>
      <button type="button" onClick={onClose}>
        {words.close({})}
      </button>
    </section>
  );
}
