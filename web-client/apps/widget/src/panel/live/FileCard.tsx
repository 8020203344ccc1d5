import type { EntryBody } from '@indiretta/protocol';
import { useState } from 'preact/hooks';
import { w } from '../../words/words.ts';
import * as drawings from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import { Canvas } from './Canvas.tsx';
import styles from './file.css?inline';
import type { LiveKit } from './kit.ts';

type FileBody = Extract<EntryBody, { type: 'file' }>;

/** The longer side of a preview, in CSS pixels; larger pictures are drawn smaller. */
const PREVIEW_SIDE = 240;

/** 12 KB, 3.4 MB: decimal units, one digit from a megabyte on. */
export function sizeOf(bytes: number, locale: string): string {
  const mega = bytes >= 1_000_000;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: mega ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: mega ? 1 : 0,
  }).format(Math.max(bytes / (mega ? 1_000_000 : 1_000), mega ? 0 : 1));
}

function drawSmaller(image: ImageBitmap, canvas: HTMLCanvasElement): void {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(image.width, image.height));
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
}

/** A file of the transcript: name, size, download, and a preview of pictures. */
function FileCard({ kit, file }: { readonly kit: LiveKit; readonly file: FileBody }) {
  const { say, files, state } = kit;
  const [gone, setGone] = useState(false);
  const { name } = file;
  const download = async () => setGone(!(await (await files()).download(file.file, name)));
  return (
    <div class="file">
      {file.contentType.startsWith('image/') && (
        <Canvas
          read={async () => (await files()).read(file.file)}
          draw={drawSmaller}
          label={say(w.image_of, { name })}
          looks="preview"
        />
      )}
      <button type="button" class="plain" aria-label={say(w.download, { name })} onClick={() => void download()}>
        <Icon path={drawings.file} />
        <span>
          {name}
          <small>{sizeOf(file.size, state.locale)}</small>
        </span>
        <Icon path={drawings.download} />
      </button>
      <div role="alert">{gone && <p class="quiet">{say(w.file_gone)}</p>}</div>
    </div>
  );
}

export { FileCard as Part, styles };
