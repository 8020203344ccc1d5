import { type EventKind, type Instant, limits } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { w } from '../../words/words.ts';
import { done, download } from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import { isFocusLost, later, Title, timeOf } from '../ready/parts.tsx';
import styles from './after.css?inline';
import { erase, rate, reopen, startNew } from './afterwards.ts';
import type { LiveStaged } from './kit.ts';
import { Confirm } from './Questions.tsx';

const Afterwards = later(() => import('../queue/Afterwards.tsx'));
const Sheet = later(() => import('../queue/Sheet.tsx'));

const scores = [
  [1, w.rate1],
  [2, w.rate2],
  [3, w.rate3],
  [4, w.rate4],
  [5, w.rate5],
] as const;
type Score = (typeof scores)[number][0];

/** One to five in words, with a comment; can be changed. */
function Rating({ kit, stage }: LiveStaged) {
  const { say, wire } = kit;
  const [score, setScore] = useState<Score | undefined>(stage.snapshot.view?.rating as Score | undefined);
  const [comment, setComment] = useState('');
  if (stage.rating === 'sent') {
    return (
      <p class="thanks" role="status">
        <Icon path={done} />
        <span>{say(w.rate_thanks)}</span>
        <button type="button" class="plain" onClick={() => wire.turn({ rating: 'none' })}>
          {say(w.rate_change)}
        </button>
      </p>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (score) void rate(wire, score, comment);
      }}
    >
      <fieldset class="rating">
        <legend>{say(w.rate_title)}</legend>
        {scores.map(([each, word]) => (
          <label key={each}>
            <input type="radio" name="score" checked={score === each} onChange={() => setScore(each)} />
            <span>{say(word)}</span>
          </label>
        ))}
      </fieldset>
      {score && (
        <>
          <label class="field">
            <span>{say(w.rate_comment)}</span>
            <textarea
              rows={2}
              maxLength={limits.commentChars}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <div role="alert">{stage.rating === 'failed' && <p class="note alert">{say(w.not_now)}</p>}</div>
          <button type="submit" class="strong" aria-disabled={stage.rating === 'sending'}>
            {say(w.rate_send)}
          </button>
        </>
      )}
    </form>
  );
}

/** The transcript as a download, as long as the token reads it. */
function Transcript({ kit, stage }: LiveStaged) {
  const { say, files } = kit;
  const until = stage.snapshot.view?.readableUntil;
  const [failed, setFailed] = useState(false);
  const save = (format: 'text' | 'html') =>
    void files().then(async (all) => setFailed(!(await all.transcript(format))));
  return (
    <section>
      <Title kit={kit}>{say(w.transcript)}</Title>
      {until && <p class="quiet">{say(w.transcript_until, { time: timeOf(kit, until, true) })}</p>}
      <div class="row">
        <button type="button" class="plain" onClick={() => save('html')}>
          <Icon path={download} /> {say(w.transcript_html)}
        </button>
        <button type="button" class="plain" onClick={() => save('text')}>
          <Icon path={download} /> {say(w.transcript_text)}
        </button>
      </div>
      <div role="alert">{failed && <p class="note alert">{say(w.download_failed)}</p>}</div>
    </section>
  );
}

/** The longest wait of one timer, in ms: browsers fire longer ones at once, and a device's clock may be years behind. */
const LONGEST_TIMER_MS = 3_600_000;

/** Whether that time is still to come; when it has, the part is drawn again with nobody saying so. */
function useIsAhead(time: Instant | undefined): boolean {
  const [, drawAgain] = useState(0);
  const leftMs = time ? Date.parse(time) - Date.now() : 0;
  useEffect(() => {
    if (leftMs <= 0) return;
    const timer = setTimeout(() => drawAgain((times) => times + 1), Math.min(leftMs, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  }, [leftMs]);
  return leftMs > 0;
}

const lastEvent = ({ snapshot }: LiveStaged['stage']) =>
  snapshot.entries.findLast(({ body }) => body.type === 'event')?.body as { event?: EventKind } | undefined;

/** How it ended, as a title. */
function endedAs({ snapshot, requested }: LiveStaged['stage'], lost: boolean) {
  if (requested) return w.request_left;
  if (lost) return w.citizen_lost;
  const state = snapshot.view?.state;
  return state === 'CLOSED' ? w.ended : state === 'REFUSED' ? w.refused : w.left_waiting;
}

/** What remains after the end. */
function After({ kit, stage }: LiveStaged) {
  const { say, wire } = kit;
  const { view } = stage.snapshot;
  const place = useRef<HTMLDivElement>(null);
  const erasing = stage.confirming === 'erase';
  const wasErasing = useRef(false);
  useEffect(() => {
    const next = wasErasing.current ? '[data-erase]' : '[data-focus]';
    wasErasing.current = erasing;
    if (!erasing && isFocusLost()) place.current?.querySelector<HTMLElement>(next)?.focus();
  }, [erasing]);
  const reopenUntil = view?.reopenUntil;
  const canReopen = useIsAhead(reopenUntil);
  const lost = lastEvent(stage)?.event === 'CITIZEN_LOST';
  const answered = view?.state === 'CLOSED' && !lost;
  // what has to be noted down or taken up comes first
  const isPressing = !answered || !!wire.ports.kept.read()?.returnCode || !!stage.requested;
  const afterwards = <Afterwards kit={kit} stage={stage} lost={lost && canReopen} />;
  if (stage.confirming === 'request') return <Sheet kit={kit} stage={stage} />;
  return (
    <div class="after" ref={place}>
      <Title kit={kit} focus>
        {say(endedAs(stage, lost))}
      </Title>
      {isPressing && afterwards}
      {answered && <Rating kit={kit} stage={stage} />}
      <Transcript kit={kit} stage={stage} />
      {!isPressing && afterwards}
      <div class="row">
        {reopenUntil && canReopen && !lost && (
          <button
            type="button"
            class="plain"
            title={say(w.reopen_until, { time: timeOf(kit, reopenUntil) })}
            onClick={() => void reopen(wire)}
          >
            {say(w.reopen)}
          </button>
        )}
        <button type="button" class="plain" onClick={() => void startNew(wire)}>
          {say(w.start_new)}
        </button>
        <button type="button" class="plain" data-erase="" onClick={() => wire.turn({ confirming: 'erase' })}>
          {say(w.erase)}
        </button>
      </div>
      {erasing && <Confirm kit={kit} question={say(w.erase_confirm)} yes={say(w.erase)} onYes={() => erase(wire)} />}
    </div>
  );
}

export { After as Part, styles };
