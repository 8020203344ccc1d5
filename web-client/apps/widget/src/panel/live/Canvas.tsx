import { useEffect, useRef, useState } from 'preact/hooks';

interface CanvasProps {
  /** The bytes of a picture; undefined when they cannot be had. The same function for the same picture. */
  readonly read: () => Promise<Blob | undefined>;
  /** Draws what was decoded. */
  readonly draw: (image: ImageBitmap, canvas: HTMLCanvasElement) => void;
  /** What it shows; without it the picture is decoration. */
  readonly label?: string;
  readonly looks: string;
}

/** A picture on a canvas, because a portal may forbid images; nothing where it cannot be drawn. */
export function Canvas({ read, draw, label, looks }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture is read once, its functions are new each time
  useEffect(() => {
    let wanted = true;
    void read()
      .then((bytes) => (bytes ? createImageBitmap(bytes) : undefined))
      .then((image) => {
        if (!wanted || !image || !canvas.current) return;
        draw(image, canvas.current);
        setDrawn(true);
      })
      .catch(() => undefined); // what says it in words remains
    return () => {
      wanted = false;
    };
  }, []);
  const meaning = label ? ({ role: 'img', 'aria-label': label } as const) : {};
  return <canvas ref={canvas} hidden={!drawn} class={looks} {...meaning} />;
}
