import type { CallId, CallMode, ConsultationId, GuestRole, Language } from '@indiretta/protocol';

/** What a link is for. */
export interface Invitation {
  readonly city: string;
  readonly role: GuestRole;
  /** How the others see this guest. */
  readonly name: string;
  readonly mode: CallMode;
  /** What the city's pages speak. */
  readonly languages: readonly Language[];
  readonly privacy: { readonly text: string; readonly link?: string };
}

/** The place that a link was changed for. */
export interface Place {
  readonly token: string;
  readonly consultation: ConsultationId;
  readonly call: CallId;
  readonly role: GuestRole;
  readonly name: string;
}

/** `dead`: used, taken back, too old, or the call is over. */
export type Failure = 'dead' | 'tooMany' | 'failed';
export const isFailure = (answer: object | Failure): answer is Failure => typeof answer === 'string';

/** So long may a request take, in ms; then a person is told rather than kept waiting. */
const TIMEOUT_MS = 15_000;

/** What the server says of a guest's link; the secret goes in the body, never in an address. Sends no cookie. */
export class GuestApi {
  readonly #base: URL;

  constructor(server: URL) {
    this.#base = new URL('api/v1/', server);
  }

  /** Without using it up. */
  look(link: string, language: Language): Promise<Invitation | Failure> {
    return this.#post('guests/look', { link, language });
  }

  /** Uses it up. */
  use(link: string): Promise<Place | Failure> {
    return this.#post('guests', { link });
  }

  async #post<T extends object>(path: string, body: object): Promise<T | Failure> {
    try {
      const answer = await fetch(new URL(path, this.#base), {
        method: 'POST',
        credentials: 'omit',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return (await answer.json()) as T;
      if (answer.status === 429) return 'tooMany';
      // a link that was cut in the message it came by is no link either
      return [400, 404, 410].includes(answer.status) ? 'dead' : 'failed';
    } catch {
      return 'failed';
    }
  }
}
