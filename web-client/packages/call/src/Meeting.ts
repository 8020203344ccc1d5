import type { Clock } from '@indiretta/connection';
import type { CallId } from '@indiretta/protocol';
import type { Call } from './Call.ts';

/** A proposal of theirs that met ours is here within this time, or there is none. */
export const MEETS_WITHIN_MS = 3_000;

/** The other side's proposal, as soon as it is here; undefined when none comes, or another call goes on. */
export function theirProposal(call: Pick<Call, 'snapshot' | 'onChange'>, clock: Clock): Promise<CallId | undefined> {
  return new Promise((resolve) => {
    let ends: readonly (() => void)[] = [];
    const done = (id: CallId | undefined) => {
      for (const end of ends) end();
      resolve(id);
    };
    const look = () => {
      const { phase, call: view } = call.snapshot;
      if (phase.type === 'proposedByThem') done(view?.id);
      else if (phase.type === 'running') done(undefined);
    };
    ends = [call.onChange(look), clock.after(MEETS_WITHIN_MS, () => done(undefined))];
    look();
  });
}
