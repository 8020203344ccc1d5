import type { AvailabilityView, Language } from '@indiretta/protocol';
import type { Site } from './site.ts';
import type { Problem } from './state.ts';

/** A request that did not succeed, in the panel's own terms. */
export interface Failed {
  readonly type: 'failed';
  readonly problem: Problem;
}

export interface LeftMessage {
  readonly site: string;
  readonly topic: string;
  readonly language: Language;
  readonly text: string;
  readonly name?: string;
  readonly email?: string;
  readonly telephone?: string;
}

/** So long may a request take, in ms; then a person is told rather than kept waiting. */
const TIMEOUT_MS = 15_000;

/** What the server answers over HTTP (`openapi.yaml`). Never sends a cookie; the token goes in the bearer header only. */
export class Api {
  /** Address of `/api/v1/`. */
  readonly base: URL;

  constructor(server: URL) {
    this.base = new URL('api/v1/', server);
  }

  readSite(site: string, language: Language): Promise<Site | Failed> {
    return this.#json(`sites/${encodeURIComponent(site)}?language=${language}`);
  }

  readAvailability(site: string): Promise<AvailabilityView | Failed> {
    return this.#json(`availability?site=${encodeURIComponent(site)}`);
  }

  /** The capability token of a new citizen; asked for when start is pressed. */
  createCitizen(site: string, saysToBe: string | undefined): Promise<{ readonly token: string } | Failed> {
    return this.#json('citizens', post({ site, ...(saysToBe ? { saysToBe } : {}) }));
  }

  leaveMessage(message: LeftMessage): Promise<{ readonly reference: string } | Failed> {
    return this.#json('contact-requests', post(message));
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T | Failed> {
    const answer = await this.fetch(path, init);
    return answer instanceof Response ? (answer.json() as Promise<T>).catch(() => failed('notNow')) : answer;
  }

  /** One request to a path under `/api/v1/`; never rejects. */
  async fetch(path: string, init: RequestInit): Promise<Response | Failed> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(new URL(path, this.base), { credentials: 'omit', signal, ...init });
      return answer.ok ? answer : failed(problemOf(answer.status));
    } catch {
      return failed('notNow');
    }
  }
}

export const failed = (problem: Problem): Failed => ({ type: 'failed', problem });

function problemOf(status: number): Problem {
  if (status === 400 || status === 422) return 'notAccepted';
  if (status === 401 || status === 404) return 'tokenGone';
  return status === 429 ? 'tooMany' : 'notNow';
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const isFailed = (answer: object): answer is Failed => 'type' in answer && answer.type === 'failed';
