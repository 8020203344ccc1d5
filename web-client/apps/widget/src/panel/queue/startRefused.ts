import { type Word, w } from '../../words/words.ts';
import { isFailed } from '../Api.ts';
import type { StartAsk } from '../Kept.ts';
import type { WirePorts } from '../live/Wire.ts';
import { asking } from '../moves.ts';
import type { Problem } from '../state.ts';

/** What a refused start means to a person; anything else: it did not work now. */
const problems: Readonly<Record<string, Problem & Word>> = {
  MALFORMED: w.not_accepted,
  TOO_MANY: w.too_many,
  CLOSED: w.closed_now,
  NOBODY_THERE: w.closed_now,
  FULL: w.full_now,
  BAD_CODE: w.code_wrong,
};

/** Why a start was refused, as a person can act on it. */
export const problemOfStart = (code: string): Problem =>
  (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? w.not_now;

/** Nothing was started; what was typed stays on the screen, which shows how it stands by now. */
export async function startRefused(
  {
    store,
    api,
    portal,
  }: Pick<WirePorts, 'store' | 'portal'> & { readonly api: Pick<WirePorts['api'], 'readAvailability'> },
  code: string,
  { mode, topic, question = '' }: StartAsk,
): Promise<void> {
  const { at } = store.state.stage;
  if (at !== 'asking' && at !== 'code') {
    const stage = asking(mode, topic);
    store.change({ returning: false, open: true, stage: { ...stage, form: { ...stage.form, question } } });
  }
  const problem = problemOfStart(code);
  store.failed(problem);
  if (problem !== w.closed_now && problem !== w.full_now) return;
  const availability = await api.readAvailability(portal.site);
  if (!isFailed(availability)) store.change({ availability });
}
