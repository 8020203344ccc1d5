import type { ConsultationView } from '@indiretta/protocol';
import { Component, createRef } from 'preact';
import { w } from '../../words/words.ts';
import type * as RoomModule from '../queue/Room.tsx';
import { Emergency, isFocusLost, later, ProblemNote, Title } from '../ready/parts.tsx';
import { topicOf } from '../site.ts';
import { type ConsultingStage, isOver, isWaiting, siteOf } from '../state.ts';
import { Composer } from './Composer.tsx';
import type { LiveKit, LiveStaged } from './kit.ts';
import { Log } from './Log.tsx';
import { Who } from './Who.tsx';

const After = later(() => import('./After.tsx'));
const Question = later(() => import('./Questions.tsx'));
const room = () => import('../queue/Room.tsx');

/** Who is answered within so long never needs the waiting room, whose code comes after it, in ms. */
const ROOM_AFTER_MS = 5_000;

interface BarProps {
  readonly kit: LiveKit;
  readonly view: ConsultationView;
  readonly Line: typeof RoomModule.Line | undefined;
}

/** Where one stands or whom one talks to, and the way out: with one click while nobody has answered. */
function Bar({ kit, view, Line }: BarProps) {
  const { say, wire } = kit;
  const waiting = isWaiting(view);
  return (
    <div class="bar">
      {waiting ? (
        <Place kit={kit} view={view} Line={Line} />
      ) : (
        view.operator && <Who kit={kit} operator={view.operator} />
      )}
      <button
        type="button"
        class="plain"
        data-ask="leave"
        onClick={() => (waiting ? void wire.leave() : wire.turn({ confirming: 'leave' }))}
      >
        {say(waiting ? w.leave : w.finish)}
      </button>
    </div>
  );
}

/** How many are before one, while nobody has answered; the room reads it out where it is there. */
function Place({ kit, view, Line }: BarProps) {
  const { say } = kit;
  const { ahead: n } = view;
  const ahead = n === undefined ? say(w.waiting_on) : say(w.waiting, { n });
  return (
    <div class="waiting">
      <div role={Line ? undefined : 'status'}>
        <Title kit={kit} focus>
          {view.state === 'OFFERED' && !view.backShortly ? say(w.connecting) : ahead}
        </Title>
      </div>
      {Line ? (
        <Line kit={kit} view={view} />
      ) : (
        <p class="quiet">{say(view.heldUntil ? w.operator_held : w.waiting_note)}</p>
      )}
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

/** Whether we ask something; what is asked of who waits is over once somebody answers. */
const asks = ({ confirming, snapshot }: ConsultingStage): boolean =>
  confirming === 'leave' || (!!confirming && isWaiting(snapshot.view));

/** The place of the question that is drawn; ours comes before the operator's. */
const askedIn = (stage: ConsultingStage): number | undefined => (asks(stage) ? undefined : openQuestion(stage));

/** From the start to the end and after it: waiting, the messages, what to write next, what remains. */
export class Consulting extends Component<LiveStaged, { waited: boolean }> {
  override state = { waited: false };
  readonly #place = createRef<HTMLDivElement>();
  #timer = 0;

  override componentDidMount(): void {
    this.#timer = window.setTimeout(() => this.setState({ waited: true }), ROOM_AFTER_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer);
  }

  override componentDidUpdate({ stage: before }: Readonly<LiveStaged>): void {
    const { stage } = this.props;
    const { view } = stage.snapshot;
    const { view: was } = before.snapshot;
    const wasOver = isOver(was);
    if (isOver(view) || !(wasOver || isFocusLost())) return;
    // what had the focus is gone: the field is back, the answered question's own place, or who is there now
    if (wasOver || (askedIn(before) && !askedIn(stage) && !asks(stage))) this.#focus('textarea');
    else if (isWaiting(was) !== isWaiting(view)) this.#focus('[data-focus]');
    else if (asks(before) && !asks(stage)) this.#focus(`[data-ask=${before.confirming}]`);
  }

  #focus(selector: string): void {
    this.#place.current?.querySelector<HTMLElement>(selector)?.focus();
  }

  override render({ kit, stage }: LiveStaged) {
    const { view } = stage.snapshot;
    const over = isOver(view);
    const asked = askedIn(stage);
    const Room = view && isWaiting(view) && (this.state.waited || view.ahead) ? kit.bring(room) : undefined;
    return (
      <div class="consulting" ref={this.#place}>
        {view && !over && <Bar kit={kit} view={view} Line={Room?.Line} />}
        {kit.beside && <kit.beside.Part kit={kit} stage={stage} />}
        <Log kit={kit} stage={stage}>
          {view && isWaiting(view) && <Ready kit={kit} view={view} />}
          {view && Room && <Room.Part kit={kit} stage={stage} view={view} />}
          {kit.beside && <kit.beside.Lines kit={kit} stage={stage} />}
        </Log>
        <ProblemNote kit={kit} problem={stage.problem} />
        {over ? (
          <After kit={kit} stage={stage} />
        ) : (
          <>
            {(asks(stage) || asked) && <Question kit={kit} stage={stage} asked={asked} />}
            {!asks(stage) && <Composer kit={kit} stage={stage} />}
          </>
        )}
      </div>
    );
  }
}
