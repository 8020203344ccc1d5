import type { ConsultationView } from '@indiretta/protocol';
import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { useDeskState } from '../desk/DeskContext.tsx';
import { Icon, type IconName } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import styles from './CallRow.module.css';
import type { Calls } from './Calls.ts';
import { Invite } from './Invite.tsx';
import type { CallWithState } from './useCall.ts';

interface ControlsProps extends CallWithState {
  readonly calls: Calls;
  readonly view: ConsultationView;
}

/** What can be done in a call. Each button says what is open now; its tip says what a click does. */
export function Controls({ calls, state, intents, view }: ControlsProps) {
  const words = useWords();
  const { own } = state.call;
  const { onHold } = own;
  const owns = useDeskState(({ me }) => view.operator?.id === me);
  // There the devices are Jitsi's to open and close.
  const atJitsi = state.call.call?.provider === 'JITSI';
  return (
    <>
      {!atJitsi && (
        <>
          <MicrophoneButton state={state} intents={intents} />
          <Control
            icon={own.camera ? 'camera' : 'cameraOff'}
            word={own.camera ? words.call_camera_on() : words.call_camera_off()}
            tip={own.camera ? words.call_close_camera() : words.call_open_camera()}
            disabled={onHold}
            lit={own.camera !== undefined && !onHold}
            onClick={() => intents.turnCamera()}
          />
          {calls.support.screen === 'yes' && !own.screen && (
            <Control
              icon="screen"
              word={words.call_screen_show()}
              tip={own.shareAgain === 'screen' ? words.call_screen_again() : words.call_screen_tip()}
              disabled={onHold}
              onClick={() => intents.chooseScreen()}
            />
          )}
        </>
      )}
      <Control
        icon="keyboard"
        word={state.liveText.on ? words.call_live_on() : words.call_live_off()}
        tip={words.call_live_tip()}
        lit={state.liveText.on}
        onClick={() => intents.setLiveText(!state.liveText.on)}
      />
      <Control
        icon={onHold ? 'phone' : 'pause'}
        word={onHold ? words.call_resume() : words.call_hold()}
        tip={words.call_hold_tip()}
        alwaysWord={onHold}
        onClick={() => intents.hold(!onHold)}
      />
      {!atJitsi && (
        <Control
          icon="speaker"
          word={words.call_sound()}
          tip={words.call_sound_title()}
          onClick={() => calls.lookAtSound(view.id)}
        />
      )}
      {owns && <Invite state={state} intents={intents} view={view} />}
      <Button
        size="compact-sm"
        color="red"
        leftSection={<Icon name="hangUp" size={16} />}
        onClick={() => intents.hangUp()}
      >
        {words.call_hang_up()}
      </Button>
    </>
  );
}

function MicrophoneButton({ state, intents }: CallWithState) {
  const words = useWords();
  const { microphone, speakAgain, onHold } = state.call.own;
  const open = microphone === 'ON';
  if (speakAgain && !open) {
    return (
      <Button size="compact-sm" leftSection={<Icon name="micOff" size={16} />} onClick={() => intents.speak()}>
        {words.call_speak_again()}
      </Button>
    );
  }
  const word = open
    ? words.call_microphone_on()
    : microphone === 'MUTED'
      ? words.call_microphone_muted()
      : words.call_microphone_off();
  return (
    <Control
      icon={open ? 'mic' : 'micOff'}
      word={word}
      tip={open ? words.call_mute() : words.call_open_microphone()}
      alwaysWord
      disabled={onHold}
      lit={open && !onHold}
      onClick={() => intents.turnMicrophone()}
    />
  );
}

export function Control(props: {
  readonly icon: IconName;
  readonly word: string;
  readonly tip: string;
  /** Something of this person's is open. */
  readonly lit?: boolean;
  readonly disabled?: boolean;
  /** The word stands beside the icon also where there is little room. */
  readonly alwaysWord?: boolean;
  readonly onClick: () => void;
}) {
  const look: ButtonProps = props.lit ? { color: 'green', variant: 'light' } : { variant: 'default' };
  return (
    <Tooltip label={props.tip} withinPortal={false}>
      <Button
        size="compact-sm"
        className={styles.control}
        {...look}
        leftSection={<Icon name={props.icon} size={16} />}
        disabled={props.disabled ?? false}
        onClick={props.onClick}
      >
        <span className={props.alwaysWord ? undefined : styles.word}>{props.word}</span>
      </Button>
    </Tooltip>
  );
}
