import type { Instant } from '@indiretta/protocol';
import { type Api, isFailed } from '../panel/Api.ts';
import type { RequestKind } from '../panel/request/RequestDraft.ts';
import { languageOf } from '../panel/state.ts';
import { type Locale, localeFor, w } from '../words/words.ts';

/** How a contact request stands, as its link tells it. */
export interface FollowedRequest {
  readonly reference: string;
  readonly kind: RequestKind | 'FORWARDED';
  readonly state: 'OPEN' | 'TAKEN' | 'DONE';
  /** The topic's name. */
  readonly topic?: string;
  readonly createdAt: Instant;
  readonly dueAt: Instant;
  readonly doneAt?: Instant;
  readonly files?: readonly { readonly name: string }[];
  /** What was answered in writing. */
  readonly answer?: string;
}

export interface FollowState {
  readonly locale: Locale;
  readonly request: FollowedRequest | 'loading' | 'gone' | 'failed' | 'tooMany';
}

/** One person's look at their contact request. */
export class RequestVisit {
  readonly #api: Pick<Api, 'json'>;
  readonly #secret: string;
  readonly #calls = new Set<(state: FollowState) => void>();
  #state: FollowState;

  constructor(api: Pick<Api, 'json'>, secret: string, locale: Locale) {
    this.#api = api;
    this.#secret = secret;
    this.#state = { locale, request: 'loading' };
  }

  get state(): FollowState {
    return this.#state;
  }

  setLocale(tag: string): void {
    this.#change({ locale: localeFor([tag]) });
    void this.read();
  }

  /** Asks how it stands; what was read before stays when that fails. */
  async read(): Promise<void> {
    const { locale } = this.#state;
    const body = { secret: this.#secret, language: languageOf(locale) };
    const answer = await this.#api.json<FollowedRequest>('contact-requests/follow', body);
    if (!isFailed(answer)) this.#change({ request: answer });
    // a link that was cut in the message it came by is no link either
    else if (answer === w.token_gone || answer === w.not_accepted) this.#change({ request: 'gone' });
    else if (typeof this.#state.request === 'string') {
      this.#change({ request: answer === w.too_many ? 'tooMany' : 'failed' });
    }
  }

  /** The answer unsubscribes. */
  onChange(call: (state: FollowState) => void): () => void {
    this.#calls.add(call);
    return () => this.#calls.delete(call);
  }

  #change(change: Partial<FollowState>): void {
    this.#state = { ...this.#state, ...change };
    for (const call of [...this.#calls]) call(this.#state);
  }
}
