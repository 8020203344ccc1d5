import { Center, Loader, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { CallPlace } from '../../call/CallsContext.tsx';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { type Conversation, conversationOf, isHandOverTo, isJoined, takesPart } from '../../desk/state.ts';
import { rescueFocus } from '../../shell/focus.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { Composer } from './Composer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import styles from './ConversationScreen.module.css';
import { Details } from './Details.tsx';
import { Log } from './Log.tsx';

/** One consultation: who, what was said, what to answer. Leaves by itself when it is no longer of this desk. */
export function ConversationScreen() {
  const words = useWords();
  const navigate = useNavigate();
  const { consultation } = useParams({ from: '/staff/desk/consultation/$consultation' });
  const conversation = useDeskState((state) => conversationOf(state, consultation));
  const loaded = useDeskState((state) => state.loaded);
  const desk = useDesk();
  /** The one that was here; the screen stays when a person goes from one to the next. */
  const was = useRef<string>(undefined);
  if (conversation) was.current = consultation;
  const coming = !conversation && (!loaded || desk.live(consultation) !== undefined) && was.current !== consultation;
  useEffect(() => {
    if (conversation || coming) return;
    // Gone from the desk (ended, handed over, lost); the notice says why.
    void navigate({ to: '/', replace: true });
  }, [conversation, coming, navigate]);
  if (!conversation) {
    return (
      <Center flex={1}>
        <Loader aria-label={words.loading()} />
      </Center>
    );
  }
  return <OpenConversation key={consultation} conversation={conversation} />;
}

function OpenConversation({ conversation }: { readonly conversation: Conversation }) {
  const words = useWords();
  const me = useDeskState((state) => state.me);
  const [details, setDetails] = useState(false);
  const { view, snapshot } = conversation;
  const toAnswer = isHandOverTo(me, view);
  const mine = view.operator?.id === me;
  const callInvitations = useDeskState((state) => state.callInvitations);
  const part = takesPart({ me, callInvitations }, view);
  const joined = useDeskState((state) => state.joined);
  const beside = isJoined({ me, joined }, view);
  const desk = useDesk();
  useEffect(() => desk.opened(view.id), [desk, view.id]);
  const place = useRef<HTMLElement>(null);
  const { state: callState, members } = view.call ?? {};
  // What had the focus goes when the state changes: the button that ended or hung up, the field that was written in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state and who is in the call decide when to look
  useEffect(() => rescueFocus(place.current), [view.state, callState, members?.length]);
  return (
    <div className={styles.columns}>
      <section
        ref={place}
        tabIndex={-1}
        className={styles.middle}
        aria-label={words.consultation_reference({ reference: view.reference })}
      >
        <ConversationHeader conversation={conversation} details={details} onDetails={setDetails} />
        {part && <CallPlace>{({ CallPart }, calls) => <CallPart calls={calls} view={view} />}</CallPlace>}
        {details && (
          <div className={styles.detailsAbove}>
            <Details view={view} />
          </div>
        )}
        {snapshot?.sync.type === 'gone' ? (
          <Stack p="xl" align="center">
            <Text>{words.problem_gone()}</Text>
            <Link to="/">{words.back_to_desk()}</Link>
          </Stack>
        ) : (
          <Log conversation={conversation} />
        )}
        {part && <CallPlace>{({ LiveNote }, calls) => <LiveNote calls={calls} view={view} />}</CallPlace>}
        {(part || beside) && view.state === 'ACTIVE' && <Composer conversation={conversation} files={mine} />}
        {view.state === 'WRAP_UP' && <p className={styles.bar}>{words.wrap_up_help()}</p>}
        {toAnswer && !mine && <p className={styles.bar}>{words.hand_over_reading()}</p>}
      </section>
      <aside className={styles.detailsBeside} aria-label={words.details()}>
        <Details view={view} />
      </aside>
    </div>
  );
}
