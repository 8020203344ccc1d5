import { type Place, placeInPicture } from '@indiretta/call';
import { Button } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import type { Others } from './Others.ts';
import { Picture } from './Picture.tsx';
import styles from './SharedScreen.module.css';

/** How large the picture is drawn: fitted into its place, or so many times its own size. */
type Zoom = 'fit' | number;
const zooms: readonly Zoom[] = ['fit', 1, 1.5, 2, 3];

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A screen the other side shows. By keys: + and - zoom, 0 fits it in again. A move of the pointer shows where this person
 * looks; a click says: look here.
 */
export function SharedScreen(props: {
  readonly track: MediaStreamTrack;
  readonly label: string;
  readonly intents: Pick<Others, 'point'>;
  /** More that can be done with it. */
  readonly children?: ReactNode;
}) {
  const words = useWords();
  const { track, label, intents } = props;
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [size, setSize] = useState<Size>();
  const place = useRef<HTMLDivElement>(null);
  const step = (by: 1 | -1) => {
    const next = zooms[zooms.indexOf(zoom) + by];
    if (next !== undefined) setZoom(next);
  };

  function pressed(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') step(1);
    else if (event.key === '-') step(-1);
    else if (event.key === '0') setZoom('fit');
    else return;
    event.preventDefault();
  }

  function pointed(event: PointerEvent<HTMLDivElement>, highlight: boolean) {
    const at = placeOf(event);
    if (at) intents.point(at, highlight);
  }

  return (
    <div ref={place} className={styles.shared}>
      <div className={styles.tools}>
        <span className={styles.label}>{label}</span>
        {zooms.map((one) => (
          <Button
            key={one}
            size="compact-xs"
            variant={one === zoom ? 'filled' : 'default'}
            aria-pressed={one === zoom}
            onClick={() => setZoom(one)}
          >
            {one === 'fit' ? words.call_zoom_fit() : `${one * 100} %`}
          </Button>
        ))}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            void (document.fullscreenElement ? document.exitFullscreen() : place.current?.requestFullscreen())
          }
        >
          {words.call_zoom_full()}
        </Button>
        {props.children}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and zooms must be reachable by keyboard */}
      <section className={styles.window} tabIndex={0} aria-label={words.call_zoom_keys()} onKeyDown={pressed}>
        <div
          className={styles.canvas}
          data-fit={zoom === 'fit' || undefined}
          style={zoom === 'fit' || !size ? undefined : { width: size.width * zoom, height: size.height * zoom }}
          onPointerMove={(event) => pointed(event, false)}
          onPointerDown={(event) => pointed(event, true)}
        >
          <Picture track={track} label={label} onSize={setSize} />
        </div>
      </section>
    </div>
  );
}

/** Where in the picture the pointer is; undefined beside it. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>): Place | undefined {
  const video = currentTarget.querySelector('video');
  if (!video || video.videoWidth === 0) return undefined;
  const box = video.getBoundingClientRect();
  const at = { x: clientX - box.left, y: clientY - box.top };
  return placeInPicture(at, box, { width: video.videoWidth, height: video.videoHeight });
}
