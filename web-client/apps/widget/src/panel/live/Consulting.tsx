import type { ConsultationView } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { w } from '../../words/words.ts';
import { Emergency, isFocusLost, later, ProblemNote, Title } from '../ready/parts.tsx';
import { topicOf } from '../site.ts';
import { type ConsultingStage, isOver, isWaiting, siteOf } from '../state.ts';
import { Composer } from './Composer.tsx';
import type { LiveKit, LiveStaged } from './kit.ts';
import { Log } from './Log.tsx';
import { Who } from './Who.tsx';

const After = later(() => import('./After.tsx'));
const Question = later(() => import('./Questions.tsx'));

/** Where one stands or whom one talks to, and the way out. */
function Bar({ kit, view }: { readonly kit: LiveKit; readonly view: ConsultationView }) {
  const { say, wire } = kit;
  const waiting = isWaiting(view);
  return (
    <div class="bar">
      {waiting ? <Place kit={kit} view={view} /> : view.operator && <Who kit={kit} operator={view.operator} />}
      <button type="button" class="plain" onClick={() => wire.turn({ confirming: 'leave' })}>
        {say(waiting ? w.leave : w.finish)}
      </button>
    </div>
  );
}

/** How many are before one, while nobody has answered. */
function Place({ kit, view }: { readonly kit: LiveKit; readonly view: ConsultationView }) {
  const { say } = kit;
  const { ahead: n } = view;
  const ahead = n === undefined ? say(w.waiting_on) : say(w.waiting, { n });
  return (
    <div class="waiting">
      <div role="status">
        <Title kit={kit} focus>
          {view.state === 'OFFERED' ? say(w.connecting) : ahead}
        </Title>
      </div>
      <p class="quiet">{say(view.heldUntil ? w.operator_held : w.waiting_note)}</p>
    </div>
  );
}

/** What to have ready for the topic, while one waits. */
function Ready({ kit, view }: { readonly kit: LiveKit; readonly view: ConsultationView }) {
  const { say, state } = kit;
  const site = siteOf(state);
  const topic = site && topicOf(site, view.topic);
  const lines = topic?.ready?.split('\n').filter(Boolean) ?? [];
  return (
    <section class="ready">
      {lines.length > 0 && <b>{say(w.ready)}</b>}
      {lines.length > 1 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        lines[0] && <p>{lines[0]}</p>
      )}
      {topic?.link && (
        <p>
          <a href={topic.link} target="_blank" rel="noopener">
            {say(w.ready_link)}
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

/** From the start to the end and after it: waiting, the messages, what to write next, what remains. */
export function Consulting({ kit, stage }: LiveStaged) {
  const { view } = stage.snapshot;
  const over = isOver(view);
  const waiting = isWaiting(view);
  const leaves = stage.confirming === 'leave';
  const asked = leaves ? undefined : openQuestion(stage);
  const place = useRef<HTMLDivElement>(null);
  const before = useRef({ over, waiting, leaves, asked });
  useEffect(() => {
    const was = before.current;
    before.current = { over, waiting, leaves, asked };
    if (over || !(was.over || isFocusLost())) return;
    // what had the focus is gone: the field is back, the answered question's own place, or who is there now
    const answered = was.leaves && !leaves ? '.bar button' : was.asked && !asked && 'textarea';
    const next = was.over ? 'textarea' : answered || (was.waiting !== waiting && '[data-focus]');
    if (next) place.current?.querySelector<HTMLElement>(next)?.focus();
  });
  return (
    <div class="consulting" ref={place}>
      {view && !over && <Bar kit={kit} view={view} />}
      {kit.beside && <kit.beside.Part kit={kit} stage={stage} />}
      <Log kit={kit} stage={stage}>
        {view && waiting && <Ready kit={kit} view={view} />}
        {kit.beside && <kit.beside.Lines kit={kit} stage={stage} />}
      </Log>
      <ProblemNote kit={kit} problem={stage.problem} />
      {over ? (
        <After kit={kit} stage={stage} />
      ) : (
        <>
          {(leaves || asked) && <Question kit={kit} stage={stage} asked={asked} />}
          {!leaves && <Composer kit={kit} stage={stage} />}
        </>
      )}
    </div>
  );
}
