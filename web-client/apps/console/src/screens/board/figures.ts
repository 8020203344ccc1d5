import type { BoardView, Figures, Instant, TopicFigures } from '@indiretta/protocol';

/** All topics together. */
export interface Sum extends Figures {
  readonly waiting: number;
  readonly offered: number;
  readonly active: number;
  readonly left: number;
  readonly longestSince?: Instant;
}

/** The topics of a board as one; the longest wait is the one that began first. */
export function sumOf(topics: readonly TopicFigures[]): Sum {
  const total = (of: (it: TopicFigures) => number) => topics.reduce((sum, it) => sum + of(it), 0);
  const longestSince = topics
    .map((it) => it.longestSince)
    .filter((since) => since !== undefined)
    .sort()[0];
  return {
    waiting: total((it) => it.waiting),
    offered: total((it) => it.offered),
    active: total((it) => it.active),
    answered: total((it) => it.answered),
    inTarget: total((it) => it.inTarget),
    left: total((it) => it.left),
    ...(longestSince === undefined ? {} : { longestSince }),
  };
}

/** Whole percent that were answered within the target; undefined when nobody was answered yet. */
export const percentInTarget = ({ answered, inTarget }: Figures): number | undefined =>
  answered === 0 ? undefined : Math.floor((inTarget * 100) / answered);

/** The topics where somebody waits stand first, the longest wait at the top; the others keep their order. */
export const mostPressing = (topics: readonly TopicFigures[]): readonly TopicFigures[] =>
  [...topics].sort((one, other) => {
    if (one.longestSince === undefined || other.longestSince === undefined) {
      return Number(one.longestSince === undefined) - Number(other.longestSince === undefined);
    }
    return one.longestSince.localeCompare(other.longestSince);
  });

/** How many operators are there and how many are away. */
export const peopleOf = ({ people }: Pick<BoardView, 'people'>): { readonly here: number; readonly away: number } => ({
  here: people.filter(({ state }) => state === 'AVAILABLE').length,
  away: people.filter(({ state }) => state === 'AWAY').length,
});
