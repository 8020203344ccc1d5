import { limits } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { queueWords } from '../../words/queue.ts';
import { w } from '../../words/words.ts';
import type { StartAsk } from '../Kept.ts';
import { asking } from '../moves.ts';
import { CharsLeft, MessageForm } from '../ready/Asking.tsx';
import type { Kit, Staged } from '../ready/kit.ts';
import { Emergency, Title } from '../ready/parts.tsx';
import { offeredModes } from '../site.ts';
import { type CodeStage, languageOf, siteOf } from '../state.ts';

/** The longest code as typed, in characters. */
const CODE_CHARS = 32;
const BETWEEN = /[\s.‐-—-]+/g;
const JOIN = /^\d{6}$/;
const RETURN = /^[0-9A-Z]{9}$/;

/** What a typed code is: of an operator on the telephone, or to come back with; undefined: neither. */
export function codeTyped(text: string): Pick<StartAsk, 'joinCode' | 'returnCode'> | undefined {
  const code = text.replace(BETWEEN, '').toUpperCase();
  if (JOIN.test(code)) return { joinCode: code };
  return RETURN.test(code) ? { returnCode: code } : undefined;
}

/** Starts with the code; what it is about, the code says. */
export function startWithCode({ ports, withWire }: StartsWith): void {
  const { store, page } = ports;
  const { stage, locale } = store.state;
  if (stage.at !== 'code' || stage.sending) return;
  const code = codeTyped(stage.code);
  const question = stage.question.trim();
  const isMissing = code?.returnCode && !question;
  if (!code || isMissing) {
    store.failed(isMissing ? w.question_missing : w.code_missing);
    return;
  }
  store.inStage('code', { sending: true, problem: undefined });
  const said = question && { question };
  withWire((wire) => wire.start({ mode: stage.mode, language: languageOf(locale), page: page(), ...code, ...said }));
}

interface CodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly code: string;
  /** What is wrong stands in `#problem`. */
  readonly isWrong: boolean;
  readonly onInput: (code: string) => void;
}

/** Where a code is typed. */
export const CodeField = ({ label, hint, code, isWrong, onInput }: CodeFieldProps) => (
  <label class="field">
    <span>{label}</span>
    <input
      type="text"
      class="code"
      autocomplete="one-time-code"
      autocapitalize="characters"
      spellcheck={false}
      maxLength={CODE_CHARS}
      value={code}
      aria-invalid={isWrong}
      aria-describedby={isWrong ? 'problem code-hint' : 'code-hint'}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
    <small id="code-hint">{hint}</small>
  </label>
);

/** As much of the visit as starting needs. */
export interface StartsWith {
  readonly ports: Pick<Kit['intents']['ports'], 'store' | 'page'>;
  readonly withWire: Kit['intents']['withWire'];
}

/** "I have a code": of an operator on the telephone, or to complete a case. */
export function Code({ kit, stage }: Staged<CodeStage>) {
  const { say, state, intents } = kit;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stage.problem !== undefined) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [stage.problem]);
  const site = siteOf(state);
  const words = queueWords(state.locale, kit.bring);
  if (!words || !site) return <p class="quiet">{say(w.loading)}</p>;
  const { store } = intents.ports;
  const fill = (change: Partial<CodeStage>) => store.inStage('code', { ...change, problem: undefined });
  const isWrong = stage.problem === w.code_wrong || stage.problem === w.code_missing;
  const isMissing = stage.problem === w.question_missing;
  return (
    <div class="scroll" ref={place}>
      <Title kit={kit} focus>
        {say(w.code_have)}
      </Title>
      <MessageForm
        kit={kit}
        stage={stage}
        site={site}
        submit={words.go_on({})}
        onSubmit={() => startWithCode({ ports: intents.ports, withWire: (use) => intents.withWire(use) })}
      >
        <CodeField
          label={words.code_label({})}
          hint={words.code_hint({})}
          code={stage.code}
          isWrong={isWrong}
          onInput={(code) => fill({ code })}
        />
        {codeTyped(stage.code)?.returnCode && (
          <label class="field">
            <span>{words.code_question({})}</span>
            <textarea
              rows={3}
              maxLength={limits.messageChars}
              value={stage.question}
              aria-invalid={isMissing}
              aria-describedby={isMissing ? 'problem' : undefined}
              onInput={(event) => fill({ question: event.currentTarget.value })}
            />
            <CharsLeft kit={kit} text={stage.question} />
          </label>
        )}
      </MessageForm>
      <button type="button" class="plain" onClick={() => intents.turn(back(kit))}>
        {words.back({})}
      </button>
      <Emergency kit={kit} />
    </div>
  );
}

/** Where a visit begins. */
function back({ state }: Kit) {
  const site = siteOf(state);
  const modes = site ? offeredModes(site, state.served) : [];
  const [only] = modes;
  return modes.length === 1 && only ? asking(only, undefined) : ({ at: 'choosing' } as const);
}
