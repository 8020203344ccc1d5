import type { ConsultationId, FileId, OperatorId } from '@indiretta/protocol';
import { type Api, isFailed } from '../Api.ts';
import { languageOf } from '../state.ts';
import type { Store } from '../store.ts';
import { upload } from './uploads.ts';
import type { Wire } from './Wire.ts';

export interface FilesPorts {
  readonly wire: Pick<Wire, 'token' | 'sendFile'>;
  readonly store: Store;
  readonly api: Pick<Api, 'fetch' | 'base'>;
}

/** So long an address of downloaded bytes stays good, in ms: some browsers ask a person first where to put them. */
const ADDRESS_HELD_MS = 60_000;

/**
 * The bytes of a visit: files on their way to the server, previews, downloads. What a citizen may have over HTTP goes with
 * the capability token, in the bearer header only.
 */
export class Files {
  readonly #ports: FilesPorts;
  #uploads = 0;

  constructor(ports: FilesPorts) {
    this.#ports = ports;
  }

  /** Checks and sends each file, with progress in the state; what arrived goes into the transcript. */
  async send(files: readonly File[]): Promise<void> {
    const { wire, store, api } = this.#ports;
    const consultation = this.#consultation;
    const { token } = wire;
    if (!consultation || !token) return;
    for (const file of files) {
      this.#uploads += 1;
      const key = this.#uploads;
      const body = await upload(key, file, {
        address: new URL(`consultations/${consultation}/files`, api.base),
        token,
        onProgress: (progress) => {
          const others = this.#uploadsWithout(progress.key);
          if (others) store.inStage('consulting', { uploads: [...others, progress] });
        },
      });
      if (!body) continue;
      wire.sendFile(body);
      this.forget(key);
    }
  }

  /** A failed upload leaves the screen. */
  forget(key: number): void {
    this.#ports.store.inStage('consulting', { uploads: this.#uploadsWithout(key) ?? [] });
  }

  /** The bytes of a file of the transcript; undefined when they cannot be had. */
  read(file: FileId): Promise<Blob | undefined> {
    return this.#bytes(`consultations/${this.#consultation}/files/${file}`);
  }

  /** An operator's photo; undefined when there is none to show. */
  photo(operator: OperatorId): Promise<Blob | undefined> {
    return this.#bytes(`operators/${operator}/photo`);
  }

  /** Hands a file to the browser's downloads; false when it cannot be had. */
  async download(file: FileId, name: string): Promise<boolean> {
    return save(await this.read(file), name);
  }

  /** The same for the transcript, in the language of the panel. */
  async transcript(format: 'text' | 'html'): Promise<boolean> {
    const { stage, locale } = this.#ports.store.state;
    const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
    if (!view) return false;
    const path = `consultations/${view.id}/transcript?format=${format}&language=${languageOf(locale)}`;
    return save(await this.#bytes(path), `InDiretta-${view.reference}.${format === 'text' ? 'txt' : 'html'}`);
  }

  get #consultation(): ConsultationId | undefined {
    const { stage } = this.#ports.store.state;
    return stage.at === 'consulting' ? stage.snapshot.view?.id : undefined;
  }

  #uploadsWithout(key: number) {
    const { stage } = this.#ports.store.state;
    return stage.at === 'consulting' ? stage.uploads.filter((each) => each.key !== key) : undefined;
  }

  async #bytes(path: string): Promise<Blob | undefined> {
    const { wire, api } = this.#ports;
    const answer = wire.token && (await api.fetch(path, { headers: { authorization: `Bearer ${wire.token}` } }));
    return !answer || isFailed(answer) ? undefined : answer.blob().catch(() => undefined);
  }
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
