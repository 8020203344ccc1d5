import type { ConsultationView } from '@indiretta/protocol';
import { Alert, Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import styles from './CallPart.module.css';
import { CallRow } from './CallRow.tsx';
import type { Calls } from './Calls.ts';
import { Pictures } from './Pictures.tsx';
import { deviceText, endText, refusedText, takenDownText } from './said.ts';
import { useCall, useCitizenName } from './useCall.ts';

/** The call of the consultation on the screen: its row, what went wrong, how the last one ended, what is shown. */
export function CallPart({ calls, view }: { readonly calls: Calls; readonly view: ConsultationView }) {
  const words = useWords();
  const name = useCitizenName(view);
  const call = useCall(calls, view.id);
  if (!call) return null;
  const { state, intents } = call;
  const { phase, own, tapToHear } = state.call;
  return (
    <div className={styles.part}>
      <CallRow calls={calls} view={view} {...call} />
      <div role="status">
        {state.refused && <Said onClose={() => intents.dismiss()}>{refusedText(words, state.refused)}</Said>}
        {phase.type === 'ended' && <Said onClose={() => intents.dismiss()}>{endText(words, phase.reason, name)}</Said>}
        {tapToHear && (
          <Said>
            {words.call_tap_note()}
            <Button size="compact-sm" onClick={() => intents.tapToHear()}>
              {words.call_tap_to_hear()}
            </Button>
          </Said>
        )}
        {own.speakAgain && own.microphone !== 'ON' && phase.type === 'running' && (
          <Said>{words.call_speak_again_note({ name })}</Said>
        )}
        {own.ended && <Said onClose={() => intents.dismissProblem()}>{takenDownText(words, own.ended)}</Said>}
        {own.problem && (
          <Said warns onClose={() => intents.dismissProblem()}>
            {deviceText(words, own.problem.with, own.problem.problem)}
            {own.problem.with === 'microphone' && own.microphone === 'OFF' && (
              <Button size="compact-sm" variant="default" onClick={() => intents.speak()}>
                {words.try_again()}
              </Button>
            )}
          </Said>
        )}
        {calls.support.calls !== 'yes' && phase.type !== 'idle' && phase.type !== 'ended' && (
          <Said warns>{words.call_unsupported()}</Said>
        )}
      </div>
      <Pictures view={view} {...call} />
    </div>
  );
}

function Said(props: { readonly warns?: boolean; readonly onClose?: () => void; readonly children: ReactNode }) {
  const words = useWords();
  return (
    <Alert
      color={props.warns ? 'amber' : 'lake'}
      radius={0}
      p="xs"
      icon={<Icon name={props.warns ? 'warn' : 'info'} />}
    >
      <div className={styles.said}>
        <div className={styles.words}>{props.children}</div>
        {props.onClose && <CloseButton size="sm" aria-label={words.close()} onClick={props.onClose} />}
      </div>
    </Alert>
  );
}
