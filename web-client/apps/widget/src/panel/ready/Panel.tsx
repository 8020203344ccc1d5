import { assertNever } from '@indiretta/protocol';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Asking } from './Asking.tsx';
import { Header } from './Header.tsx';
import type { Kit } from './kit.ts';
import { later, ProblemNote, ReloadNote, Title } from './parts.tsx';

const Left = later(() => import('./Left.tsx').then((module) => module.Left));
const Choosing = later(() => import('./Choosing.tsx').then((module) => module.Choosing));

/** Below these the panel takes the whole screen and the page behind it rests. */
const SMALL = '(max-width: 40rem), (max-height: 32rem)';

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const heard = () => setMatches(list.matches);
    list.addEventListener('change', heard);
    return () => list.removeEventListener('change', heard);
  }, [query]);
  return matches;
}

/** What has to be said before anything else: loading, not loaded, or the screen of the stage. */
function Screen({ kit }: { readonly kit: Kit }) {
  const { words, state, intents } = kit;
  const { stage } = state;
  if (state.returning || (state.site.is === 'loading' && stage.at !== 'consulting')) {
    return (
      <div class="scroll" aria-busy="true">
        <Title kit={kit} focus>
          {words.loading({})}
        </Title>
      </div>
    );
  }
  if (state.site.is === 'failed' && stage.at !== 'consulting') {
    return (
      <div class="scroll">
        <Title kit={kit} focus>
          {words.load_failed({})}
        </Title>
        <button type="button" class="plain" onClick={() => intents.retryLoading()}>
          {words.retry({})}
        </button>
      </div>
    );
  }
  switch (stage.at) {
    case 'choosing':
      return <Choosing kit={kit} />;
    case 'asking':
      return <Asking kit={kit} stage={stage} />;
    case 'left':
      return <Left kit={kit} reference={stage.reference} />;
    case 'consulting':
      return kit.live ? <kit.live.Consulting kit={kit} stage={stage} /> : null;
    default:
      return assertNever(stage);
  }
}

/** The link to the server, said where it matters and silent while it is good. */
function LinkNote({ kit }: { readonly kit: Kit }) {
  const { link } = kit.state;
  return (
    <div role="status" class="link">
      {link === 'reconnecting' && <p class="note">{kit.words.reconnecting({})}</p>}
      {link === 'offline' && <p class="note">{kit.words.offline({})}</p>}
      {link === 'reload' && <ReloadNote kit={kit} />}
    </div>
  );
}

/** The whole panel. In a window it is a dialog: modal where it covers the page, beside the page where there is room. */
export function Panel({ kit }: { readonly kit: Kit }) {
  const { state, shape } = kit;
  const dialog = useRef<HTMLDialogElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const small = useMedia(SMALL);
  const shown = state.open && shape === 'window';

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (element.open) element.close();
    if (!shown) return;
    if (small) element.showModal();
    else element.show();
  }, [shown, small]);

  const screen = `${state.open} ${state.returning} ${state.site.is} ${state.stage.at}`;
  const came = useRef('');
  useEffect(() => {
    if (!state.open) came.current = '';
    if (!state.open || came.current === screen) return;
    const first = came.current === '' && shape === 'page';
    came.current = screen;
    if (!first) place.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
  });

  const content = (
    <div class="panel" ref={place}>
      <Header kit={kit} />
      <LinkNote kit={kit} />
      {state.notice && <ProblemNote kit={kit} problem={state.notice} />}
      <Screen kit={kit} />
    </div>
  );
  if (shape === 'page') return <main class="page">{content}</main>;
  return (
    <dialog
      ref={dialog}
      aria-labelledby="title"
      onCancel={(event) => {
        event.preventDefault();
        kit.intents.close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        kit.intents.close();
      }}
    >
      {state.open && content}
    </dialog>
  );
}
