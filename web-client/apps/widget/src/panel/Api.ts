import type { AvailabilityView, Language } from '@indiretta/protocol';
import { w } from '../words/words.ts';
import type { Site } from './site.ts';
import type { Problem } from './state.ts';

/** So long may a request take, in ms; then a person is told rather than kept waiting. */
const TIMEOUT_MS = 15_000;

/** What the server answers over HTTP (`openapi.yaml`). Never sends a cookie; the token goes in the bearer header only. */
export class Api {
  /** Address of `/api/v1/`. */
  readonly base: URL;

  constructor(server: URL) {
    this.base = new URL('api/v1/', server);
  }

  readSite(site: string, language: Language): Promise<Site | Problem> {
    return this.json(`sites/${encodeURIComponent(site)}?language=${language}`);
  }

  readAvailability(site: string): Promise<AvailabilityView | Problem> {
    return this.json(`availability?site=${encodeURIComponent(site)}`);
  }

  /** An answer in JSON, to a GET or, with a body, to a POST; never rejects. */
  async json<T extends object>(path: string, body?: object, token?: string): Promise<T | Problem> {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    };
    const answer = await this.fetch(path, init);
    return isFailed(answer) ? answer : answer.json().catch(() => w.not_now);
  }

  /** One request to a path under `/api/v1/`; never rejects. */
  async fetch(path: string, init?: RequestInit): Promise<Response | Problem> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(new URL(path, this.base), { credentials: 'omit', signal, ...init });
      return answer.ok ? answer : problemOf(answer.status);
    } catch {
      return w.not_now;
    }
  }
}

function problemOf(status: number): Problem {
  if (status === 400 || status === 422) return w.not_accepted;
  if (status === 401 || status === 404) return w.token_gone;
  return status === 429 ? w.too_many : w.not_now;
}

/** A request that did not succeed is answered with the problem instead. */
export const isFailed = (answer: object | Problem): answer is Problem => typeof answer === 'number';
