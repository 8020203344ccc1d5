import { limits } from '@indiretta/protocol';
import { Component, type ComponentChildren, createRef } from 'preact';
import { w } from '../../words/words.ts';
import { isAnybodyThere, isPlain, isThere, type Site, topicOf } from '../site.ts';
import { type AskingStage, siteOf } from '../state.ts';
import type { Kit, Staged } from './kit.ts';
import { CodeButton, Emergency, later, ProblemNote, Title } from './parts.tsx';
import { TopicPicker } from './TopicPicker.tsx';

const Before = later(() => import('../call/Before.tsx'));
const Announcement = later(() => import('../queue/Announcement.tsx'));
const Nobody = later(() => import('../request/Nobody.tsx'));

/** From so many characters left on, the count is shown. */
const CHARS_LEFT_SHOWN = 300;

/** How much may still be typed, once it is little. */
export function CharsLeft({ kit, text }: { readonly kit: Kit; readonly text: string }) {
  const n = limits.messageChars - text.length;
  return n <= CHARS_LEFT_SHOWN ? <small role="status">{kit.say(w.chars_left, { n })}</small> : null;
}

/** The question. */
function Question({ kit, stage }: Staged<AskingStage>) {
  const { question } = stage.form;
  const missing = stage.problem === w.question_missing;
  return (
    <label class="field">
      <span>{kit.say(w.question)}</span>
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

interface MessageFormProps extends Staged<Pick<AskingStage, 'problem' | 'sending'>> {
  readonly site: Site;
  readonly looks?: string;
  readonly submit: string;
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
        {stage.sending ? kit.say(w.loading) : submit}
      </button>
    </form>
  );
}

/** The name a citizen wants to be called by. */
const NameField = ({ kit, stage }: Staged<AskingStage>) => (
  <label class="field">
    <span>{kit.say(w.name)}</span>
    <input
      type="text"
      maxLength={limits.nameChars}
      value={stage.form.name}
      autocomplete="given-name"
      onInput={(event) => kit.intents.fill('name', event.currentTarget.value)}
    />
  </label>
);

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
    const { mode, instead } = stage;
    const there =
      !instead && (topic ? isThere(state.availability, topic.id, mode) : isAnybodyThere(state.availability, mode));
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
        {!(there && (!topic || isPlain(state.availability, topic.id, mode))) && (
          <Announcement kit={kit} mode={mode} topic={topic} there={there} />
        )}
        {!topic && <TopicPicker kit={kit} site={site} mode={mode} />}
        {topic && there && (
          <MessageForm kit={kit} stage={stage} site={site} submit={say(w.start)} onSubmit={() => intents.start()}>
            {mode !== 'WRITE' && <Before kit={kit} stage={stage} />}
            <Question kit={kit} stage={stage} />
            <NameField kit={kit} stage={stage} />
          </MessageForm>
        )}
        {topic && !there && <Nobody kit={kit} stage={stage} site={site} />}
        {!topic && <CodeButton kit={kit} mode={mode} />}
        <Emergency kit={kit} />
      </div>
    );
  }
}
