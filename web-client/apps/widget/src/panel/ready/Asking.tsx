import { limits } from '@indiretta/protocol';
import { Component, type ComponentChildren, createRef } from 'preact';
import { w } from '../../words/words.ts';
import { isAnybodyThere, isThere, type Site, topicOf } from '../site.ts';
import { type AskingStage, type Form, siteOf } from '../state.ts';
import type { Kit, Staged } from './kit.ts';
import { Emergency, later, Note, ProblemNote, Title } from './parts.tsx';
import { TopicPicker } from './TopicPicker.tsx';

const Before = later(() => import('../call/Before.tsx'));
const Nobody = later(() => import('./Nobody.tsx'));

/** From so many characters left on, the count is shown. */
const CHARS_LEFT_SHOWN = 300;

/** How much may still be typed, once it is little. */
export function CharsLeft({ kit, text }: { readonly kit: Kit; readonly text: string }) {
  const n = limits.messageChars - text.length;
  return n <= CHARS_LEFT_SHOWN ? <small role="status">{kit.say(w.chars_left, { n })}</small> : null;
}

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
  const { question } = stage.form;
  const missing = stage.problem === w.question_missing;
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        rows={4}
        maxLength={limits.messageChars}
        value={question}
        aria-invalid={missing}
        aria-describedby={missing ? 'problem' : undefined}
        onInput={(event) => kit.intents.fill('question', event.currentTarget.value)}
      />
      <CharsLeft kit={kit} text={question} />
    </label>
  );
}

interface MessageFormProps extends Staged<AskingStage> {
  readonly site: Site;
  readonly looks?: string;
  readonly submit: typeof w.start | typeof w.leave_send;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

/** What is typed, what went wrong, and the privacy notice beside the button that stores something. */
export function MessageForm({ kit, stage, site, looks, submit, onSubmit, children }: MessageFormProps) {
  const { text, link } = site.privacy;
  return (
    <form
      class={looks}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <ProblemNote kit={kit} problem={stage.problem} id="problem" />
      <p class="quiet">
        {text}{' '}
        {link && (
          <a href={link} target="_blank" rel="noopener">
            {kit.say(w.privacy_link)}
          </a>
        )}
      </p>
      <button type="submit" class="strong" aria-disabled={stage.sending}>
        {kit.say(stage.sending ? w.loading : submit)}
      </button>
    </form>
  );
}

/** The name a citizen wants to be called by. */
export function NameField({ kit, stage }: Staged<AskingStage>) {
  return (
    <Field
      kit={kit}
      stage={stage}
      field="name"
      label={kit.say(w.name)}
      most={limits.nameChars}
      autocomplete="given-name"
    />
  );
}

/** The topic first; only then, and only where somebody is there, the question. */
export class Asking extends Component<Staged<AskingStage>> {
  readonly #place = createRef<HTMLDivElement>();

  override componentDidUpdate({ stage: before }: Readonly<Staged<AskingStage>>): void {
    const { topic, problem } = this.props.stage;
    if (topic !== before.topic) this.#focus(topic ? '.chosen button' : 'input');
    if (problem && problem !== before.problem) this.#focus('[aria-invalid=true]');
  }

  #focus(selector: string): void {
    this.#place.current?.querySelector<HTMLElement>(selector)?.focus();
  }

  override render({ kit, stage }: Staged<AskingStage>) {
    const { say, state, intents } = kit;
    const site = siteOf(state);
    if (!site) return null;
    const topic = topicOf(site, stage.topic);
    const there = topic
      ? isThere(state.availability, topic.id, stage.mode)
      : isAnybodyThere(state.availability, stage.mode);
    return (
      <div class="scroll" ref={this.#place}>
        <Title kit={kit} focus>
          {say(w.topic_title)}
        </Title>
        {topic && (
          <div class="chosen">
            <span>{topic.name}</span>
            <button type="button" class="plain" onClick={() => intents.chooseTopic(undefined)}>
              {say(w.topic_change)}
            </button>
          </div>
        )}
        <Note kit={kit} word={there ? undefined : topic ? w.nobody_title : w.nobody_all} />
        {!topic && <TopicPicker kit={kit} site={site} mode={stage.mode} />}
        {topic && there && (
          <MessageForm kit={kit} stage={stage} site={site} submit={w.start} onSubmit={() => intents.start()}>
            {stage.mode !== 'WRITE' && <Before kit={kit} stage={stage} />}
            <Question kit={kit} stage={stage} label={say(w.question)} />
            <NameField kit={kit} stage={stage} />
          </MessageForm>
        )}
        {topic && !there && <Nobody kit={kit} stage={stage} site={site} />}
        <Emergency kit={kit} />
      </div>
    );
  }
}
