import type { AvailabilityView, Language, Mode, TopicId } from '@indiretta/protocol';

/** A request type; texts in the language the site was asked in. */
export interface Topic {
  readonly id: TopicId;
  readonly name: string;
  /** What to have ready, one thing per line. */
  readonly ready?: string;
  /** The service page. */
  readonly link?: string;
  readonly modes: readonly Mode[];
  /** "Other / not sure": the last of all, and found by every search. */
  readonly frontDesk: boolean;
}

export interface TopicGroup {
  readonly id: string;
  readonly name: string;
  readonly topics: readonly Topic[];
}

/** Ways to reach the city without the panel. */
export interface Channels {
  readonly telephone?: string;
  readonly telephoneHours?: string;
  readonly email?: string;
  readonly desks?: readonly { readonly name: string; readonly address: string; readonly hours?: string }[];
}

/** The portal the panel stands on, as `GET /api/v1/sites/{site}` tells it in one language. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly timeZone: string;
  readonly channels: Channels;
  readonly emergency: readonly { readonly number: string; readonly name: string }[];
  readonly privacy: { readonly text: string; readonly link?: string };
  readonly groups: readonly TopicGroup[];
}

export const topicOf = (site: Site, id: TopicId | undefined): Topic | undefined =>
  site.groups.flatMap((group) => group.topics).find((topic) => topic.id === id);

/** The modes that some topic offers and this panel can serve, in the order they are drawn. */
export const offeredModes = (site: Site, served: readonly Mode[]): readonly Mode[] =>
  served.filter((mode) => site.groups.some((group) => group.topics.some((topic) => topic.modes.includes(mode))));

/** Whether somebody is there for this topic; not known yet counts as yes, the server decides at the start. */
export const isThere = (availability: AvailabilityView | undefined, topic: TopicId, mode: Mode): boolean =>
  !availability || (Object.hasOwn(availability.open, topic) && availability.open[topic]?.includes(mode) === true);

/** Whether there is nothing to say of this topic: it can be started, and nothing else was told. */
export const isPlain = (availability: AvailabilityView | undefined, topic: TopicId, mode: Mode): boolean =>
  isThere(availability, topic, mode) && !availability?.topics?.[topic]?.[mode];

/** A wait up to so long, in seconds, is said once the topic is chosen; a longer one in the list, too. */
const SHORT_WAIT_S = 300;

/** Whether somebody answers this topic without a long wait. */
export const isSoon = (availability: AvailabilityView | undefined, topic: TopicId, mode: Mode): boolean =>
  isThere(availability, topic, mode) && !((availability?.topics?.[topic]?.[mode]?.wait?.toS ?? 0) > SHORT_WAIT_S);

/** Whether somebody is there for any topic. */
export const isAnybodyThere = (availability: AvailabilityView | undefined, mode: Mode): boolean =>
  !availability || Object.values(availability.open).some((modes) => modes.includes(mode));

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The groups with the topics that hold every word of the search, accents aside; the front desk is always the last. */
export function searchTopics(site: Site, mode: Mode, search: string): readonly TopicGroup[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  const holds = (group: TopicGroup, topic: Topic) => {
    const text = plain(`${group.name} ${topic.name} ${topic.ready ?? ''}`);
    return topic.frontDesk || wanted.every((word) => text.includes(word));
  };
  return site.groups
    .map((group) => ({
      ...group,
      topics: group.topics.filter((topic) => topic.modes.includes(mode) && holds(group, topic)),
    }))
    .filter((group) => group.topics.length > 0);
}
