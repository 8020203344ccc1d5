import type { Topic } from '../../http/types.ts';

/** Where an overflow leads, topic by topic. */
export interface OverflowPath {
  /** From the topic itself on; one that leads in a circle ends with the one it comes back to. */
  readonly topics: readonly Pick<Topic, 'id' | 'name'>[];
  readonly isCycle: boolean;
}

/** The way from this topic, as it is being edited; the others are as they are stored. */
export function overflowPath(
  topic: Pick<Topic, 'id' | 'name' | 'service'>,
  stored: readonly Pick<Topic, 'id' | 'name' | 'service'>[],
): OverflowPath {
  const path: Pick<Topic, 'id' | 'name' | 'service'>[] = [];
  let at: Pick<Topic, 'id' | 'name' | 'service'> | undefined = topic;
  while (at && !path.some(({ id }) => id === at?.id)) {
    path.push(at);
    const next: string | undefined = at.service?.overflow;
    at = next === undefined ? undefined : next === topic.id ? topic : stored.find(({ id }) => id === next);
  }
  return at ? { topics: [...path, at], isCycle: true } : { topics: path, isCycle: false };
}
