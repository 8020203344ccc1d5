import { useEffect, useRef } from 'preact/hooks';
import { HangUp, MicrophoneSwitch } from './Controls.tsx';
import { type CallKit, durationOf, isAtJitsi } from './kit.ts';
import { endWords } from './said.ts';

interface StripProps {
  readonly kit: CallKit;
  readonly panelOpen: boolean;
  readonly onOpen: () => void;
}

/** What stands on the page beside the panel, and for it while it is closed. */
export function Strip({ kit, panelOpen, onOpen }: StripProps) {
  return (
    <>
      {kit.Cover && <kit.Cover />}
      {!panelOpen && <ForThePanel kit={kit} onOpen={onOpen} />}
    </>
  );
}

/** Beside the closed panel: what is open stays in view, and a question of the operator is not missed. */
function ForThePanel({ kit, onOpen }: Omit<StripProps, 'panelOpen'>) {
  const { words, state, name } = kit;
  const { phase, own } = state.call;
  const goesOn = phase.type === 'running' || phase.type === 'connecting' || phase.type === 'reestablishing';
  const asked = phase.type === 'proposedByThem';
  const ended = phase.type === 'ended';
  const shown = goesOn || asked || ended || own.microphone !== 'OFF';
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown) dialog.current?.show();
  }, [shown]);
  if (!shown) return null;
  const title = () => {
    if (phase.type === 'proposedByThem')
      return phase.mode === 'SHOW' ? words.theirs_show({ name }) : words.theirs_talk({ name });
    if (phase.type === 'ended') return endWords(words, phase.reason, name);
    if (phase.type === 'reestablishing') return words.again({});
    if (own.onHold) return words.on_hold({});
    return goesOn ? words.running({ name }) : words.ours({ name });
  };
  return (
    <dialog ref={dialog} class="strip" aria-label={words.call({})}>
      <div class="call-head">
        <b role={asked ? 'alert' : 'status'}>{title()}</b>
        {state.seconds !== undefined && <time class="lasts">{durationOf(state.seconds)}</time>}
      </div>
      <div class="controls">
        <button type="button" class="plain" onClick={onOpen}>
          {words.open_panel({})}
        </button>
        {!asked && !ended && (
          <>
            {!isAtJitsi(kit) && <MicrophoneSwitch kit={kit} />}
            <HangUp kit={kit} />
          </>
        )}
        {ended && (
          <button type="button" class="plain" onClick={() => kit.intents.dismiss()}>
            {words.dismiss({})}
          </button>
        )}
      </div>
    </dialog>
  );
}
