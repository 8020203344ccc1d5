import { assertNever, type GuestRole, type Language } from '@indiretta/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { isFocusLost } from '../panel/ready/parts.tsx';
import { languageOf } from '../panel/state.ts';
import { Asked } from './Asked.tsx';
import type { GuestStage } from './GuestVisit.ts';
import { InCall } from './InCall.tsx';
import type { GuestKit } from './kit.ts';

/** Each language in its own words. */
const languageNames: Record<Language, string> = { it: 'Italiano', de: 'Deutsch', fr: 'Français', en: 'English' };

/** As whom the guest is here, once that is known. */
function asWhom({ words, state }: GuestKit): string | undefined {
  const { stage } = state;
  const whom: { readonly role: GuestRole; readonly name: string } | undefined =
    stage.at === 'in' ? stage.place : stage.at === 'asked' ? stage.invitation : undefined;
  return whom && (whom.role === 'INTERPRETER' ? words.as_interpreter : words.as_helper)({ name: whom.name });
}

function Header({ kit }: { readonly kit: GuestKit }) {
  const { words, state, intents } = kit;
  return (
    <div class="header">
      <div class="who">
        <h1 id="title">{words.page_name({})}</h1>
        <p>{asWhom(kit)}</p>
      </div>
      <select
        class="languages"
        aria-label={words.language({})}
        value={languageOf(state.locale)}
        onChange={(event) => intents.setLocale(event.currentTarget.value)}
      >
        {Object.entries(languageNames).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SaidProps {
  readonly title: string;
  readonly note?: string;
  readonly button?: readonly [string, () => void];
}

/** A sentence that stands alone, with what can be done. */
function Said({ title, note, button }: SaidProps) {
  return (
    <div class="scroll asked">
      <div role="status">
        <h2 class="title" tabIndex={-1} data-focus>
          {title}
        </h2>
        {note && <p>{note}</p>}
      </div>
      {button && (
        <button type="button" class="plain" onClick={button[1]}>
          {button[0]}
        </button>
      )}
    </div>
  );
}

function Stage({ kit, stage }: { readonly kit: GuestKit; readonly stage: GuestStage }) {
  const { words, intents } = kit;
  switch (stage.at) {
    case 'looking':
      return <Said title={words.loading({})} />;
    case 'asked':
      return <Asked kit={kit} stage={stage} />;
    case 'dead':
      return <Said title={words.dead_title({})} note={words.dead_note({})} />;
    case 'failed':
      return (
        <Said
          title={words.failed_title({})}
          note={stage.why === 'tooMany' ? words.too_many({}) : words.failed_note({})}
          button={[words.retry({}), () => void intents.look()]}
        />
      );
    case 'in':
      return <InCall kit={kit} stage={stage} />;
    case 'over': {
      const title = {
        left: words.over_left,
        ended: words.over_ended,
        removed: words.over_removed,
        lost: words.over_lost,
      }[stage.why];
      return <Said title={title({})} note={stage.why === 'lost' ? words.over_again({}) : words.over_note({})} />;
    }
    default:
      return assertNever(stage);
  }
}

/** The link to the server, silent while it is good. */
function LinkNote({ kit }: { readonly kit: GuestKit }) {
  const { words, state } = kit;
  return (
    <div role="status" class="link">
      {state.link === 'reconnecting' && <p class="note">{words.reconnecting({})}</p>}
      {state.link === 'reload' && (
        <div class="note">
          <span>{words.reload_needed({})}</span>
          <button type="button" class="plain" onClick={() => location.reload()}>
            {words.reload({})}
          </button>
        </div>
      )}
    </div>
  );
}

/** The whole page of a call's guest. */
export function GuestPage({ kit }: { readonly kit: GuestKit }) {
  const { stage } = kit.state;
  const place = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // a page that is loaded leaves the focus where the browser puts it
    if (!first.current && stage.at !== 'in' && isFocusLost()) {
      place.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
    }
    first.current = false;
  }, [stage.at]);
  return (
    <main class="page">
      <div class="panel guest" ref={place}>
        <Header kit={kit} />
        <LinkNote kit={kit} />
        <Stage kit={kit} stage={stage} />
      </div>
    </main>
  );
}
