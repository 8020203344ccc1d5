import type { OperatorCard } from '@indiretta/protocol';
import { Canvas } from './Canvas.tsx';
import type { LiveKit } from './kit.ts';
import styles from './photo.css?inline';

/** Side of the drawn photo in device-independent pixels; drawn at twice that for dense screens. */
const SIDE = 44;

function drawSquare(image: ImageBitmap, canvas: HTMLCanvasElement): void {
  const side = Math.min(image.width, image.height);
  const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
  canvas.width = 2 * SIDE;
  canvas.height = 2 * SIDE;
  canvas.getContext('2d')?.drawImage(image, left, top, side, side, 0, 0, 2 * SIDE, 2 * SIDE);
}

/** The operator's photo, over the first letter of the name. */
function Photo({ kit, operator }: { readonly kit: LiveKit; readonly operator: OperatorCard }) {
  const read = async () => (await kit.files()).photo(operator.id);
  return <Canvas key={`${operator.id} ${operator.photo}`} read={read} draw={drawSquare} looks="face" />;
}

export { Photo as Part, styles };
