import { JitsiMeeting, type JitsiState, loadExternalApi, type MeetingState } from '@indiretta/call';
import type { Clock } from '@indiretta/connection';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { JitsiWords } from '../../../words/jitsi.ts';
import type { CallKit } from '../kit.ts';
import { Elsewhere } from '../parts.tsx';

interface PartProps {
  readonly kit: CallKit;
  readonly words: JitsiWords;
  readonly language: string;
  readonly clock: Clock;
}

const hostOf = ({ place }: JitsiState): string => new URL(place.url).host;

/** The call at Jitsi: in a page of our own, after the person's own click; a portal's page leads to ours. */
export function JitsiPart(props: PartProps) {
  const { kit, words } = props;
  const { jitsi } = kit.state.call;
  if (!kit.ownPage) {
    return (
      <div class="next">
        <span>{words.own_page({})}</span>
        <Elsewhere kit={kit} />
      </div>
    );
  }
  if (!jitsi) return null;
  if (!jitsi.wanted) {
    return (
      <div class="next">
        <span>{words.join_note({ host: hostOf(jitsi) })}</span>
        <button type="button" class="strong" onClick={() => kit.intents.joinHere()}>
          {words.join({})}
        </button>
      </div>
    );
  }
  return <Meeting key={jitsi.place.room} {...props} jitsi={jitsi} />;
}

function Meeting({ kit, words, language, clock, jitsi }: PartProps & { readonly jitsi: JitsiState }) {
  const { intents, name } = kit;
  const host = hostOf(jitsi);
  const place = useRef<HTMLDivElement>(null);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<MeetingState>({ is: 'LOADING', alone: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one meeting per try; a new token for the same room changes nothing for who is in it
  useEffect(() => {
    if (!place.current) return;
    setState({ is: 'LOADING', alone: false });
    const meeting = new JitsiMeeting({
      clock,
      place: jitsi.place,
      language,
      parent: place.current,
      title: words.title({}),
      loadApi: loadExternalApi,
      onChange: setState,
      onMedia: (media) => intents.sayAtJitsi(media),
      onHangUp: () => intents.hangUp(),
    });
    return () => meeting.close();
  }, [round]);
  const told = state.is === 'MISSING' || state.alone;
  return (
    <>
      <div role="status">{state.is === 'LOADING' && <p class="quiet">{words.loading({ host })}</p>}</div>
      <div role="alert">
        {told && (
          <div class="next">
            <span>{state.is === 'MISSING' ? words.missing({ host, name }) : words.alone({ host, name })}</span>
            {!kit.guest && (
              <button type="button" class="strong" onClick={() => intents.withoutJitsi()}>
                {words.directly({})}
              </button>
            )}
            {state.is === 'MISSING' && (
              <button type="button" class="plain" onClick={() => setRound(round + 1)}>
                {words.again({})}
              </button>
            )}
          </div>
        )}
      </div>
      {/* keyed: every try gets an empty place */}
      <section key={round} class="meeting" ref={place} aria-label={words.title({})} />
    </>
  );
}
