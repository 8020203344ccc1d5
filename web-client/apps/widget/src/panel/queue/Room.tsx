import type { ConsultationView, RoseBecause } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type QueueWords, queueWords } from '../../words/queue.ts';
import { w } from '../../words/words.ts';
import type { LiveKit, LiveStaged } from '../live/kit.ts';
import type { Confirming } from '../state.ts';
import { Announcer } from './Announcer.ts';
import styles from './room.css?inline';
import { clockSaid, placeOf, waitSaid } from './said.ts';
import { tellTurn } from './turn.ts';

interface RoomProps {
  readonly kit: LiveKit;
  readonly view: ConsultationView;
}

const becauseSaid = (words: QueueWords, because: RoseBecause): string =>
  ({
    RETURNED: words.rose_returned,
    APPOINTMENT: words.rose_appointment,
    CASE: words.rose_case,
    FEWER_STAFF: words.rose_fewer_staff,
  })[because]({});

const closingSaid = (kit: LiveKit, words: QueueWords, { at, served }: NonNullable<ConsultationView['closing']>) => {
  const time = clockSaid(words, placeOf(kit), at);
  return served ? words.closing_served({ time }) : words.closing_not_served({ time });
};

/** What changed and has to be known, most important first. */
function newsOf(kit: LiveKit, words: QueueWords, view: ConsultationView): readonly string[] {
  const { closing, backShortly, roseBecause } = view;
  return [
    closing && closingSaid(kit, words, closing),
    backShortly && words.back_shortly({}),
    roseBecause && becauseSaid(words, roseBecause),
  ].filter((text) => typeof text === 'string');
}

/** All that is said of the wait, for who listens to it. */
function saidOf(kit: LiveKit, words: QueueWords, view: ConsultationView): string {
  const { say } = kit;
  const { ahead: n, wait } = view;
  if (view.state === 'OFFERED' && !view.backShortly) return say(w.connecting);
  const place = n === undefined ? say(w.waiting_on) : say(w.waiting, { n });
  return [place, wait && words.wait({ wait: waitSaid(words, wait) }), ...newsOf(kit, words, view)]
    .filter(Boolean)
    .join('. ');
}

/** How long it takes, under the place; read out with it at most every 30 s. */
export function Line({ kit, view }: RoomProps) {
  const [read, setRead] = useState('');
  const announcer = useRef<Announcer | undefined>(undefined);
  const words = queueWords(kit.state.locale, kit.bring);
  const said = words ? saidOf(kit, words, view) : '';
  const isUrgent = view.state === 'OFFERED';
  useEffect(() => {
    announcer.current ??= new Announcer(kit.wire.ports.clock, setRead);
    if (said) announcer.current.tell(said, isUrgent);
  }, [said, isUrgent, kit.wire.ports.clock]);
  useEffect(() => () => announcer.current?.close(), []);
  const { wait, heldUntil } = view;
  const note = kit.say(heldUntil ? w.operator_held : w.waiting_note);
  return (
    <>
      <p class="quiet">{words && wait && !heldUntil ? words.wait({ wait: waitSaid(words, wait) }) : note}</p>
      <p role="status" class="sr">
        {read}
      </p>
    </>
  );
}

/** That one is called, and where. */
function Called({ kit, view, words }: RoomProps & { readonly words: QueueWords }) {
  const { callBack } = view;
  const { store } = kit.wire.ports;
  const here = callBack && !callBack.telephone;
  useEffect(() => (here ? tellTurn(store, words.your_turn({})) : undefined), [here, store, words]);
  if (!callBack) return null;
  const { telephone } = callBack;
  return <p class="note status">{telephone ? words.called_at({ telephone }) : words.called_here({})}</p>;
}

/** What a person can do besides waiting and writing. */
function Choices({ kit, stage, view, words }: RoomProps & LiveStaged & { readonly words: QueueWords }) {
  const { confirming } = stage;
  const choice = (what: Confirming, text: string, strong = false) => (
    <button
      type="button"
      class={strong ? 'strong' : 'plain'}
      data-ask={what}
      aria-expanded={confirming === what}
      onClick={() => kit.wire.turn({ confirming: what })}
    >
      {text}
    </button>
  );
  const isUrgent = view.closing?.served === false;
  return (
    <div class="choices">
      {choice('topic', kit.say(w.topic_change))}
      {choice('callBack', view.callBack ? words.call_change({}) : words.call_me({}))}
      {choice('request', words.request_now({}), isUrgent)}
      {choice('code', kit.say(w.code_have))}
    </div>
  );
}

/** The waiting room: what has changed, the rule of order, what else one can do. */
function Room({ kit, stage, view }: RoomProps & LiveStaged) {
  const words = queueWords(kit.state.locale, kit.bring);
  if (!words) return null;
  return (
    <section class="room" aria-label={words.instead_of_waiting({})}>
      {newsOf(kit, words, view).map((text) => (
        <p key={text} class="note status">
          {text}
        </p>
      ))}
      <Called kit={kit} view={view} words={words} />
      <p class="quiet">{kit.say(w.waiting_note)}</p>
      <p class="quiet">{words.rule({})}</p>
      <Choices kit={kit} stage={stage} view={view} words={words} />
    </section>
  );
}

export { Room as Part, styles };
