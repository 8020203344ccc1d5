import type { ConsultationView } from '@indiretta/protocol';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import type { Calls } from './Calls.ts';
import styles from './Pictures.module.css';
import { type CallWithState, useCitizenName } from './useCall.ts';

/** What the others and this person show now; nothing while nobody shows anything. */
export function Pictures({ state, view }: CallWithState & { readonly calls: Calls; readonly view: ConsultationView }) {
  const words = useWords();
  const name = useCitizenName(view);
  const { others, own } = state.call;
  const shown = others.filter(({ camera, screen }) => camera ?? screen);
  if (shown.length === 0 && !own.camera) return null;
  return (
    <div className={styles.pictures}>
      {shown.map(({ author, peer, camera, screen }) => (
        <div key={peer} className={styles.theirs}>
          {screen && <Picture track={screen} label={words.call_screen_of({ name: author.name ?? name })} />}
          {camera && <Picture track={camera} label={words.call_picture_of({ name: author.name ?? name })} />}
        </div>
      ))}
      {own.camera && (
        <div className={styles.own}>
          <Picture track={own.camera} label={words.call_own_picture()} />
        </div>
      )}
    </div>
  );
}

/** A track as it moves, without sound. */
export function Picture({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) {
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
  return <video ref={place} className={styles.video} aria-label={label} muted playsInline />;
}
