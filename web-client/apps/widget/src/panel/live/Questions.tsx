import { useEffect, useRef } from 'preact/hooks';
import { w } from '../../words/words.ts';
import { later } from '../ready/parts.tsx';
import type { LiveKit, LiveStaged } from './kit.ts';
import styles from './questions.css?inline';

const Sheet = later(() => import('../queue/Sheet.tsx'));

interface ConfirmProps {
  readonly kit: LiveKit;
  readonly question: string;
  readonly yes: string;
  readonly onYes: () => void;
}

/** A question before something that cannot be taken back. */
export function Confirm({ kit, question, yes, onYes }: ConfirmProps) {
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <fieldset
      class="confirm"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        kit.wire.turn({ confirming: undefined });
      }}
    >
      <legend>{question}</legend>
      <button type="button" class="plain" ref={place} onClick={() => kit.wire.turn({ confirming: undefined })}>
        {kit.say(w.cancel)}
      </button>
      <button type="button" class="strong" onClick={onYes}>
        {yes}
      </button>
    </fieldset>
  );
}

interface QuestionProps extends LiveStaged {
  readonly asked: number | undefined;
}

/** Whether to end it, or, with `asked`, the operator's "anything else?" at that place of the transcript; or instead of waiting. */
function Question({ kit, stage, asked }: QuestionProps) {
  const { say, wire } = kit;
  if (asked === undefined) {
    return stage.confirming === 'leave' ? (
      <Confirm kit={kit} question={say(w.finish_confirm)} yes={say(w.finish)} onYes={() => void wire.leave()} />
    ) : (
      <Sheet kit={kit} stage={stage} />
    );
  }
  return (
    <fieldset class="confirm">
      <legend>{say(w.anything_else)}</legend>
      <button type="button" class="plain" onClick={() => wire.turn({ goesOnAfter: asked })}>
        {say(w.anything_yes)}
      </button>
      <button type="button" class="strong" onClick={() => void wire.leave()}>
        {say(w.anything_no)}
      </button>
    </fieldset>
  );
}

export { Question as Part, styles };
