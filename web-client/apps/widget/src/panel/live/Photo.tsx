import type { OperatorCard } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LiveKit } from './kit.ts';

/** Side of the drawn photo in device-independent pixels; drawn at twice that for dense screens. */
const SIDE = 44;

/** The operator's photo if they gave one, else the first letter. Drawn on a canvas: portals may forbid images. */
export function Photo({ kit, operator }: { readonly kit: LiveKit; readonly operator: OperatorCard }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const { photo } = kit.files;
  useEffect(() => {
    let wanted = operator.photo !== undefined;
    if (!wanted) return;
    void photo(operator.id)
      .then((bytes) => (bytes ? createImageBitmap(bytes) : undefined))
      .then((image) => {
        const context = canvas.current?.getContext('2d');
        if (!wanted || !image || !context) return;
        const side = Math.min(image.width, image.height);
        const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
        context.drawImage(image, left, top, side, side, 0, 0, 2 * SIDE, 2 * SIDE);
        setDrawn(true);
      })
      .catch(() => undefined); // the letter stays
    return () => {
      wanted = false;
    };
  }, [operator.id, operator.photo, photo]);
  return (
    <span class="photo" aria-hidden="true">
      <canvas ref={canvas} width={2 * SIDE} height={2 * SIDE} hidden={!drawn} />
      {!drawn && operator.firstName.slice(0, 1)}
    </span>
  );
}
