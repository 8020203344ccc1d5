import { browserKeep } from '@indiretta/connection';
import type { CallMode, Mode } from '@indiretta/protocol';
import { type ComponentType, render } from 'preact';
import { keepKey, type Portal } from '../../portal.ts';
import { type Locale, w } from '../../words/words.ts';
import type { LiveKit, LiveStaged } from '../live/kit.ts';
import type { Wire } from '../live/Wire.ts';
import { loadTwice } from '../Parts.ts';
import { Icon } from '../ready/icons.tsx';
import { topicOf } from '../site.ts';
import { isOver, isWaiting, type State, siteOf } from '../state.ts';
import type { Store } from '../store.ts';
import styles from './beside.css?inline';
import { drawings } from './drawings.ts';
import type { CallProps, CallScreens } from './main.tsx';

export interface BesidePorts {
  readonly portal: Portal;
  readonly store: Store;
  readonly wire: Wire;
  readonly files: LiveKit['files'];
  /** Opens the panel. */
  readonly open: () => void;
  /** Puts a style sheet on. */
  readonly wear: (styles: string) => void;
}

/** Taken apart at once: the module as a whole would need a wrapper. */
async function loadCall() {
  const { startCall } = await import('./main.tsx');
  return startCall;
}

/** The places beside the chat where a call is drawn. */
export interface BesideScreens {
  /** Above the conversation: what can be asked for, and the call. */
  readonly Part: ComponentType<LiveStaged>;
  /** At the end of the conversation. */
  readonly Lines: ComponentType<LiveStaged>;
}

/**
 * Watches whether a consultation needs the part for calls: it is in one, began with one, shows what is typed, or the
 * person asks for it. Only then that part's code is brought.
 */
class Beside {
  readonly #ports: BesidePorts;
  #of: string | undefined;
  #brought: Promise<CallScreens> | undefined;
  #screens: CallScreens | undefined;
  #locale: Locale;
  readonly #strip = document.createElement('div');

  constructor(ports: BesidePorts) {
    this.#ports = ports;
    this.#locale = ports.store.state.locale;
    ports.wear(styles);
    ports.portal.root.append(this.#strip);
    ports.store.onChange(() => this.#look());
    this.#look();
  }

  get screens(): CallScreens | undefined {
    return this.#screens;
  }

  async propose(mode: CallMode): Promise<void> {
    await (await this.#bring())?.talking.propose(mode);
  }

  async showTyping(): Promise<void> {
    (await this.#bring())?.talking.setLiveText(true);
  }

  #look(): void {
    const { store, wire } = this.#ports;
    const { locale, stage } = store.state;
    const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
    const followed = view && !isOver(view) ? wire.followed?.consultation.id : undefined;
    if (followed !== this.#of) this.#leave(followed);
    if (followed && view && (view.call || view.mode !== 'WRITE' || view.liveText)) void this.#bring();
    if (locale !== this.#locale) void this.#speak(locale);
    this.#drawStrip();
  }

  #leave(next: string | undefined): void {
    this.#of = next;
    this.#screens?.close();
    this.#screens = undefined;
    this.#brought = undefined;
    this.#ports.wire.onTyping = undefined;
  }

  /** Brings it once; what could not be loaded is asked for again by the next need. */
  async #bring(): Promise<CallScreens | undefined> {
    this.#brought ??= this.#load();
    try {
      return await this.#brought;
    } catch {
      this.#brought = undefined;
      this.#ports.store.change({ link: 'reload' });
      return undefined;
    }
  }

  async #load(): Promise<CallScreens> {
    const { portal, wire, wear } = this.#ports;
    const of = this.#of;
    const startCall = await loadTwice(loadCall);
    const { followed } = wire;
    if (!followed || of !== followed.consultation.id) throw new Error('another consultation is followed by now');
    const screens = await startCall({
      ...followed,
      prefer: browserKeep(`${keepKey(portal.site)}:`),
      locale: this.#locale,
      wear,
      changed: () => this.#ports.store.change({}),
    });
    if (of !== this.#of) {
      screens.close();
      throw new Error('another consultation is followed by now');
    }
    this.#screens = screens;
    wire.onTyping = screens.talking;
    this.#ports.store.change({});
    return screens;
  }

  async #speak(locale: Locale): Promise<void> {
    this.#locale = locale;
    await this.#screens?.speak(locale).catch(() => undefined); // the language before stays
    this.#ports.store.change({});
  }

  #drawStrip(): void {
    const { store, open, portal } = this.#ports;
    const { stage, open: isOpen, locale } = store.state;
    const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
    const Strip = this.#screens?.Strip;
    const panelOpen = isOpen || portal.shape === 'page';
    this.#strip.lang = locale;
    render(
      Strip && view ? <Strip {...propsOf(this.#ports, view)} panelOpen={panelOpen} onOpen={open} /> : null,
      this.#strip,
    );
  }
}

type View = NonNullable<LiveStaged['stage']['snapshot']['view']>;

/** The modes of calls the topic offers. */
function offered(state: State, view: View): readonly Mode[] {
  const site = siteOf(state);
  const topic = site && topicOf(site, view.topic);
  return state.served.filter((mode) => topic?.modes.includes(mode));
}

const propsOf = ({ wire, store, files, portal }: BesidePorts, view: View): CallProps => ({
  name: view.operator?.firstName,
  waiting: isWaiting(view),
  elsewhere: wire.link(),
  ownPage: portal.shape === 'page',
  modes: offered(store.state, view),
  onFile: (file) => void files().then((ready) => ready.send([file])),
});

/** Begins to watch; called once per panel. */
export function startBeside(ports: BesidePorts): BesideScreens {
  const beside = new Beside(ports);
  const Part = ({ kit, stage }: LiveStaged) => {
    const { say } = kit;
    const { view } = stage.snapshot;
    if (!view || isOver(view)) return null;
    const screens = beside.screens;
    const modes = offered(kit.state, view);
    const free = view.state === 'ACTIVE' && (!view.call || view.call.state === 'ENDED');
    return (
      <>
        {free && (
          <div class="offers">
            {modes.includes('TALK') && (
              <button type="button" class="plain" onClick={() => void beside.propose('TALK')}>
                <Icon path={drawings.microphone} /> {say(w.talk)}
              </button>
            )}
            {modes.includes('SHOW') && (
              <button type="button" class="plain" onClick={() => void beside.propose('SHOW')}>
                <Icon path={drawings.screen} /> {say(w.show)}
              </button>
            )}
            {!view.liveText && (
              <button
                type="button"
                class="plain"
                title={say(w.live_text_note)}
                onClick={() => void beside.showTyping()}
              >
                <Icon path={drawings.liveText} /> {say(w.live_text)}
              </button>
            )}
          </div>
        )}
        {screens && <screens.Part {...propsOf(ports, view)} />}
      </>
    );
  };
  const Lines = ({ stage }: LiveStaged) => {
    const { view } = stage.snapshot;
    const screens = beside.screens;
    return screens && view ? <screens.Lines {...propsOf(ports, view)} /> : null;
  };
  return { Part, Lines };
}
