import type { EntryBody } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import { drawings } from './drawings.ts';
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

/** The picture on a canvas, because a portal may forbid images; nothing where it cannot be drawn. */
function Preview({ kit, file }: { readonly kit: LiveKit; readonly file: FileBody }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const { read } = kit.files;
  useEffect(() => {
    let wanted = true;
    void read(file.file)
      .then((bytes) => (bytes ? createImageBitmap(bytes) : undefined))
      .then((image) => {
        const element = canvas.current;
        if (!wanted || !image || !element) return;
        const scale = Math.min(1, PREVIEW_SIDE / Math.max(image.width, image.height));
        element.width = image.width * scale;
        element.height = image.height * scale;
        element.getContext('2d')?.drawImage(image, 0, 0, element.width, element.height);
        setDrawn(true);
      })
      .catch(() => undefined); // the name and the download remain
    return () => {
      wanted = false;
    };
  }, [file.file, read]);
  return (
    <canvas
      ref={canvas}
      hidden={!drawn}
      role="img"
      aria-label={kit.words.image_of({ name: file.name })}
      class="preview"
    />
  );
}

/** A file of the transcript: name, size, download, and a preview of pictures. */
export function FileCard({ kit, file }: { readonly kit: LiveKit; readonly file: FileBody }) {
  const { words, files, state } = kit;
  const [gone, setGone] = useState(false);
  return (
    <div class="file">
      {file.contentType.startsWith('image/') && <Preview kit={kit} file={file} />}
      <button
        type="button"
        class="plain"
        aria-label={words.download({ name: file.name })}
        onClick={() => void files.download(file.file, file.name).then((had) => setGone(!had))}
      >
        <Icon path={drawings.file} />
        <span>
          {file.name}
          <small>{sizeOf(file.size, state.locale)}</small>
        </span>
        <Icon path={drawings.download} />
      </button>
      <div role="alert">{gone && <p class="quiet">{words.file_gone({})}</p>}</div>
    </div>
  );
}
