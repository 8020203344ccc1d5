import type { ConsultationView } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { Emergency, later, ProblemNote, Title } from '../ready/parts.tsx';
import { topicOf } from '../site.ts';
import { isOver, isWaiting } from '../state.ts';
import { Composer } from './Composer.tsx';
import type { ConsultingStage, LiveKit, LiveStaged } from './kit.ts';
import { Log } from './Log.tsx';
import { Who } from './Who.tsx';

const After = later(() => import('./After.tsx').then((module) => module.After));

/** Where one stands or whom one talks to, and the way out; nothing after the end. */
function Bar({ kit, stage }: LiveStaged) {
  const { words, wire } = kit;
  const { view } = stage.snapshot;
  if (!view || isOver(view)) return null;
  const waiting = isWaiting(view);
  return (
    <div class="bar">
      {waiting ? <Place kit={kit} view={view} /> : <Who kit={kit} stage={stage} />}
      <button type="button" class="plain" onClick={() => wire.confirm('leave')}>
        {waiting ? words.leave({}) : words.finish({})}
      </button>
    </div>
  );
}

/** How many are before one, while nobody has answered. */
function Place({ kit, view }: { readonly kit: LiveKit; readonly view: ConsultationView }) {
  const { words } = kit;
  const ahead = view.ahead === undefined ? words.waiting_on({}) : words.waiting({ n: view.ahead });
  return (
    <div class="waiting">
      <div role="status">
        <Title kit={kit} focus>
          {view.state === 'OFFERED' ? words.connecting({}) : ahead}
        </Title>
      </div>
      <p class="quiet">{view.heldUntil ? words.operator_held({}) : words.waiting_note({})}</p>
    </div>
  );
}

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
        kit.wire.confirm(undefined);
      }}
    >
      <legend>{question}</legend>
      <button type="button" class="plain" ref={place} onClick={() => kit.wire.confirm(undefined)}>
        {kit.words.cancel({})}
      </button>
      <button type="button" class="strong" onClick={onYes}>
        {yes}
      </button>
    </fieldset>
  );
}

/** What to have ready for the topic, while one waits. */
function Ready({ kit, view }: { readonly kit: LiveKit; readonly view: ConsultationView }) {
  const { words, state } = kit;
  const topic = state.site.is === 'here' ? topicOf(state.site.site, view.topic) : undefined;
  const lines = topic?.ready?.split('\n').filter(Boolean) ?? [];
  return (
    <section class="ready">
      {lines.length > 0 && <b>{words.ready({})}</b>}
      {lines.length === 1 && <p>{lines[0]}</p>}
      {lines.length > 1 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {topic?.link && (
        <p>
          <a href={topic.link} target="_blank" rel="noopener">
            {words.ready_link({})}
          </a>
        </p>
      )}
      <Emergency kit={kit} />
    </section>
  );
}

/** The operator's "anything else?", as long as nothing was written after it. */
function openQuestion({ snapshot, goesOnAfter }: ConsultingStage): number | undefined {
  const last = snapshot.entries.findLast(
    ({ author, body }) => author.kind === 'CITIZEN' || (body.type === 'event' && body.event !== 'WARNED'),
  );
  const asks = last?.body.type === 'event' && last.body.event === 'ANYTHING_ELSE' && snapshot.outgoing.length === 0;
  return asks && last.seq > goesOnAfter ? last.seq : undefined;
}

function AnythingElse({ kit, seq }: { readonly kit: LiveKit; readonly seq: number }) {
  const { words, wire } = kit;
  return (
    <fieldset class="confirm">
      <legend>{words.anything_else({})}</legend>
      <button type="button" class="plain" onClick={() => wire.goOnWriting(seq)}>
        {words.anything_yes({})}
      </button>
      <button type="button" class="strong" onClick={() => void wire.leave()}>
        {words.anything_no({})}
      </button>
    </fieldset>
  );
}

/** What had the focus is gone; a person who is elsewhere on the page has it there. */
export const isFocusLost = (): boolean => !document.activeElement || document.activeElement === document.body;

/** From the start to the end and after it: waiting, the messages, what to write next, what remains. */
export function Consulting({ kit, stage }: LiveStaged) {
  const { words, wire } = kit;
  const { snapshot, confirming } = stage;
  const { view } = snapshot;
  const asked = openQuestion(stage);
  const over = isOver(view);
  const waiting = isWaiting(view);
  const place = useRef<HTMLDivElement>(null);
  const before = useRef({ over, waiting });
  useEffect(() => {
    const { over: wasOver, waiting: wasWaiting } = before.current;
    before.current = { over, waiting };
    if (over || (wasOver === over && wasWaiting === waiting)) return;
    if (wasOver) place.current?.querySelector('textarea')?.focus();
    else if (isFocusLost()) place.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
  }, [over, waiting]);
  const question = waiting ? words.leave_confirm({}) : words.finish_confirm({});
  return (
    <div class="consulting" ref={place}>
      <Bar kit={kit} stage={stage} />
      <Log kit={kit} stage={stage}>
        {view && waiting && <Ready kit={kit} view={view} />}
      </Log>
      <ProblemNote kit={kit} problem={stage.problem} />
      {over && <After kit={kit} stage={stage} />}
      {!over && confirming === 'leave' && (
        <Confirm
          kit={kit}
          question={question}
          yes={waiting ? words.leave({}) : words.finish({})}
          onYes={() => void wire.leave()}
        />
      )}
      {!over && confirming !== 'leave' && (
        <>
          {asked !== undefined && <AnythingElse kit={kit} seq={asked} />}
          <Composer kit={kit} stage={stage} />
        </>
      )}
    </div>
  );
}
