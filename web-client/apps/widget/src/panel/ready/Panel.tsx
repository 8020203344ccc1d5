import { Component, createRef } from 'preact';
import { w } from '../../words/words.ts';
import { Asking } from './Asking.tsx';
import { Choosing } from './Choosing.tsx';
import { Header } from './Header.tsx';
import type { Kit } from './kit.ts';
import { later, ProblemNote, Title } from './parts.tsx';

const Beyond = later(() => import('../queue/Beyond.tsx'));

/** Below these the panel takes the whole screen and the page behind it rests. */
export const SMALL = '(max-width: 40rem), (max-height: 32rem)';

/** What has to be said before anything else: loading, not loaded, or the screen of the stage. */
function Screen({ kit }: { readonly kit: Kit }) {
  const { say, state, intents } = kit;
  const { stage, site } = state;
  const waits = state.returning || site === 'loading';
  if (state.returning || (stage.at !== 'consulting' && typeof site === 'string')) {
    return (
      <div class="scroll" aria-busy={waits}>
        <Title kit={kit} focus>
          {say(waits ? w.loading : w.load_failed)}
        </Title>
        {!waits && (
          <button type="button" class="plain" onClick={() => intents.retryLoading()}>
            {say(w.retry)}
          </button>
        )}
      </div>
    );
  }
  switch (stage.at) {
    case 'choosing':
      return <Choosing kit={kit} />;
    case 'asking':
      return <Asking kit={kit} stage={stage} />;
    case 'consulting':
      return kit.live ? <kit.live.Consulting kit={kit} stage={stage} /> : null;
    default:
      return <Beyond kit={kit} stage={stage} />;
  }
}

/** The link to the server, said where it matters and silent while it is good. */
function LinkNote({ kit }: { readonly kit: Kit }) {
  const { say, state } = kit;
  const { link } = state;
  return (
    <div role="status" class="link">
      {link === 'reload' ? (
        <div class="note">
          <span>{say(w.reload_needed)}</span>
          <button type="button" class="plain" onClick={() => location.reload()}>
            {say(w.reload)}
          </button>
        </div>
      ) : (
        link !== 'good' && <p class="note">{say(link === 'offline' ? w.offline : w.reconnecting)}</p>
      )}
    </div>
  );
}

/** The whole panel. In a window it is a dialog: modal where it covers the page, beside the page where there is room. */
export class Panel extends Component<{ readonly kit: Kit }> {
  readonly #dialog = createRef<HTMLDialogElement>();
  readonly #place = createRef<HTMLDivElement>();
  #shown: 'show' | 'showModal' | 'close' = 'close';
  #came = '';

  override componentDidMount(): void {
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    const { state, shape } = this.props.kit;
    const how = matchMedia(SMALL).matches ? 'showModal' : 'show';
    this.#show(state.open && shape === 'window' ? how : 'close');
    const { site } = state;
    const screen = `${state.returning} ${typeof site === 'string' ? site : 'here'} ${state.stage.at}`;
    const came = this.#came;
    this.#came = state.open ? screen : '';
    // a page that is loaded leaves the focus where the browser puts it
    if (!state.open || came === screen || (!came && shape === 'page')) return;
    this.#place.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
  }

  #show(how: 'show' | 'showModal' | 'close'): void {
    const dialog = this.#dialog.current;
    if (how === this.#shown) return;
    this.#shown = how;
    // who turns the phone goes on where they were
    const focused = dialog?.querySelector<HTMLElement>(':focus');
    dialog?.close();
    dialog?.[how]();
    focused?.focus();
  }

  override render({ kit }: { readonly kit: Kit }) {
    const { state, shape, intents } = kit;
    const content = (
      <div class="panel" ref={this.#place}>
        <Header kit={kit} />
        <LinkNote kit={kit} />
        {state.notice && <ProblemNote kit={kit} problem={state.notice} />}
        <Screen kit={kit} />
      </div>
    );
    if (shape === 'page') return <main class="page">{content}</main>;
    const close = (event: Event) => {
      event.preventDefault();
      intents.close();
    };
    return (
      <dialog
        ref={this.#dialog}
        aria-labelledby="title"
        onCancel={close}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) close(event);
        }}
      >
        {state.open && content}
      </dialog>
    );
  }
}
