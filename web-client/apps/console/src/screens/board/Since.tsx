import type { Instant } from '@indiretta/protocol';
import { useDeskState } from '../../desk/DeskContext.tsx';
import { useNow } from '../../desk/useNow.ts';
import { duration } from '../../words/format.ts';

/** How long ago that was, alive; late once it is over `targetS` seconds. */
export function Since({ at, targetS }: { readonly at: Instant; readonly targetS?: number }) {
  const ms = useNow() + useDeskState((state) => state.serverAheadMs) - Date.parse(at);
  const late = targetS !== undefined && ms > targetS * 1000;
  return <span data-late={late || undefined}>{duration(ms)}</span>;
}
