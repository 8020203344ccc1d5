import type { Capture, Device, MediaProblem } from '@indiretta/call';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import { drawings } from './drawings.ts';
import type { CallKit, DeviceKit } from './kit.ts';
import { helpsElsewhere, problemWords } from './said.ts';

/** Where a call cannot be made here: the same consultation in a page of its own. */
export function Elsewhere({ kit }: { readonly kit: Pick<CallKit, 'words' | 'elsewhere'> }) {
  if (!kit.elsewhere) return null;
  return (
    <a class="plain" href={kit.elsewhere} target="_blank" rel="noopener">
      <Icon path={drawings.elsewhere} /> {kit.words.open_browser({})}
    </a>
  );
}

interface ProblemProps {
  readonly kit: Pick<CallKit, 'words' | 'elsewhere'>;
  readonly device: Capture;
  readonly problem: MediaProblem;
  readonly onDismiss?: () => void;
}

/** What went wrong with a device, and what to do. */
export function DeviceProblem({ kit, device, problem, onDismiss }: ProblemProps) {
  const said = problemWords(kit.words, device, problem);
  if (!said) return null;
  return (
    <p class="note alert">
      <span>{said}</span>
      {helpsElsewhere(problem) && <Elsewhere kit={kit} />}
      {onDismiss && (
        <button type="button" class="plain" onClick={onDismiss}>
          {kit.words.dismiss({})}
        </button>
      )}
    </p>
  );
}

interface PictureProps {
  readonly track: MediaStreamTrack;
  readonly label: string;
  /** Name of the button that shows it on the whole screen. */
  readonly enlarge?: string;
}

/** A moving picture; its sound, if any, is played elsewhere. */
export function Picture({ track, label, enlarge }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const place = video.current;
    if (!place) return;
    place.srcObject = new MediaStream([track]);
    place.play().catch(() => undefined); // it plays by itself as soon as the browser lets it
    return () => {
      place.srcObject = null;
    };
  }, [track]);
  return (
    <>
      <video ref={video} muted playsInline aria-label={label} />
      {enlarge && document.fullscreenEnabled && (
        <button
          type="button"
          class="round enlarge"
          aria-label={enlarge}
          title={enlarge}
          onClick={() => void video.current?.requestFullscreen().catch(() => undefined)}
        >
          <Icon path={drawings.enlarge} />
        </button>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly kit: DeviceKit;
  readonly what: string;
  readonly devices: readonly Device[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** One kind of device to choose from; not drawn where there is nothing to choose. */
function Choice({ kit, what, devices, chosen, onChoose }: ChoiceProps) {
  const { words } = kit;
  if (devices.length === 0) return null;
  return (
    <label class="field">
      <span>{what}</span>
      <select value={chosen ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
        {chosen === undefined && <option value="">{words.usual({})}</option>}
        {devices.map(({ id, label }, place) => (
          <option key={id} value={id}>
            {label || words.numbered({ what, n: place + 1 })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Microphone, loudspeaker and, where it is used, the camera. */
export function DeviceChoices({ kit, withCamera }: { readonly kit: DeviceKit; readonly withCamera: boolean }) {
  const { words, intents, state } = kit;
  const { devices, chosen } = state;
  return (
    <div class="devices">
      <Choice
        kit={kit}
        what={words.which_microphone({})}
        devices={devices.microphones}
        chosen={chosen.microphone}
        onChoose={(id) => intents.chooseMicrophone(id)}
      />
      <Choice
        kit={kit}
        what={words.which_speaker({})}
        devices={devices.speakers}
        chosen={chosen.speaker}
        onChoose={(id) => intents.chooseSpeaker(id)}
      />
      {withCamera && (
        <Choice
          kit={kit}
          what={words.which_camera({})}
          devices={devices.cameras}
          chosen={chosen.camera}
          onChoose={(id) => intents.chooseCamera?.(id)}
        />
      )}
    </div>
  );
}
