import type { OtherMember } from '@indiretta/call';
import type { ConsultationView, Share } from '@indiretta/protocol';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useAnnounce } from '../announce/Announcer.tsx';
import { useDeskState } from '../desk/DeskContext.tsx';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { OwnScreen } from './OwnScreen.tsx';
import { Picture } from './Picture.tsx';
import styles from './Pictures.module.css';
import { SharedScreen } from './SharedScreen.tsx';
import { type CallWithState, useCitizenName } from './useCall.ts';

interface PicturesProps extends CallWithState {
  readonly view: ConsultationView;
}
interface OneProps extends PicturesProps {
  readonly of: OtherMember;
}

/** What the others and this person show now, one screen large and the faces beside it; nothing while on hold. */
export function Pictures({ state, intents, view }: PicturesProps) {
  const words = useWords();
  const citizen = useCitizenName(view);
  const [chosen, setChosen] = useState<string>();
  const { others, own } = state.call;
  const shown = own.onHold ? [] : others;
  const screens = shown.filter(({ screen }) => screen);
  const large = screens.find(({ member }) => member === chosen) ?? screens[0];
  const cameras = shown.filter(({ camera }) => camera);
  const mine = own.onHold ? undefined : own.camera;
  const labelOf = ({ author }: OtherMember) => words.call_screen_of({ name: author.name ?? citizen });
  return (
    <>
      <div className={styles.stage} data-screen={large ? true : undefined}>
        {large?.screen && (
          <SharedScreen key={large.member} track={large.screen} label={labelOf(large)} intents={intents.others}>
            {screens.length > 1 &&
              screens.map((other) => (
                <Button
                  key={other.member}
                  size="compact-xs"
                  variant={other === large ? 'filled' : 'default'}
                  aria-pressed={other === large}
                  onClick={() => setChosen(other.member)}
                >
                  {labelOf(other)}
                </Button>
              ))}
            <EndShare state={state} intents={intents} view={view} of={large} what="SCREEN" />
          </SharedScreen>
        )}
        {(cameras.length > 0 || mine) && (
          <div className={styles.faces} data-count={cameras.length + (mine ? 1 : 0)}>
            {cameras.map((other) => (
              <Face key={other.member} state={state} intents={intents} view={view} of={other} />
            ))}
            {mine && (
              <div className={styles.face} data-own>
                <Picture track={mine} label={words.call_own_picture()} />
              </div>
            )}
          </div>
        )}
      </div>
      {cameras.some(({ role }) => role === 'CITIZEN') && <StillBar intents={intents} />}
      {own.screen && <OwnScreen state={state} intents={intents} view={view} />}
    </>
  );
}

/** Somebody's camera, and what this person may do about it. */
function Face(props: OneProps) {
  const words = useWords();
  const citizen = useCitizenName(props.view);
  const { of } = props;
  const name = of.author.name ?? citizen;
  return (
    <figure className={styles.face} data-speaking={of.speaking || undefined}>
      {of.camera && <Picture track={of.camera} label={words.call_picture_of({ name })} />}
      <figcaption className={styles.caption}>
        <span className={styles.name}>{name}</span>
        <EndShare {...props} what="CAMERA" />
      </figcaption>
    </figure>
  );
}

/** The citizen takes the picture, looks at it, and sends it or not. */
function StillBar({ intents }: Pick<CallWithState, 'intents'>) {
  const words = useWords();
  const announce = useAnnounce();
  const ask = async () =>
    announce(
      (await intents.others.askStill()).type === 'done' ? words.call_still_asked() : words.problem_unavailable(),
    );
  return (
    <div className={styles.bar}>
      <span>{words.call_still_note()}</span>
      <Button size="compact-sm" variant="default" leftSection={<Icon name="camera" size={16} />} onClick={ask}>
        {words.call_ask_still()}
      </Button>
    </div>
  );
}

/** For the owner: whoever shows it. */
function EndShare({ state, intents, view, of, what }: OneProps & { readonly what: Share }) {
  const words = useWords();
  const announce = useAnnounce();
  const citizen = useCitizenName(view);
  const owns = useDeskState(({ me }) => view.operator?.id === me);
  if (!owns || state.call.phase.type !== 'running') return null;
  const name = of.author.name ?? citizen;
  const end = async () => {
    const { type } = await intents.others.endShare(of.member, what);
    if (type !== 'done') announce(words.problem_unavailable());
  };
  const word = what === 'CAMERA' ? words.call_end_camera({ name }) : words.call_end_screen({ name });
  return (
    <Tooltip label={word} withinPortal={false}>
      <ActionIcon size="sm" variant="default" aria-label={word} onClick={end}>
        <Icon name="close" size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
