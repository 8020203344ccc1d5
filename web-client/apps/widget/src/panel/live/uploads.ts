import type { EntryBody } from '@indiretta/protocol';
import type { Upload } from '../state.ts';

type FileBody = Extract<EntryBody, { type: 'file' }>;

/** What the server answers once it has the file. */
interface StoredFile extends Omit<FileBody, 'type' | 'file'> {
  readonly id: FileBody['file'];
}

/** What may be sent; the server judges again by content. */
const ACCEPTED = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
/** The largest file, in bytes (openapi.yaml, uploadFile). */
const MOST_BYTES = 10_000_000;

export interface UploadPorts {
  readonly address: URL;
  readonly token: string;
  readonly onProgress: (upload: Upload) => void;
}

/** What is wrong with a file before a byte of it was sent. */
export function refusalOf(file: Pick<File, 'type' | 'size'>): 'type' | 'size' | undefined {
  if (!ACCEPTED.includes(file.type)) return 'type';
  return file.size > MOST_BYTES ? 'size' : undefined;
}

/** Sends one file with progress; the answer is what goes into the transcript, or undefined when it failed. */
export function upload(key: number, file: File, ports: UploadPorts): Promise<FileBody | undefined> {
  const say = (step: Upload['step']) => ports.onProgress({ key, name: file.name, step });
  const refusal = refusalOf(file);
  if (refusal) {
    say({ is: 'failed', why: refusal });
    return Promise.resolve(undefined);
  }
  say({ is: 'underWay', percent: 0 });
  return new Promise((resolve) => {
    // fetch cannot tell how much of a body went out
    const request = new XMLHttpRequest();
    request.open('POST', ports.address);
    request.responseType = 'json';
    request.setRequestHeader('authorization', `Bearer ${ports.token}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.replace(/\p{Surrogate}/gu, '')));
    request.upload.onprogress = ({ loaded, total }) =>
      say({ is: 'underWay', percent: Math.round((100 * loaded) / total) });
    request.onloadend = () => {
      if (request.status === 201) {
        const { id, name, contentType, size } = request.response as StoredFile;
        resolve({ type: 'file', file: id, name, contentType, size });
        return;
      }
      const why =
        request.status === 413 ? 'size' : request.status === 422 || request.status === 415 ? 'type' : 'network';
      say({ is: 'failed', why });
      resolve(undefined);
    };
    request.send(file);
  });
}
