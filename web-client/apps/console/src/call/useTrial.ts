import type { Capturing, MediaProblem } from '@indiretta/call';
import { useEffect, useRef, useState } from 'react';

export interface Trial {
  readonly track: MediaStreamTrack | undefined;
  readonly problem: MediaProblem | undefined;
  /** Stands for a click: nobody but this person hears it. */
  readonly open: (device?: string) => Promise<void>;
}

/** A microphone opened for a test alone; closed when the test leaves the screen. */
export function useTrial(capturing: Capturing): Trial {
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [problem, setProblem] = useState<MediaProblem>();
  const opened = useRef<MediaStreamTrack>(undefined);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      opened.current?.stop();
    };
  }, []);
  const open = async (device?: string) => {
    setProblem(undefined);
    const captured = await capturing.microphone(device);
    if (captured.type === 'failed') return setProblem(captured.problem);
    if (gone.current) return captured.track.stop();
    opened.current?.stop();
    opened.current = captured.track;
    setTrack(captured.track);
  };
  return { track, problem, open };
}
