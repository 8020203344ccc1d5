import { type Device, testSpeaker, watchLevel } from '@indiretta/call';
import { browserClock } from '@indiretta/connection';
import type { ConsultationId } from '@indiretta/protocol';
import { Button, Modal, Progress, Select, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import type { Calls } from './Calls.ts';
import { deviceText } from './said.ts';
import { useCall, useCallsState } from './useCall.ts';
import { useTrial } from './useTrial.ts';

interface SoundProps {
  readonly calls: Calls;
  readonly consultation: ConsultationId;
}

/** Which microphone, loudspeaker and camera; how loud the microphone is; whether the loudspeaker is heard. */
export function SoundDialog({
  calls,
  consultation,
}: {
  readonly calls: Calls;
  readonly consultation: ConsultationId | undefined;
}) {
  const words = useWords();
  return (
    <Modal
      opened={consultation !== undefined}
      onClose={() => calls.lookAtSound(undefined)}
      title={words.call_sound_title()}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      {consultation !== undefined && <Sound calls={calls} consultation={consultation} />}
    </Modal>
  );
}

function Sound({ calls, consultation }: SoundProps) {
  const words = useWords();
  const { devices, chosen } = useCallsState(calls);
  const call = useCall(calls, consultation);
  const open = call?.state.call.own.microphone !== 'OFF' ? call?.intents.microphoneTrack : undefined;
  const trial = useTrial(calls.capturing);
  const track = open ?? trial.track;
  return (
    <Stack gap="md">
      <Choice
        label={words.call_which_microphone()}
        devices={devices.microphones}
        value={chosen.microphone}
        onChoose={(device) => {
          calls.choose('microphone', device);
          if (trial.track) void trial.open(device);
        }}
      />
      {track ? (
        <Level track={track} />
      ) : (
        <Button
          variant="default"
          leftSection={<Icon name="mic" size={16} />}
          onClick={async () => {
            await trial.open(chosen.microphone);
            await calls.nameDevices();
          }}
        >
          {words.call_test_microphone()}
        </Button>
      )}
      {trial.problem && <Text role="alert">{deviceText(words, 'microphone', trial.problem)}</Text>}
      {calls.support.speakerChoice && (
        <Choice
          label={words.call_which_speaker()}
          devices={devices.speakers}
          value={chosen.speaker}
          onChoose={(device) => calls.choose('speaker', device)}
        />
      )}
      <SpeakerTest speaker={chosen.speaker} />
      <Choice
        label={words.call_which_camera()}
        devices={devices.cameras}
        value={chosen.camera}
        onChoose={(device) => calls.choose('camera', device)}
      />
    </Stack>
  );
}

function Choice(props: {
  readonly label: string;
  readonly devices: readonly Device[];
  readonly value: string | undefined;
  readonly onChoose: (device: string) => void;
}) {
  const words = useWords();
  const { devices, label, value } = props;
  const known = devices.some(({ id }) => id === value);
  if (devices.length === 0) return null;
  return (
    <Select
      label={label}
      placeholder={words.call_usual()}
      value={known ? (value ?? null) : null}
      data={devices.map(({ id, label: name }, place) => ({
        value: id,
        label: name || words.call_numbered({ what: label, n: place + 1 }),
      }))}
      onChange={(device) => device !== null && props.onChoose(device)}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** Moves while somebody speaks. */
function Level({ track }: { readonly track: MediaStreamTrack }) {
  const words = useWords();
  const [level, setLevel] = useState(0);
  useEffect(() => watchLevel(track, browserClock, setLevel), [track]);
  return (
    <div>
      <Text size="sm" mb={4}>
        {words.call_level()}
      </Text>
      <Progress
        value={Math.round(level * 100)}
        color="green"
        size="lg"
        aria-label={words.call_level()}
        transitionDuration={100}
      />
    </div>
  );
}

function SpeakerTest({ speaker }: { readonly speaker: string | undefined }) {
  const words = useWords();
  const [state, setState] = useState<'silent' | 'playing' | 'played' | 'failed'>('silent');
  return (
    <div>
      <Button
        variant="default"
        leftSection={<Icon name="speaker" size={16} />}
        disabled={state === 'playing'}
        onClick={async () => {
          setState('playing');
          setState(await testSpeaker(speaker));
        }}
      >
        {words.call_test_speaker()}
      </Button>
      <Text size="sm" mt={4} role="status">
        {state === 'playing' && words.call_test_playing()}
        {state === 'played' && words.call_test_played()}
        {state === 'failed' && words.call_test_failed()}
      </Text>
    </div>
  );
}
