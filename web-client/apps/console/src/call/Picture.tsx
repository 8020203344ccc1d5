import { useEffect, useRef } from 'react';
import styles from './Pictures.module.css';

/** A track as it moves, without sound. */
export function Picture({
  track,
  label,
  onSize,
}: {
  readonly track: MediaStreamTrack;
  readonly label: string;
  /** In pixels of the picture itself, whenever it changes. */
  readonly onSize?: (size: { readonly width: number; readonly height: number }) => void;
}) {
  const place = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = place.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    // Refused only when the element went before it began.
    video.play().catch(() => {});
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={place}
      className={styles.video}
      aria-label={label}
      muted
      playsInline
      onResize={({ currentTarget: { videoWidth: width, videoHeight: height } }) => onSize?.({ width, height })}
    />
  );
}
