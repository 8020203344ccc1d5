import { Icon } from '../ready/icons.tsx';
import { drawings } from './drawings.ts';
import type { CallKit } from './kit.ts';

interface SwitchProps {
  readonly icon: string;
  readonly name: string;
  /** Says more than the name, where the name is short. */
  readonly title?: string;
  /** What it is now, in one word; the button's own state says it to who cannot see. */
  readonly now: string;
  readonly on: boolean;
  readonly onTurn: () => void;
}

/** A device that is open or not: name and state in words, and a colour while it is open. */
function Switch({ icon, name, title, now, on, onTurn }: SwitchProps) {
  return (
    <button type="button" class="switch" title={title} aria-pressed={on} onClick={onTurn}>
      <Icon path={icon} />
      <span>{name}</span>
      <small aria-hidden="true">{now}</small>
    </button>
  );
}

/** What a person does during a call, the same in the panel and in the strip that stands for a closed one. */
export function MicrophoneSwitch({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state } = kit;
  const { microphone } = state.call.own;
  const now = { ON: words.is_on({}), MUTED: words.is_muted({}), OFF: words.is_off({}) }[microphone];
  const on = microphone === 'ON';
  return (
    <Switch
      icon={on ? drawings.microphone : drawings.microphoneOff}
      name={words.microphone({})}
      now={now}
      on={on}
      onTurn={() => intents.turnMicrophone()}
    />
  );
}

/** Both sides silent, until this person goes on. */
function Hold({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state } = kit;
  const { onHold } = state.call.own;
  return (
    <button type="button" class="switch" onClick={() => intents.turnHold()}>
      <Icon path={onHold ? drawings.goOn : drawings.hold} />
      <span>{onHold ? words.resume({}) : words.hold({})}</span>
    </button>
  );
}

export function HangUp({ kit }: { readonly kit: CallKit }) {
  return (
    <button type="button" class="switch end" onClick={() => kit.intents.hangUp()}>
      <Icon path={drawings.hangUp} />
      <span>{kit.words.hang_up({})}</span>
    </button>
  );
}

interface ControlsProps {
  readonly kit: CallKit;
  /** The devices to choose from, and whether they are shown; absent where they are not ours. */
  readonly choice?: { readonly choosing: boolean; readonly onChoosing: (choosing: boolean) => void };
}

/** Microphone, camera, hold, sound, real-time text, hang up. */
export function Controls({ kit, choice }: ControlsProps) {
  const { words, intents, state } = kit;
  const camera = state.call.own.camera !== undefined;
  const liveText = state.liveText.on;
  return (
    <div class="controls">
      {choice && (
        <>
          <MicrophoneSwitch kit={kit} />
          <Switch
            icon={camera ? drawings.camera : drawings.cameraOff}
            name={words.camera({})}
            now={camera ? words.camera_on({}) : words.camera_off({})}
            on={camera}
            onTurn={() => intents.turnCamera()}
          />
        </>
      )}
      <Hold kit={kit} />
      {choice && (
        <button
          type="button"
          class="switch"
          aria-expanded={choice.choosing}
          onClick={() => choice.onChoosing(!choice.choosing)}
        >
          <Icon path={drawings.sound} />
          <span>{words.sound({})}</span>
        </button>
      )}
      <Switch
        icon={drawings.liveText}
        name={words.live_short({})}
        title={words.live_text({})}
        now={liveText ? words.is_on({}) : words.is_off({})}
        on={liveText}
        onTurn={() => intents.setLiveText(!liveText)}
      />
      <HangUp kit={kit} />
    </div>
  );
}
