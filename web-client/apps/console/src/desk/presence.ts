import type { AwayReason, Presence } from '@indiretta/protocol';

/** What this person is asked or told about their own presence. */
export type PresenceAsk = 'stillThere' | 'setAway' | 'pauseOver' | 'wrapUp';

/** The one thing to say now, the most urgent first; undefined: nothing. `now` in ms of the server's time. */
export function presenceAsk({ state, reason, until, wrapUpUntil, stillThere }: Presence, now: number) {
  const ask: PresenceAsk | undefined =
    state === 'AVAILABLE'
      ? stillThere !== undefined
        ? 'stillThere'
        : isWrappingUp({ wrapUpUntil }, now)
          ? 'wrapUp'
          : undefined
      : state !== 'AWAY'
        ? undefined
        : reason === 'NO_ANSWER'
          ? 'setAway'
          : until !== undefined && Date.parse(until) <= now
            ? 'pauseOver'
            : undefined;
  return ask;
}

/** Whether a consultation is completed and nothing is offered meanwhile. */
export const isWrappingUp = ({ wrapUpUntil }: { readonly wrapUpUntil?: string | undefined }, now: number): boolean =>
  wrapUpUntil !== undefined && Date.parse(wrapUpUntil) > now;

/** The reasons a person chooses from, each with how many minutes it lasts as a rule. */
export const pauses: Readonly<Record<Exclude<AwayReason, 'NO_ANSWER'>, number>> = {
  BREAK: 15,
  LUNCH: 60,
  COUNTER: 30,
  MEETING: 60,
  OTHER: 30,
};
export type Pause = keyof typeof pauses;

/** Lengths to choose from, in minutes. */
export const pauseMinutes = [10, 15, 30, 45, 60, 90] as const;

/** Minutes from `now` (browser time in ms) to the next `hh:mm` on this computer's clock; undefined when it is none. */
export function minutesUntil(time: string, now: number): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const at = new Date(now);
  at.setHours(Number(hours), Number(minutes), 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return (at.getTime() - now) / 60_000;
}
