import type { ConsultationId, FileId, OperatorId } from '@indiretta/protocol';
import { isFailed } from '../Api.ts';
import { languageOf } from '../state.ts';
import type { Store } from '../store.ts';
import type { CitizenApi } from './CitizenApi.ts';
import type { Wire } from './Wire.ts';

export interface FilesPorts {
  readonly wire: Pick<Wire, 'token' | 'sendFile'>;
  readonly store: Store;
  readonly api: CitizenApi;
}

/** So long an address of downloaded bytes stays good, in ms: some browsers ask a person first where to put them. */
const ADDRESS_HELD_MS = 60_000;

/** The bytes of a visit: files on their way to the server, previews, downloads. Its functions may be passed around. */
export class Files {
  readonly #ports: FilesPorts;
  #uploads = 0;

  constructor(ports: FilesPorts) {
    this.#ports = ports;
  }

  get #consultation(): ConsultationId | undefined {
    const { stage } = this.#ports.store.state;
    return stage.at === 'consulting' ? stage.snapshot.view?.id : undefined;
  }

  /** Checks and sends each file, with progress in the state; what arrived goes into the transcript. */
  readonly send = async (files: readonly File[]): Promise<void> => {
    const { wire, store, api } = this.#ports;
    const consultation = this.#consultation;
    const { token } = wire;
    if (!consultation || !token || files.length === 0) return;
    const { upload } = await import('./uploads.ts');
    for (const file of files) {
      this.#uploads += 1;
      const key = this.#uploads;
      const body = await upload(key, file, {
        address: api.uploadAddress(consultation),
        token,
        onProgress: (progress) => store.tell({ type: 'uploadChanged', upload: progress }),
      });
      if (!body) continue;
      wire.sendFile(body);
      store.tell({ type: 'uploadEnded', key });
    }
  };

  /** A failed upload leaves the screen. */
  readonly forget = (key: number): void => {
    this.#ports.store.tell({ type: 'uploadEnded', key });
  };

  /** The bytes of a file of the transcript; undefined when they cannot be had. */
  readonly read = async (file: FileId): Promise<Blob | undefined> => {
    const { wire, api } = this.#ports;
    const consultation = this.#consultation;
    if (!consultation || !wire.token) return undefined;
    const bytes = await api.file(wire.token, consultation, file);
    return isFailed(bytes) ? undefined : bytes;
  };

  /** An operator's photo; undefined when there is none to show. */
  readonly photo = async (operator: OperatorId): Promise<Blob | undefined> => {
    const { token } = this.#ports.wire;
    const bytes = token ? await this.#ports.api.photo(token, operator) : undefined;
    return bytes && !isFailed(bytes) ? bytes : undefined;
  };

  /** Hands a file to the browser's downloads; false when it cannot be had. */
  readonly download = async (file: FileId, name: string): Promise<boolean> => save(await this.read(file), name);

  /** The same for the transcript, in the language of the panel. */
  readonly transcript = async (format: 'text' | 'html'): Promise<boolean> => {
    const { wire, store, api } = this.#ports;
    const { stage, locale } = store.state;
    const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
    if (!view || !wire.token) return false;
    const bytes = await api.transcript(wire.token, view.id, format, languageOf(locale));
    const ending = format === 'text' ? 'txt' : 'html';
    return save(isFailed(bytes) ? undefined : bytes, `InDiretta-${view.reference}.${ending}`);
  };
}

function save(bytes: Blob | undefined, name: string): boolean {
  if (!bytes) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), ADDRESS_HELD_MS);
  return true;
}
