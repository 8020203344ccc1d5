import type { ConsultationId, FileId, Language, OperatorId } from '@indiretta/protocol';
import { type Api, type Failed, failed } from '../Api.ts';

/** What a citizen may have over HTTP with the capability token, which travels in the bearer header only. */
export class CitizenApi {
  readonly #api: Pick<Api, 'fetch' | 'base'>;

  constructor(api: Pick<Api, 'fetch' | 'base'>) {
    this.#api = api;
  }

  /** The token dies on the server; that it failed changes nothing for the person, whose device forgets it. */
  async deleteCitizen(token: string): Promise<void> {
    await this.#api.fetch('citizens/me', { method: 'DELETE', headers: bearer(token) });
  }

  transcript(
    token: string,
    consultation: ConsultationId,
    format: 'text' | 'html',
    language: Language,
  ): Promise<Blob | Failed> {
    return this.#blob(token, `consultations/${consultation}/transcript?format=${format}&language=${language}`);
  }

  file(token: string, consultation: ConsultationId, file: FileId): Promise<Blob | Failed> {
    return this.#blob(token, `consultations/${consultation}/files/${file}`);
  }

  photo(token: string, operator: OperatorId): Promise<Blob | Failed> {
    return this.#blob(token, `operators/${operator}/photo`);
  }

  /** Where a file is sent, for the lazy part that shows its progress. */
  uploadAddress(consultation: ConsultationId): URL {
    return new URL(`consultations/${consultation}/files`, this.#api.base);
  }

  async #blob(token: string, path: string): Promise<Blob | Failed> {
    const answer = await this.#api.fetch(path, { headers: bearer(token) });
    return answer instanceof Response ? answer.blob().catch(() => failed('notNow')) : answer;
  }
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
