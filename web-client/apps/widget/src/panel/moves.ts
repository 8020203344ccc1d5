import type { Mode, TopicId } from '@indiretta/protocol';
import { offeredModes, type Site, topicOf } from './site.ts';
import { type AskingStage, type Problem, type Stage, type State, siteOf } from './state.ts';

// The moves from state to state that are more than a changed field; pure. Each gives what changes.

export const asking = (mode: Mode, topic: TopicId | undefined): AskingStage => ({
  at: 'asking',
  mode,
  topic,
  form: { question: '', name: '' },
  sending: false,
  problem: undefined,
});

/** Where a visit begins: with one mode to choose from, and with what the page asked for, nobody has to choose. */
function beginning(state: State): Stage {
  const site = siteOf(state);
  const { mode, topic } = state.wish;
  const modes = site ? offeredModes(site, state.served) : [];
  const chosen = modes.length === 1 ? modes[0] : modes.find((each) => each === mode);
  if (!site || !chosen) return { at: 'choosing' };
  return asking(chosen, topicOf(site, topic)?.modes.includes(chosen) ? topic : undefined);
}

/** What is typed is never thrown away by opening again. */
const isUntouched = ({ stage }: State): boolean =>
  stage.at === 'asking' ? !stage.sending && !stage.form.question : stage.at !== 'consulting';

const begun = (state: State, change: Partial<State>): Partial<State> => ({
  ...change,
  stage: beginning({ ...state, ...change }),
});

/** The panel was opened, by the button or with a wish of the page. */
export function opened(state: State, wish: State['wish']): Partial<State> {
  const change = { open: true, wish };
  const asked = wish.mode || wish.topic || state.stage.at !== 'asking';
  return asked && isUntouched(state) ? begun(state, change) : change;
}

export const siteCame = (state: State, site: Site): Partial<State> =>
  isUntouched(state) ? begun(state, { site }) : { site };

/** Nothing is followed any more: erased, gone, or a new question. */
export const startedOver = (state: State, notice: Problem | undefined): Partial<State> =>
  begun(state, { returning: false, notice });
