import { useEffect, useRef } from 'preact/hooks';
import { w } from '../../words/words.ts';
import type { LiveKit } from './kit.ts';
import styles from './questions.css?inline';

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

interface QuestionProps {
  readonly kit: LiveKit;
  /** Nobody has answered yet. */
  readonly waiting: boolean;
  readonly asked: number | undefined;
}

/** Whether to leave, or, with `asked`, the operator's "anything else?" at that place of the transcript. */
function Question({ kit, waiting, asked }: QuestionProps) {
  const { say, wire } = kit;
  if (asked === undefined) {
    return (
      <Confirm
        kit={kit}
        question={say(waiting ? w.leave_confirm : w.finish_confirm)}
        yes={say(waiting ? w.leave : w.finish)}
        onYes={() => void wire.leave()}
      />
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
