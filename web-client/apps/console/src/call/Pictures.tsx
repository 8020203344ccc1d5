import type { ConsultationView } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../announce/Announcer.tsx';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import styles from './Pictures.module.css';
import { SharedScreen } from './SharedScreen.tsx';
import { type CallWithState, useCitizenName } from './useCall.ts';

interface PicturesProps extends CallWithState {
  readonly view: ConsultationView;
}

/** What the others and this person show now; nothing while nobody shows anything. */
export function Pictures({ state, intents, view }: PicturesProps) {
  const words = useWords();
  const name = useCitizenName(view);
  const { others, own, phase } = state.call;
  const screens = others.filter(({ screen }) => screen);
  const cameras = others.filter(({ camera }) => camera);
  return (
    <>
      {screens.map(
        ({ author, peer, screen }) =>
          screen && (
            <SharedScreen
              key={peer}
              track={screen}
              label={words.call_screen_of({ name: author.name ?? name })}
              intents={intents}
            />
          ),
      )}
      {(cameras.length > 0 || own.camera) && (
        <div className={styles.pictures} data-beside={screens.length > 0 || undefined}>
          {cameras.map(
            ({ author, peer, camera }) =>
              camera && (
                <div key={peer} className={styles.theirs}>
                  <Picture track={camera} label={words.call_picture_of({ name: author.name ?? name })} />
                </div>
              ),
          )}
          {own.camera && (
            <div className={styles.own}>
              <Picture track={own.camera} label={words.call_own_picture()} />
            </div>
          )}
        </div>
      )}
      {cameras.length > 0 && phase.type === 'running' && phase.mode === 'SHOW' && <StillButton intents={intents} />}
      {own.screen && <OwnScreen state={state} intents={intents} view={view} />}
    </>
  );
}

/** The citizen takes the picture, looks at it, and sends it or not. */
function StillButton({ intents }: Pick<CallWithState, 'intents'>) {
  const words = useWords();
  const announce = useAnnounce();
  return (
    <div className={styles.bar}>
      <span>{words.call_still_note()}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon name="camera" size={16} />}
        onClick={async () =>
          announce((await intents.askStill()) ? words.call_still_asked() : words.problem_unavailable())
        }
      >
        {words.call_ask_still()}
      </Button>
    </div>
  );
}

/** The own screen: chosen, it is seen only here; shared, everybody in the call sees it. */
function OwnScreen({ state, intents, view }: PicturesProps) {
  const words = useWords();
  const name = useCitizenName(view);
  const { screen } = state.call.own;
  if (!screen) return null;
  const shared = screen.state === 'shared';
  return (
    <div className={styles.bar} data-shared={shared || undefined}>
      <div className={styles.preview}>
        <Picture track={screen.track} label={words.call_own_screen()} />
      </div>
      <span>{shared ? words.call_screen_shared({ name }) : words.call_screen_chosen({ name })}</span>
      {!shared && (
        <Button size="compact-sm" onClick={() => intents.shareScreen()}>
          {words.call_share()}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => intents.stopScreen()}>
        {shared ? words.call_share_stop() : words.cancel()}
      </Button>
    </div>
  );
}

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
