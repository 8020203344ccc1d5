import type { Pointed } from '@indiretta/call';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ready/icons.tsx';
import { drawings } from '../drawings.ts';
import type { CallKit } from '../kit.ts';
import { DeviceProblem, Elsewhere, Picture } from '../parts.tsx';
import { PointedPlace } from './PointedPlace.tsx';
import type { Showing, ShowingState } from './Showing.ts';

interface ShowProps {
  readonly kit: CallKit;
  readonly showing: ShowingState;
  readonly intents: Pick<Showing, 'take' | 'confirmed' | 'leave'>;
}

/** What to show: the screen where the browser can, the camera where there is one. */
function Ways({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state, name } = kit;
  const { screen, camera } = state.support;
  const { shareAgain } = state.call.own;
  if (screen !== 'yes' && camera !== 'yes') return <DeviceProblem kit={kit} device="screen" problem={camera} />;
  return (
    <>
      <p>
        <b>{words.show_what({})}</b> {words.show_notice({ name })}
      </p>
      <div class="row">
        {screen === 'yes' && (
          <button
            type="button"
            class={shareAgain === 'screen' ? 'strong' : 'plain'}
            onClick={() => intents.chooseScreen()}
          >
            <Icon path={drawings.screen} />{' '}
            {shareAgain === 'screen' ? words.show_screen_again({}) : words.show_screen({})}
          </button>
        )}
        {camera === 'yes' && (
          <button type="button" class="plain" onClick={() => intents.turnCamera()}>
            <Icon path={drawings.camera} /> {words.show_camera({})}
          </button>
        )}
        {(screen === 'POLICY' || camera === 'POLICY') && <Elsewhere kit={kit} />}
      </div>
    </>
  );
}

/** Chosen, and seen by this person only. */
function Preview({ kit, track }: { readonly kit: CallKit; readonly track: MediaStreamTrack }) {
  const { words, intents, name } = kit;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <>
      <p role="status">
        <b>{words.show_preview({ name })}</b>
      </p>
      <div class="pictures">
        <Picture track={track} label={words.own_picture({})} />
      </div>
      <div class="row">
        <button type="button" class="strong" ref={first} onClick={() => intents.shareScreen()}>
          {words.show_start({ name })}
        </button>
        <button type="button" class="plain" onClick={() => intents.chooseScreen()}>
          {words.show_other({})}
        </button>
        <button type="button" class="plain" onClick={() => intents.stopScreen()}>
          {words.show_cancel({})}
        </button>
      </div>
    </>
  );
}

interface SharedProps {
  readonly kit: CallKit;
  readonly track: MediaStreamTrack;
  readonly pointed: Pointed | undefined;
}

/** The operator sees it: that is said, with the way to end it, and where they point. */
function Shared({ kit, track, pointed }: SharedProps) {
  const { words, intents, name } = kit;
  return (
    <>
      <p class="open" role="status">
        <Icon path={drawings.screen} /> {words.showing({ name })}
      </p>
      <div class="pictures own-screen">
        <Picture track={track} label={words.own_picture({})} />
        {pointed && <PointedPlace pointed={pointed} label={words.pointed({ name })} />}
      </div>
      <div class="row">
        <button type="button" class="strong" onClick={() => intents.stopScreen()}>
          {words.show_stop({})}
        </button>
        <span class="quiet">{words.show_key({})}</span>
      </div>
    </>
  );
}

/** The picture that would be sent, drawn on a canvas: portals may forbid images. */
function Taken({ picture, label }: { readonly picture: Blob; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let wanted = true;
    void createImageBitmap(picture).then((image) => {
      const place = canvas.current;
      if (!wanted || !place) return;
      place.width = image.width;
      place.height = image.height;
      place.getContext('2d')?.drawImage(image, 0, 0);
    });
    return () => {
      wanted = false;
    };
  }, [picture]);
  return <canvas ref={canvas} class="still" role="img" aria-label={label} />;
}

/** The operator asked for a picture: taken by one click, sent by another. */
function StillPart({ kit, showing, intents }: ShowProps) {
  const { words, name } = kit;
  const { still } = showing;
  const send = () => {
    const taken = new Date().toLocaleTimeString('de-CH', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    const file = intents.confirmed(`${words.photo_name({})} ${taken.replaceAll(':', '.')}.jpg`);
    if (file) kit.onFile(file);
  };
  if (still.is === 'none') return null;
  return (
    <section class="still-part" aria-label={words.photo_name({})}>
      <p role="alert">
        <b>{still.is === 'taken' ? words.still_check({}) : words.still_asked({ name })}</b>
      </p>
      {still.is === 'failed' && <p class="note alert">{words.still_failed({})}</p>}
      {still.is === 'taken' && <Taken picture={still.picture} label={words.photo_name({})} />}
      <div class="row">
        {still.is === 'taken' && (
          <button type="button" class="strong" onClick={send}>
            {words.still_send({})}
          </button>
        )}
        <button
          type="button"
          class={still.is === 'taken' ? 'plain' : 'strong'}
          aria-disabled={still.is === 'taking' || !kit.state.call.own.camera}
          onClick={() => void intents.take()}
        >
          {still.is === 'taken' || still.is === 'failed' ? words.still_again({}) : words.still_take({})}
        </button>
        <button type="button" class="plain" onClick={() => intents.leave()}>
          {words.not_now({})}
        </button>
      </div>
    </section>
  );
}

/** What a person shows beside the voice: chosen, looked at, shown, ended. */
export function ShowPart({ kit, showing, intents }: ShowProps) {
  const { words, name, state } = kit;
  const { screen, camera } = state.call.own;
  return (
    <>
      <StillPart kit={kit} showing={showing} intents={intents} />
      {!screen && !camera && <Ways kit={kit} />}
      {screen?.state === 'chosen' && <Preview kit={kit} track={screen.track} />}
      {screen?.state === 'shared' && <Shared kit={kit} track={screen.track} pointed={showing.pointed} />}
      {camera && (
        <p class="open" role="status">
          <Icon path={drawings.camera} /> {words.showing_camera({ name })} <small>{words.show_key({})}</small>
        </p>
      )}
    </>
  );
}
