import { Badge } from '@mantine/core';
import type { LocalText } from '../../http/types.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { missingOf } from './missing.ts';

/** Marks what lacks a language; nothing when all four are there. */
export function MissingBadge({ texts }: { readonly texts: readonly LocalText[] }) {
  const words = useWords();
  const missing = missingOf(texts);
  if (missing.length === 0) return null;
  return (
    <Badge color="amber" tt="none">
      {words.missing_languages({ languages: missing.join(', ') })}
    </Badge>
  );
}
