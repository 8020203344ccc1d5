import { Problem, problemOf } from './problem.ts';

const root = '/api/v1';

async function answerOf(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(root + path, { credentials: 'same-origin', ...init });
  } catch {
    throw new Problem('UNREACHABLE');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** What may follow the `?`; what is empty or absent is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

export function pathWith(path: string, query: Query): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(set.map(([name, value]) => [name, String(value)]));
  return set.length > 0 ? `${path}?${search}` : path;
}

/** Gets JSON. Fails with a {@link Problem}. */
export async function get<T>(path: string, query: Query = {}): Promise<T> {
  return (await (await answerOf(pathWith(path, query), {})).json()) as T;
}

/** Gets a file's bytes. Fails with a {@link Problem}. */
export async function getBlob(path: string, query: Query = {}): Promise<Blob> {
  return (await answerOf(pathWith(path, query), {})).blob();
}

/** Sends JSON (the server wants the content type also without a body). Fails with a {@link Problem}. */
export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await answerOf(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Sends bytes. Fails with a {@link Problem}. */
export async function sendBytes<T>(method: 'POST' | 'PUT', path: string, bytes: Blob, name?: string): Promise<T> {
  const response = await answerOf(path, {
    method,
    headers: {
      'content-type': 'application/octet-stream',
      ...(name === undefined ? {} : { 'x-file-name': encodeURIComponent(name.replace(/\p{Surrogate}/gu, '')) }),
    },
    body: bytes,
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}
