/** What one look at the statistics of one peer says; what is not known yet is absent. */
export interface QualitySample {
  /** Of the sound that should have come since the last look, 0 to 100. */
  readonly lossPercent?: number;
  readonly roundTripMs?: number;
  readonly jitterMs?: number;
  /** Through a TURN server. */
  readonly relayed?: boolean;
}
export type QualityWord = 'good' | 'fair' | 'poor';

/** The quality of a whole call, for its record. */
export interface QualitySummary {
  readonly lossPercent: number;
  readonly roundTripMs: number;
  readonly relayed: boolean;
}

/** So often the statistics are looked at. */
export const QUALITY_EVERY_MS = 3_000;
/** From here on a voice suffers, and from here on it is hard to understand. */
export const QUALITY_LIMITS = {
  fair: { lossPercent: 3, roundTripMs: 300, jitterMs: 40 },
  poor: { lossPercent: 10, roundTripMs: 600, jitterMs: 100 },
} as const;
/** A word changes for the worse after so many looks that agree, and for the better after so many. */
export const WORSE_AFTER = 2;
export const BETTER_AFTER = 4;

const words: readonly QualityWord[] = ['good', 'fair', 'poor'];

/** One look, without what went before. */
export function wordFor(sample: QualitySample): QualityWord {
  const over = (limits: (typeof QUALITY_LIMITS)[keyof typeof QUALITY_LIMITS]) =>
    (sample.lossPercent ?? 0) >= limits.lossPercent ||
    (sample.roundTripMs ?? 0) >= limits.roundTripMs ||
    (sample.jitterMs ?? 0) >= limits.jitterMs;
  if (over(QUALITY_LIMITS.poor)) return 'poor';
  return over(QUALITY_LIMITS.fair) ? 'fair' : 'good';
}

/** A word that does not flicker. */
export class QualityLevel {
  #word: QualityWord = 'good';
  #towards: QualityWord = 'good';
  #times = 0;

  get word(): QualityWord {
    return this.#word;
  }

  take(sample: QualitySample): QualityWord {
    const now = wordFor(sample);
    if (now === this.#word) {
      this.#times = 0;
      return this.#word;
    }
    const worse = words.indexOf(now) > words.indexOf(this.#word);
    const wasWorse = words.indexOf(this.#towards) > words.indexOf(this.#word);
    this.#times = this.#times > 0 && worse === wasWorse ? this.#times + 1 : 1;
    this.#towards = now;
    if (this.#times >= (worse ? WORSE_AFTER : BETTER_AFTER)) {
      this.#word = now;
      this.#times = 0;
    }
    return this.#word;
  }
}

type Counted = { readonly received: number; readonly lost: number };
type Stat = Readonly<Record<string, unknown>> & { readonly type?: string; readonly id?: string };

/** Reads the statistics of one peer, look by look. */
export class QualityReader {
  #before: Counted = { received: 0, lost: 0 };

  read(report: Iterable<readonly [string, unknown]>): QualitySample {
    const stats = new Map([...report].map(([id, stat]) => [id, stat as Stat]));
    const all = [...stats.values()];
    const inbound = all.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
    const transport = all.find(({ type }) => type === 'transport');
    const chosen = stats.get(String(transport?.selectedCandidatePairId));
    // Firefox marks the pair itself.
    const pair =
      chosen ??
      all.find(
        ({ type, nominated, state }) => type === 'candidate-pair' && nominated === true && state === 'succeeded',
      );
    return {
      ...this.#loss(inbound),
      ...inMs('jitterMs', inbound?.jitter),
      ...inMs('roundTripMs', pair?.currentRoundTripTime),
      ...relayOf(stats.get(String(pair?.localCandidateId)), stats.get(String(pair?.remoteCandidateId))),
    };
  }

  #loss(inbound: Stat | undefined): QualitySample {
    const now = { received: numberOr0(inbound?.packetsReceived), lost: numberOr0(inbound?.packetsLost) };
    const received = now.received - this.#before.received;
    // A packet that came late after all makes the count go back.
    const lost = Math.max(0, now.lost - this.#before.lost);
    this.#before = now;
    return received + lost > 0 && received >= 0 ? { lossPercent: (100 * lost) / (received + lost) } : {};
  }
}

const numberOr0 = (value: unknown): number => (typeof value === 'number' ? value : 0);
const inMs = (name: 'jitterMs' | 'roundTripMs', seconds: unknown): QualitySample =>
  typeof seconds === 'number' ? { [name]: seconds * 1_000 } : {};
const relayOf = (local: Stat | undefined, remote: Stat | undefined): QualitySample =>
  local && remote ? { relayed: local.candidateType === 'relay' || remote.candidateType === 'relay' } : {};

/** Means over a call; a call that was relayed once counts as relayed. */
export class QualityMean {
  #loss = { sum: 0, count: 0 };
  #roundTrip = { sum: 0, count: 0 };
  #relayed = false;

  take({ lossPercent, roundTripMs, relayed }: QualitySample): void {
    this.#loss = add(this.#loss, lossPercent);
    this.#roundTrip = add(this.#roundTrip, roundTripMs);
    this.#relayed ||= relayed === true;
  }

  /** Whole numbers; undefined before anything is known. */
  get summary(): QualitySummary | undefined {
    if (this.#roundTrip.count === 0) return undefined;
    return { lossPercent: mean(this.#loss), roundTripMs: mean(this.#roundTrip), relayed: this.#relayed };
  }
}

type Sum = { readonly sum: number; readonly count: number };
const add = (to: Sum, value: number | undefined): Sum =>
  value === undefined ? to : { sum: to.sum + value, count: to.count + 1 };
const mean = ({ sum, count }: Sum): number => (count === 0 ? 0 : Math.round(sum / count));
