import type { ConsultationView } from '@indiretta/protocol';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Fragment, useEffect, useRef } from 'react';
import { useAnnounce } from '../announce/Announcer.tsx';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { conversationOf } from '../desk/state.ts';
import { useShortcut } from '../keyboard/ShortcutsContext.tsx';
import { useRoomAboveDesk } from '../shell/useRoomAboveDesk.ts';
import { useWords } from '../words/WordsContext.tsx';
import { CallRow } from './CallRow.tsx';
import type { Calls } from './Calls.ts';
import type { DeskCallState } from './DeskCall.ts';
import { JitsiBand } from './JitsiBand.tsx';
import { SoundDialog } from './SoundDialog.tsx';
import { phaseText } from './said.ts';
import { type CallWithState, useCallsState, useCitizenName } from './useCall.ts';

/** The calls of consultations that are not on the screen, above every screen; also hears the keys of all calls. */
export function CallBars({ calls }: { readonly calls: Calls }) {
  const state = useCallsState(calls);
  const { consultation } = useParams({ strict: false });
  const conversations = useDeskState((desk) => desk.conversations);
  const place = useRef<HTMLDivElement>(null);
  useCallKeys(calls, state.calls);
  useSaying(state.calls);
  useRoomAboveDesk('calls', place);
  return (
    <div ref={place}>
      <SoundDialog calls={calls} consultation={state.sound} />
      {state.calls.map((call) => {
        const intents = calls.of(call.id);
        const view = conversations.find((it) => it.view.id === call.id)?.view;
        if (!intents || !view) return null;
        const elsewhere = call.id !== consultation;
        return (
          <Fragment key={call.id}>
            {elsewhere && <CallRow calls={calls} view={view} state={call} intents={intents} elsewhere />}
            <Meeting view={view} state={call} intents={intents} elsewhere={elsewhere} />
          </Fragment>
        );
      })}
    </div>
  );
}

function Meeting(props: CallWithState & { readonly view: ConsultationView; readonly elsewhere: boolean }) {
  const owns = useDeskState(({ me }) => props.view.operator?.id === me);
  return <JitsiBand {...props} name={useCitizenName(props.view)} owns={owns} />;
}

const inCall = ({ call: { phase } }: DeskCallState): boolean =>
  phase.type === 'running' || phase.type === 'connecting' || phase.type === 'reestablishing';

/** The keys are for the call a person is in; one on hold comes after one that is not. */
function useCallKeys(calls: Calls, all: readonly DeskCallState[]): void {
  const { consultation } = useParams({ strict: false });
  const going = all.filter(inCall);
  const current = going.find(({ call }) => !call.own.onHold) ?? going[0];
  const asked = all.filter(({ call }) => call.phase.type === 'proposedByThem');
  const toAnswer = asked.find(({ id }) => id === consultation) ?? asked[0];
  const visit = useVisit();
  useShortcut('answerCall', toAnswer ? () => void calls.of(toAnswer.id)?.accept() : visit);
  useShortcut('microphone', current ? () => calls.of(current.id)?.turnMicrophone() : undefined);
  useShortcut('hangUp', current ? () => calls.of(current.id)?.hangUp() : undefined);
}

/** Goes into the call this person is asked into; undefined when there is none. */
function useVisit(): (() => void) | undefined {
  const desk = useDesk();
  const navigate = useNavigate();
  const invitation = useDeskState((state) => state.callInvitations).find(({ joined }) => !joined);
  if (!invitation) return undefined;
  const { consultation } = invitation;
  return async () => {
    if (await desk.visit(invitation)) await navigate({ to: '/consultation/$consultation', params: { consultation } });
  };
}

/** Every step of a call is said to who does not see it. */
function useSaying(all: readonly DeskCallState[]): void {
  const words = useWords();
  const announce = useAnnounce();
  const conversations = useDeskState((desk) => desk);
  const said = useRef(new Map<string, string>());
  useEffect(() => {
    for (const call of all) {
      const { phase } = call.call;
      const before = said.current.get(call.id) ?? 'idle';
      said.current.set(call.id, phase.type);
      if (before === phase.type) continue;
      const view = conversationOf(conversations, call.id)?.view;
      const text = phaseText(words, call, view?.citizen?.name ?? `${words.citizen()} ${view?.reference ?? ''}`.trim());
      if (text) announce(text);
    }
  }, [all, conversations, words, announce]);
}
