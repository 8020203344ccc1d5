import { assertNever } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import { isFocusLost } from '../ready/parts.tsx';
import { drawings } from './drawings.ts';
import { type CallKit, isAtJitsi } from './kit.ts';
import { DeviceProblem, Elsewhere } from './parts.tsx';
import { Running } from './Running.tsx';
import { endWords, hindrance } from './said.ts';
import { TrialPart } from './TrialPart.tsx';

/** The operator would like to talk: a calm question beside the chat. */
function Theirs({ kit, show }: { readonly kit: CallKit; readonly show: boolean }) {
  const { words, intents, name } = kit;
  const why = hindrance(kit.state.support);
  return (
    <>
      <div role="alert" class="call-head">
        <b>{show ? words.theirs_show({ name }) : words.theirs_talk({ name })}</b>
      </div>
      {why ? (
        <DeviceProblem kit={kit} device="microphone" problem={why} />
      ) : (
        <p class="quiet">{words.theirs_note({})}</p>
      )}
      <div class="row">
        {why !== 'UNSUPPORTED' && why !== 'POLICY' && (
          <button type="button" class="strong" onClick={() => void intents.accept()}>
            {words.answer({})}
          </button>
        )}
        <button type="button" class="plain" onClick={() => intents.decline()}>
          {words.not_now({})}
        </button>
      </div>
    </>
  );
}

/** The own proposal waits for its answer. */
function Ours({ kit }: { readonly kit: CallKit }) {
  const { words, intents, name, state } = kit;
  const { own } = state.call;
  return (
    <>
      <div role="status" class="call-head">
        <b tabIndex={-1} data-call-focus="">
          {words.ours({ name })}
        </b>
      </div>
      <Devices kit={kit} />
      <div class="row">
        {own.microphone === 'OFF' && state.support.microphone === 'yes' && !isAtJitsi(kit) && (
          <button type="button" class="plain" onClick={() => intents.speak()}>
            <Icon path={drawings.microphone} /> {words.turn_on({})}
          </button>
        )}
        <button type="button" class="plain" onClick={() => intents.hangUp()}>
          {words.withdraw({})}
        </button>
      </div>
    </>
  );
}

/** Whether the microphone is open, in words, and what is wrong with it. */
function Devices({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state } = kit;
  const { own } = state.call;
  return (
    <>
      <div role="alert">
        {own.problem && (
          <DeviceProblem
            kit={kit}
            device={own.problem.with}
            problem={own.problem.problem}
            onDismiss={() => intents.dismissProblem()}
          />
        )}
      </div>
      {own.microphone !== 'OFF' && (
        <p class="open">
          <Icon path={drawings.microphone} /> {words.microphone({})}:{' '}
          {own.microphone === 'ON' ? words.is_on({}) : words.is_muted({})}
        </p>
      )}
    </>
  );
}

/** Started by voice, and nobody has answered yet. */
function Waits({ kit }: { readonly kit: CallKit }) {
  const { words, state } = kit;
  const why = hindrance(state.support);
  return (
    <>
      <p>
        {words.waits({})} <span class="quiet">{words.waits_note({})}</span>
      </p>
      {why ? <DeviceProblem kit={kit} device="microphone" problem={why} /> : <TrialPart kit={kit} />}
    </>
  );
}

/** A sentence that stands until it is read. */
function Said({ kit, children }: { readonly kit: CallKit; readonly children: string }) {
  return (
    <div class="said">
      <span role="status" tabIndex={-1} data-call-focus="">
        {children}
      </span>
      <button type="button" class="plain" onClick={() => kit.intents.dismiss()}>
        {kit.words.dismiss({})}
      </button>
    </div>
  );
}

function Phase({ kit }: { readonly kit: CallKit }) {
  const { words, state, intents, name, waiting } = kit;
  const { phase } = state.call;
  switch (phase.type) {
    case 'idle':
      if (waiting) return <Waits kit={kit} />;
      return state.refused ? <Said kit={kit}>{words.refused({})}</Said> : null;
    case 'proposedByThem':
      return <Theirs kit={kit} show={phase.mode === 'SHOW'} />;
    case 'proposedByUs':
      return <Ours kit={kit} />;
    case 'outside':
      return (
        <div class="said">
          <span role="status">{words.outside({})}</span>
          {hindrance(state.support) ? (
            <Elsewhere kit={kit} />
          ) : (
            <button type="button" class="plain" onClick={() => intents.joinHere()}>
              {words.join_here({})}
            </button>
          )}
        </div>
      );
    case 'connecting':
    case 'running':
    case 'reestablishing':
      return <Running kit={kit} />;
    case 'ended':
      return <Said kit={kit}>{endWords(words, phase.reason, name)}</Said>;
    default:
      return assertNever(phase);
  }
}

/** The call beside the chat: asked for, answered, going on, ended. Empty while there is nothing to say. */
export function CallPart({ kit }: { readonly kit: CallKit }) {
  const { type } = kit.state.call.phase;
  const place = useRef<HTMLElement>(null);
  const before = useRef(type);
  const last = useRef<Element | undefined>(undefined);
  useEffect(() => {
    const came = before.current !== type;
    before.current = type;
    // the button that was pressed is gone: the focus must not fall out of the panel
    if (!(came || last.current?.isConnected === false) || !isFocusLost()) return;
    place.current?.querySelector<HTMLElement>('[data-call-focus]')?.focus();
  });
  if (type === 'idle' && !kit.waiting && !kit.state.refused) return null;
  return (
    <section
      class="call"
      data-phase={type}
      aria-label={kit.words.call({})}
      ref={place}
      onFocusIn={({ target }) => {
        last.current = target as Element;
      }}
    >
      <Phase kit={kit} />
    </section>
  );
}
