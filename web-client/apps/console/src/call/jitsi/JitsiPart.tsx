import { JitsiMeeting, type JitsiState, loadExternalApi, type MeetingState } from '@indiretta/call';
import { browserClock } from '@indiretta/connection';
import { Alert, Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../../theme/Icon.tsx';
import { useSpeech, useWords } from '../../words/WordsContext.tsx';
import type { CallWithState } from '../useCall.ts';
import styles from './JitsiPart.module.css';

interface PartProps extends CallWithState {
  readonly name: string;
  /** This person's own call, and not one they were asked into. */
  readonly owns: boolean;
  /** Its consultation is not the one on the screen: the meeting goes on, smaller. */
  readonly elsewhere: boolean;
}

const hostOf = ({ place }: JitsiState): string => new URL(place.url).host;

/** The meeting of a call that Jitsi carries, after the person's own click. On hold this person is out of its room. */
export function JitsiPart({ state, ...props }: PartProps) {
  const words = useWords();
  const { jitsi, own } = state.call;
  if (!jitsi || own.onHold) return null;
  if (!jitsi.wanted) {
    return (
      <Told>
        {words.jitsi_join_note({ host: hostOf(jitsi) })}
        <Button size="compact-sm" onClick={() => props.intents.joinHere()}>
          {words.jitsi_join()}
        </Button>
      </Told>
    );
  }
  return <Meeting key={jitsi.place.room} jitsi={jitsi} {...props} />;
}

interface MeetingProps extends Omit<PartProps, 'state'> {
  readonly jitsi: JitsiState;
}

function Meeting({ jitsi, intents, name, owns, elsewhere }: MeetingProps) {
  const words = useWords();
  const { locale } = useSpeech();
  const host = hostOf(jitsi);
  const place = useRef<HTMLElement>(null);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<MeetingState>({ is: 'LOADING', alone: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one meeting per try; a new token for the same room changes nothing for who is in it
  useEffect(() => {
    if (!place.current) return;
    setState({ is: 'LOADING', alone: false });
    const meeting = new JitsiMeeting({
      clock: browserClock,
      place: jitsi.place,
      language: locale.slice(0, 2),
      parent: place.current,
      title: words.jitsi_title({ name }),
      loadApi: loadExternalApi,
      onChange: setState,
      onMedia: (media) => intents.sayAtJitsi(media),
      onHangUp: () => intents.hangUp(),
    });
    return () => meeting.close();
  }, [round]);
  const missing = state.is === 'MISSING';
  return (
    <>
      <div role="status">{state.is === 'LOADING' && <Told>{words.jitsi_loading({ host })}</Told>}</div>
      <div role="alert">
        {(missing || state.alone) && (
          <Told warns>
            {missing ? words.jitsi_missing({ host }) : words.jitsi_alone({ host, name })}
            {owns && (
              <Button size="compact-sm" onClick={() => intents.withoutJitsi()}>
                {words.jitsi_directly()}
              </Button>
            )}
            {missing && (
              <Button size="compact-sm" variant="default" onClick={() => setRound(round + 1)}>
                {words.try_again()}
              </Button>
            )}
          </Told>
        )}
      </div>
      <section
        key={round}
        ref={place}
        className={styles.meeting}
        data-elsewhere={elsewhere || undefined}
        aria-label={words.jitsi_title({ name })}
      />
    </>
  );
}

function Told({ warns = false, children }: { readonly warns?: boolean; readonly children: ReactNode }) {
  return (
    <Alert color={warns ? 'amber' : 'lake'} radius={0} p="xs" icon={<Icon name={warns ? 'warn' : 'info'} />}>
      <div className={styles.words}>{children}</div>
    </Alert>
  );
}
