import type { Instant } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import { timeOf } from '../ready/kit.ts';
import { Title } from '../ready/parts.tsx';
import { Confirm, isFocusLost } from './Consulting.tsx';
import { drawings } from './drawings.ts';
import type { LiveStaged } from './kit.ts';

type Score = 1 | 2 | 3 | 4 | 5;
const scores: readonly Score[] = [1, 2, 3, 4, 5];
/** The longest comment, in characters. */
const COMMENT_CHARS = 1000;

/** One to five in words, with a comment; can be changed. */
function Rating({ kit, stage }: LiveStaged) {
  const { words, wire } = kit;
  const [score, setScore] = useState<Score | undefined>(stage.snapshot.view?.rating as Score | undefined);
  const [comment, setComment] = useState('');
  const said = [words.rate1({}), words.rate2({}), words.rate3({}), words.rate4({}), words.rate5({})];
  if (stage.rating === 'sent') {
    return (
      <p class="thanks" role="status">
        <Icon name="done" />
        <span>{words.rate_thanks({})}</span>
        <button type="button" class="plain" onClick={() => wire.rateAgain()}>
          {words.rate_change({})}
        </button>
      </p>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (score) void wire.rate(score, comment);
      }}
    >
      <fieldset class="rating">
        <legend>{words.rate_title({})}</legend>
        {scores.map((each) => (
          <label key={each}>
            <input type="radio" name="score" checked={score === each} onChange={() => setScore(each)} />
            <span>{said[each - 1]}</span>
          </label>
        ))}
      </fieldset>
      {score && (
        <>
          <label class="field">
            <span>{words.rate_comment({})}</span>
            <textarea
              rows={2}
              maxLength={COMMENT_CHARS}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <div role="alert">{stage.rating === 'failed' && <p class="note alert">{words.not_now({})}</p>}</div>
          <button type="submit" class="strong" aria-disabled={stage.rating === 'sending'}>
            {words.rate_send({})}
          </button>
        </>
      )}
    </form>
  );
}

/** The transcript as a download, as long as the token reads it. */
function Transcript({ kit, stage }: LiveStaged) {
  const { words, files } = kit;
  const until = stage.snapshot.view?.readableUntil;
  const [failed, setFailed] = useState(false);
  const download = (format: 'text' | 'html') =>
    void files.transcript(format).then((downloaded) => setFailed(!downloaded));
  return (
    <section>
      <Title kit={kit}>{words.transcript({})}</Title>
      {until && <p class="quiet">{words.transcript_until({ time: timeOf(kit, until, true) })}</p>}
      <div class="row">
        <button type="button" class="plain" onClick={() => download('html')}>
          <Icon path={drawings.download} /> {words.transcript_html({})}
        </button>
        <button type="button" class="plain" onClick={() => download('text')}>
          <Icon path={drawings.download} /> {words.transcript_text({})}
        </button>
      </div>
      <div role="alert">{failed && <p class="note alert">{words.download_failed({})}</p>}</div>
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

/** What remains after the end. */
export function After({ kit, stage }: LiveStaged) {
  const { words, wire } = kit;
  const { view } = stage.snapshot;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocusLost()) place.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
  }, []);
  const reopenUntil = view?.reopenUntil;
  const canReopen = useIsAhead(reopenUntil);
  const answered = view?.state === 'CLOSED';
  return (
    <div class="after" ref={place}>
      <Title kit={kit} focus>
        {answered ? words.ended({}) : words.left_waiting({})}
      </Title>
      {answered && <Rating kit={kit} stage={stage} />}
      <Transcript kit={kit} stage={stage} />
      <div class="row">
        {reopenUntil && canReopen && (
          <button
            type="button"
            class="plain"
            title={words.reopen_until({ time: timeOf(kit, reopenUntil) })}
            onClick={() => void wire.reopen()}
          >
            {words.reopen({})}
          </button>
        )}
        <button type="button" class="plain" onClick={() => void wire.startNew()}>
          {words.start_new({})}
        </button>
        <button type="button" class="plain" onClick={() => wire.confirm('erase')}>
          {words.erase({})}
        </button>
      </div>
      {stage.confirming === 'erase' && (
        <Confirm kit={kit} question={words.erase_confirm({})} yes={words.erase({})} onYes={() => wire.erase()} />
      )}
    </div>
  );
}
