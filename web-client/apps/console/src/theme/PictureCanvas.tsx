import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import styles from './PictureCanvas.module.css';

interface PictureProps {
  readonly picture: Blob;
  readonly label: string;
  /** In CSS pixels. */
  readonly maxHeight: number;
  readonly round?: boolean;
}

/** A picture without an address: decoded and drawn, so that the policy needs to allow no picture at all. */
export function PictureCanvas({ picture, label, maxHeight, round = false }: PictureProps) {
  const words = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let stale = false;
    createImageBitmap(picture).then(
      (bitmap) => {
        const place = canvas.current;
        if (stale || !place) return bitmap.close();
        const scale = Math.min(1, (maxHeight * devicePixelRatio) / bitmap.height);
        place.width = Math.max(1, Math.round(bitmap.width * scale));
        place.height = Math.max(1, Math.round(bitmap.height * scale));
        if (!round) place.style.height = `${place.height / devicePixelRatio}px`;
        place.getContext('2d')?.drawImage(bitmap, 0, 0, place.width, place.height);
        bitmap.close();
      },
      () => setBroken(true),
    );
    return () => {
      stale = true;
    };
  }, [picture, maxHeight, round]);
  if (broken) return <span>{words.picture_broken()}</span>;
  return (
    <canvas ref={canvas} role="img" aria-label={label} className={styles.picture} data-round={round || undefined} />
  );
}
