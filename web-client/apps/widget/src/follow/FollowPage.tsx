import type { Language } from '@indiretta/protocol';
import type { ComponentChildren } from 'preact';
import { daySaid } from '../panel/queue/said.ts';
import { languageOf } from '../panel/state.ts';
import type { QueueWords } from '../words/queue.ts';
import { type Locale, type Say, w } from '../words/words.ts';
import type { FollowedRequest, FollowState, RequestVisit } from './RequestVisit.ts';

/** Each language in its own words. */
const languageNames: Record<Language, string> = { it: 'Italiano', de: 'Deutsch', fr: 'Français', en: 'English' };

interface PageProps {
  readonly words: QueueWords;
  readonly say: Say;
  readonly locale: Locale;
  readonly state: FollowState;
  readonly intents: Pick<RequestVisit, 'read' | 'setLocale'>;
}

/** The way of a request: what is done stands before what is to come. */
function Steps({ words, locale, request }: Pick<PageProps, 'words' | 'locale'> & { request: FollowedRequest }) {
  const place = { locale, timeZone: undefined };
  const { state, createdAt, dueAt, doneAt } = request;
  const at = ['OPEN', 'TAKEN', 'DONE'].indexOf(state);
  const steps: readonly (readonly [string, string])[] = [
    [words.state_open({}), words.follow_sent({ day: daySaid(place, createdAt, true) })],
    [words.state_taken({}), state === 'DONE' ? '' : words.follow_due({ day: daySaid(place, dueAt, true) })],
    [words.state_done({}), doneAt ? words.follow_done({ day: daySaid(place, doneAt, true) }) : ''],
  ];
  return (
    <ol class="steps">
      {steps.map(([name, note], index) => (
        <li key={name} class={index <= at ? 'reached' : ''} aria-current={index === at ? 'step' : undefined}>
          <b>{name}</b>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  );
}

/** A sentence that stands alone, with what can be done. */
function Said({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="scroll" role="status">
      <h2 class="title">{title}</h2>
      {children}
    </div>
  );
}

function Standing(props: PageProps) {
  const { words, say, state, intents, locale } = props;
  const { request } = state;
  if (request === 'loading') return <Said title={say(w.loading)} />;
  if (request === 'gone') {
    return (
      <Said title={words.follow_gone({})}>
        <p>{words.follow_gone_note({})}</p>
      </Said>
    );
  }
  if (typeof request === 'string') {
    return (
      <Said title={request === 'tooMany' ? say(w.too_many) : words.follow_failed({})}>
        <p>
          <button type="button" class="plain" onClick={() => void intents.read()}>
            {say(w.retry)}
          </button>
        </p>
      </Said>
    );
  }
  return (
    <div class="scroll">
      <div>
        <h2 class="title">{words.follow_title({})}</h2>
        {request.topic && <p class="quiet">{request.topic}</p>}
        {!!request.files?.length && <p class="quiet">{request.files.map(({ name }) => name).join(', ')}</p>}
      </div>
      <Steps words={words} locale={locale} request={request} />
      {request.answer && (
        <section class="answer">
          <h3>{words.answer({})}</h3>
          <p class="text">{request.answer}</p>
        </section>
      )}
      {!request.answer && request.state === 'DONE' && <p>{words.answer_elsewhere({})}</p>}
    </div>
  );
}

/** The whole page: how a contact request stands. */
export function FollowPage(props: PageProps) {
  const { words, say, locale, state, intents } = props;
  const { request } = state;
  return (
    <main class="page">
      <div class="panel">
        <div class="header">
          <div class="who">
            <h1>{say(w.button)}</h1>
            <p>{typeof request === 'object' && words.follow_reference({ reference: request.reference })}</p>
          </div>
          <select
            class="languages"
            aria-label={say(w.language)}
            value={languageOf(locale)}
            onChange={(event) => intents.setLocale(event.currentTarget.value)}
          >
            {Object.entries(languageNames).map(([language, name]) => (
              <option key={language} value={language} lang={language}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <Standing {...props} />
      </div>
    </main>
  );
}
