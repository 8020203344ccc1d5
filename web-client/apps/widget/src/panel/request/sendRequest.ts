import type { ConsultationId, Instant, Language, TopicId } from '@indiretta/protocol';
import { type Api, isFailed } from '../Api.ts';
import { upload } from '../live/uploads.ts';
import type { LeftStage, Problem } from '../state.ts';
import type { RequestDraft } from './RequestDraft.ts';

/** What a request is about. */
export interface About {
  readonly site: string;
  readonly topic: TopicId;
  readonly language: Language;
  /** The consultation whose text and files come along, and the token that reads it. */
  readonly from?: { readonly consultation: ConsultationId; readonly token: string } | undefined;
}

interface Left {
  readonly reference: string;
  readonly secret?: string;
  readonly dueAt?: Instant;
  readonly confirmed?: boolean;
}

export type SendFile = (file: File, secret: string) => Promise<boolean>;

/** Sends one file of a request; false when it did not get there. */
export const fileSender =
  (api: Pick<Api, 'base'>): SendFile =>
  async (file, secret) => {
    const address = new URL('contact-requests/files', api.base);
    return !!(await upload(0, file, { address, token: secret, onProgress: () => undefined }));
  };

const filled = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])),
  ) as Partial<T>;

/** Leaves the request, then its files one by one; what a person is shown then, or why it did not go. */
export async function sendRequest(
  api: Pick<Api, 'json'>,
  { kind, files, name, email, telephone, text }: RequestDraft,
  { site, topic, language, from }: About,
  sendFile: SendFile,
): Promise<Omit<LeftStage, 'at'> | Problem> {
  const body = {
    site,
    topic,
    language,
    kind,
    ...filled({ name, email, telephone, text }),
    ...(from && { consultation: from.consultation }),
  };
  const answer = await api.json<Left>('contact-requests', body, from?.token);
  if (isFailed(answer)) return answer;
  const { reference, secret, dueAt, confirmed = false } = answer;
  const missing: string[] = [];
  for (const file of files) {
    const arrived = !!secret && (await sendFile(file, secret));
    if (!arrived) missing.push(file.name);
  }
  return { reference, secret, dueAt, isMailed: confirmed, missing };
}
