import { limits } from '@indiretta/protocol';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isAnybodyThere, isThere, type Site, type Topic, topicOf } from '../site.ts';
import type { Form, Stage } from '../state.ts';
import { Icon } from './icons.tsx';
import type { Kit, Staged } from './kit.ts';
import { Emergency, later, ProblemNote, Title } from './parts.tsx';
import { TopicPicker } from './TopicPicker.tsx';

export type AskingStage = Extract<Stage, { at: 'asking' }>;

const Nobody = later(() => import('./Nobody.tsx').then((module) => module.Nobody));

/** From so many characters left on, the count is shown. */
const CHARS_LEFT_SHOWN = 300;

interface FieldProps extends Staged<AskingStage> {
  readonly field: keyof Form;
  readonly label: string;
  readonly most: number;
  /** The keyboard of phones. */
  readonly keys?: 'text' | 'email' | 'tel';
  readonly autocomplete?: 'given-name' | 'email' | 'tel';
  readonly invalid?: boolean;
}

/** One line that a person types. */
export function Field({ kit, stage, field, label, most, keys = 'text', autocomplete, invalid }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        inputMode={keys}
        maxLength={most}
        value={stage.form[field]}
        {...(autocomplete ? { autocomplete } : {})}
        aria-invalid={invalid}
        aria-describedby={invalid ? 'problem' : undefined}
        onInput={(event) => kit.intents.fill(field, event.currentTarget.value)}
      />
    </label>
  );
}

/** The question, or the message that is left. */
export function Question({ kit, stage, label }: Staged<AskingStage> & { readonly label: string }) {
  const left = limits.messageChars - stage.form.question.length;
  const missing = stage.problem === 'questionMissing';
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        rows={4}
        maxLength={limits.messageChars}
        value={stage.form.question}
        aria-invalid={missing}
        aria-describedby={missing ? 'problem' : undefined}
        onInput={(event) => kit.intents.fill('question', event.currentTarget.value)}
      />
      {left <= CHARS_LEFT_SHOWN && <small role="status">{kit.words.chars_left({ n: left })}</small>}
    </label>
  );
}

/** The privacy notice beside the button that stores something. */
export function Privacy({ kit, site }: { readonly kit: Kit; readonly site: Site }) {
  const { text, link } = site.privacy;
  return (
    <p class="quiet">
      {text}{' '}
      {link && (
        <a href={link} target="_blank" rel="noopener">
          {kit.words.privacy_link({})}
        </a>
      )}
    </p>
  );
}

function Start({ kit, stage, site }: Staged<AskingStage> & { readonly site: Site }) {
  const { words, intents } = kit;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        intents.start();
      }}
    >
      <Question kit={kit} stage={stage} label={words.question({})} />
      <Field
        kit={kit}
        stage={stage}
        field="name"
        label={words.name({})}
        most={limits.nameChars}
        autocomplete="given-name"
      />
      <ProblemNote kit={kit} problem={stage.problem} id="problem" />
      <Privacy kit={kit} site={site} />
      <button type="submit" class="strong" aria-disabled={stage.sending}>
        {stage.sending ? words.starting({}) : words.start({})}
      </button>
    </form>
  );
}

/** The chosen topic, and the way back to the list. */
function Chosen({ kit, topic }: { readonly kit: Kit; readonly topic: Topic }) {
  return (
    <div class="chosen">
      <span>{topic.name}</span>
      <button type="button" class="plain" onClick={() => kit.intents.chooseTopic(undefined)}>
        {kit.words.topic_change({})}
      </button>
    </div>
  );
}

/** The topic first; only then, and only where somebody is there, the question. */
export function Asking({ kit, stage }: Staged<AskingStage>) {
  const { words, state } = kit;
  const before = useRef(stage.topic);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (before.current === stage.topic) return;
    before.current = stage.topic;
    place.current?.querySelector<HTMLElement>(stage.topic ? '.chosen button' : 'input')?.focus();
  }, [stage.topic]);
  useLayoutEffect(() => {
    if (stage.problem) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [stage.problem]);
  if (state.site.is !== 'here') return null;
  const { site } = state.site;
  const topic = topicOf(site, stage.topic);
  const there = topic
    ? isThere(state.availability, topic.id, stage.mode)
    : isAnybodyThere(state.availability, stage.mode);
  return (
    <div class="scroll" ref={place}>
      <Title kit={kit} focus>
        {words.topic_title({})}
      </Title>
      {topic ? <Chosen kit={kit} topic={topic} /> : null}
      <div role="status">
        {!there && (
          <p class="note">
            <Icon name="alert" />
            <span>{topic ? words.nobody_title({}) : words.nobody_all({})}</span>
          </p>
        )}
      </div>
      {!topic && <TopicPicker kit={kit} site={site} mode={stage.mode} />}
      {topic && there && <Start kit={kit} stage={stage} site={site} />}
      {topic && !there && <Nobody kit={kit} stage={stage} site={site} />}
      <Emergency kit={kit} />
    </div>
  );
}
