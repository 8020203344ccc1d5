import type { ConsultationView } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useDeskState } from '../desk/DeskContext.tsx';
import { useNow } from '../desk/useNow.ts';
import { rescueFocus } from '../shell/focus.ts';
import { Icon, type IconName } from '../theme/Icon.tsx';
import { duration } from '../words/format.ts';
import { useWords } from '../words/WordsContext.tsx';
import styles from './CallRow.module.css';
import type { Calls } from './Calls.ts';
import { Controls } from './Controls.tsx';
import type { DeskCallState } from './DeskCall.ts';
import { People } from './People.tsx';
import { phaseText, qualityWord, theirText } from './said.ts';
import { type CallWithState, useCitizenName } from './useCall.ts';

/** So long an answer is waited for, in ms (PROTOCOL.md, C2). */
const ANSWERED_WITHIN_MS = 60_000;

interface RowProps extends CallWithState {
  readonly calls: Calls;
  readonly view: ConsultationView;
  /** The consultation is not the one on the screen: its name leads to it. */
  readonly elsewhere?: boolean;
}

/** One call: with whom, how far it is, what is open, and what a person can do. Nothing while there is none. */
export function CallRow({ calls, view, state, intents, elsewhere = false }: RowProps) {
  const words = useWords();
  const name = useCitizenName(view);
  const place = useRef<HTMLElement>(null);
  const { phase } = state.call;
  // The button that was pressed went with the phase.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the phase decides when to look
  useEffect(() => rescueFocus(place.current), [phase.type]);
  if (phase.type === 'idle' || phase.type === 'ended') return null;
  const text = phaseText(words, state, name);
  const who = elsewhere ? (
    <Link to="/consultation/$consultation" params={{ consultation: view.id }} className={styles.link}>
      {text}
    </Link>
  ) : (
    text
  );
  const row = (icon: IconName, facts: ReactNode, controls: ReactNode, people?: ReactNode) => (
    <section
      ref={place}
      tabIndex={-1}
      className={styles.row}
      data-phase={phase.type}
      data-hold={state.call.own.onHold || undefined}
      aria-label={words.call_of({ name })}
    >
      <Icon name={icon} size={20} />
      <div className={styles.text}>
        <p className={styles.who}>{who}</p>
        <p className={styles.facts}>{facts}</p>
      </div>
      <div className={styles.controls}>{controls}</div>
      {people}
    </section>
  );
  switch (phase.type) {
    case 'proposedByThem':
      return row(phase.mode === 'SHOW' ? 'screen' : 'phone', words.call_answer_note(), <Answering intents={intents} />);
    case 'proposedByUs':
      return row(
        phase.mode === 'SHOW' ? 'screen' : 'phone',
        <UntilAnswered proposedAt={state.call.call?.proposedAt} />,
        <Button size="compact-sm" variant="default" onClick={() => intents.hangUp()}>
          {words.call_take_back()}
        </Button>,
      );
    case 'outside':
      return row(
        'phone',
        '',
        <Button size="compact-sm" onClick={() => intents.joinHere()}>
          {words.call_join_here()}
        </Button>,
      );
    default:
      return row(
        'phone',
        <Facts state={state} name={name} />,
        <Controls calls={calls} state={state} intents={intents} view={view} />,
        <People state={state} intents={intents} view={view} />,
      );
  }
}

function Answering({ intents }: Pick<CallWithState, 'intents'>) {
  const words = useWords();
  const online = useDeskState((state) => state.link.type === 'online');
  return (
    <>
      <Button
        size="compact-sm"
        color="green"
        leftSection={<Icon name="mic" size={16} />}
        disabled={!online}
        onClick={() => void intents.accept()}
      >
        {words.call_answer()}
      </Button>
      <Button size="compact-sm" variant="default" disabled={!online} onClick={() => void intents.decline()}>
        {words.decline()}
      </Button>
    </>
  );
}

/** How long the citizen may still answer. */
function UntilAnswered({ proposedAt }: { readonly proposedAt: string | undefined }) {
  const words = useWords();
  const ahead = useDeskState((state) => state.serverAheadMs);
  const left = Date.parse(proposedAt ?? '') + ANSWERED_WITHIN_MS - useNow() - ahead;
  return left > 0 ? <span aria-hidden="true">{words.call_still({ time: duration(left) })}</span> : null;
}

/** Duration, who speaks, what hinders, how good the link is. */
function Facts({ state: { call }, name }: { readonly state: DeskCallState; readonly name: string }) {
  const words = useWords();
  useNow();
  const { startedAt, others, quality, own, phase } = call;
  // Of several people the list below says it of each.
  const one = others.length === 1 ? others[0] : undefined;
  const hindrance = one && !own.onHold ? theirText(words, one, one.author.name ?? name) : undefined;
  const speaking = own.onHold ? undefined : others.find((other) => other.speaking);
  const runs = phase.type === 'running';
  return (
    <>
      {startedAt !== undefined && (
        <span className={styles.time}>
          <span className={styles.hidden}>{words.call_lasts()} </span>
          {duration(performance.now() - startedAt)}
        </span>
      )}
      {own.onHold && <strong>{words.call_on_hold()}</strong>}
      {runs && hindrance && <span>{hindrance}</span>}
      {runs && !hindrance && quality && (
        <span data-quality={quality} className={styles.quality}>
          {words[qualityWord[quality]]()}
        </span>
      )}
      {speaking && <span className={styles.speaking}>{words.call_speaks({ name: speaking.author.name ?? name })}</span>}
    </>
  );
}
