import type { AvailabilityView, Mode, ModeState, TopicId } from '@indiretta/protocol';

/** How this topic stands in this mode; undefined: nothing is said of it. */
export function standingOf(
  availability: AvailabilityView | undefined,
  topic: TopicId,
  mode: Mode,
): ModeState | undefined {
  const topics = availability?.topics ?? {};
  return Object.hasOwn(topics, topic) ? topics[topic]?.[mode] : undefined;
}

/** How a mode stands over all these topics, where none of them can be started: what is full, else what opens first. */
export function standingOfMode(
  availability: AvailabilityView | undefined,
  topics: readonly TopicId[],
  mode: Mode,
): ModeState | undefined {
  const all = topics.flatMap((topic) => standingOf(availability, topic, mode) ?? []);
  const opening = all.filter(({ opensAt }) => opensAt);
  opening.sort((a, b) => (a.opensAt ?? '').localeCompare(b.opensAt ?? ''));
  return all.find(({ state }) => state === 'FULL') ?? opening[0] ?? all[0];
}
