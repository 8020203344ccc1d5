import { useEffect, useRef, useState } from 'preact/hooks';
import { type QueueWords, queueWords } from '../../words/queue.ts';
import { w } from '../../words/words.ts';
import type { LiveKit, LiveStaged } from '../live/kit.ts';
import { ProblemNote, Title } from '../ready/parts.tsx';
import { TopicPicker } from '../ready/TopicPicker.tsx';
import { isWrong, problemOf, requestLimits } from '../request/RequestDraft.ts';
import { RequestForm } from '../request/RequestForm.tsx';
import request from '../request/request.css?inline';
import { siteOf } from '../state.ts';
import announcement from './announcement.css?inline';
import { CodeField, codeTyped } from './Code.tsx';
import { changeTopic, draftIn, joinWithCode, keepPlace, sendAsRequest } from './insteadOfWaiting.ts';
import sheet from './sheet.css?inline';
import { askForNotices } from './turn.ts';

interface SheetPart extends LiveStaged {
  readonly words: QueueWords;
}

/** The topics of the mode, to choose another one; the time already waited counts. */
function TopicSheet({ kit, stage }: LiveStaged) {
  const site = siteOf(kit.state);
  const { view } = stage.snapshot;
  if (!site || !view) return null;
  const intents = { chooseTopic: (topic: string | undefined) => topic && void changeTopic(kit.wire, topic) };
  return (
    <>
      <Title kit={kit}>{kit.say(w.topic_change)}</Title>
      <TopicPicker kit={{ ...kit, intents }} site={site} mode={view.mode} />
    </>
  );
}

/** "Keep my place and call me". */
function CallSheet({ kit, stage, words }: SheetPart) {
  const [telephone, setTelephone] = useState(stage.snapshot.view?.callBack?.telephone ?? '');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isBad = isWrong({ telephone }, 'telephone');
        setWrong(isBad);
        if (isBad) return;
        askForNotices();
        void keepPlace(kit.wire, telephone.trim());
      }}
    >
      <Title kit={kit}>{words.call_me({})}</Title>
      <p>{words.call_note({})}</p>
      <label class="field">
        <span>{words.call_telephone({})}</span>
        <input
          type="text"
          inputMode="tel"
          autocomplete="tel"
          maxLength={requestLimits.telephoneChars}
          value={telephone}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'telephone-problem' : undefined}
          onInput={(event) => setTelephone(event.currentTarget.value)}
        />
      </label>
      <div role="alert" id="telephone-problem">
        {wrong && <p class="note alert">{words.telephone_wrong({})}</p>}
      </div>
      <button type="submit" class="strong">
        {words.call_keep({})}
      </button>
    </form>
  );
}

/** The code of an operator on the telephone. */
function CodeSheet({ kit, stage, words }: SheetPart) {
  const [code, setCode] = useState('');
  const { problem } = stage;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const joinCode = codeTyped(code)?.joinCode;
        if (joinCode) void joinWithCode(kit.wire, joinCode);
        else kit.wire.turn({ problem: w.code_wrong });
      }}
    >
      <Title kit={kit}>{kit.say(w.code_have)}</Title>
      <CodeField
        label={words.code_label({})}
        hint={words.code_join_note({})}
        code={code}
        isWrong={problem !== undefined}
        onInput={setCode}
      />
      <ProblemNote kit={kit} problem={problem} id="problem" />
      <button type="submit" class="strong">
        {words.go_on({})}
      </button>
    </form>
  );
}

/** What was written becomes a contact request. */
function RequestSheet({ kit, stage, words }: SheetPart) {
  const site = siteOf(kit.state);
  if (!site) return null;
  const draft = draftIn(stage);
  const isTextKept = stage.snapshot.entries.some(
    ({ author, body }) => author.kind === 'CITIZEN' && body.type !== 'erased',
  );
  return (
    <RequestForm
      kit={kit}
      words={words}
      site={site}
      draft={draft}
      problem={stage.problem}
      sending={stage.requesting === true}
      textKept={isTextKept}
      onChange={(change) => kit.wire.turn({ request: { ...stage.request, ...change }, problem: undefined })}
      onSubmit={() => {
        const problem = problemOf(draft, isTextKept);
        if (problem === undefined) void sendAsRequest(kit.wire, draft);
        else kit.wire.turn({ problem });
      }}
    />
  );
}

const close = ({ wire }: LiveKit) => wire.turn({ confirming: undefined, problem: undefined });

/** In the place of the field to write in: another topic, the call-back, the contact request. Esc closes it. */
function Sheet({ kit, stage }: LiveStaged) {
  const place = useRef<HTMLDivElement>(null);
  const words = queueWords(kit.state.locale, kit.bring);
  const isHere = !!words;
  const { problem, confirming } = stage;
  useEffect(() => {
    if (isHere) place.current?.querySelector<HTMLElement>('.title')?.focus();
  }, [isHere]);
  useEffect(() => {
    if (problem !== undefined) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problem]);
  if (!words) return <p class="quiet">{kit.say(w.loading)}</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard from whatever has the focus inside
    <div
      class="sheet"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close(kit);
      }}
    >
      {confirming === 'topic' && <TopicSheet kit={kit} stage={stage} />}
      {confirming === 'callBack' && <CallSheet kit={kit} stage={stage} words={words} />}
      {confirming === 'code' && <CodeSheet kit={kit} stage={stage} words={words} />}
      {confirming === 'request' && <RequestSheet kit={kit} stage={stage} words={words} />}
      <button type="button" class="plain" onClick={() => close(kit)}>
        {kit.say(w.cancel)}
      </button>
    </div>
  );
}

const styles = request + announcement + sheet;

export { Sheet as Part, styles };
