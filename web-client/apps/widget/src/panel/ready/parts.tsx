import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../state.ts';
import { Icon } from './icons.tsx';
import { type Kit, problemWords } from './kit.ts';

interface TitleProps {
  readonly kit: Kit;
  /** The screen's first title takes the focus when the screen comes. */
  readonly focus?: boolean;
  readonly children: ComponentChildren;
}

/** Title of a screen, one level under the title of the panel. */
export function Title({ kit, focus, children }: TitleProps) {
  const Heading = kit.shape === 'page' ? 'h2' : 'h3';
  return (
    <Heading class="title" tabIndex={-1} data-focus={focus ? '' : undefined}>
      {children}
    </Heading>
  );
}

/** What went wrong; empty and silent when nothing did, so that it is read out when it comes. */
export function ProblemNote({ kit, problem, id }: { kit: Kit; problem: Problem | undefined; id?: string }) {
  return (
    <div role="alert" id={id}>
      {problem && (
        <p class="note alert">
          <Icon name="alert" />
          <span>{problemWords(kit.words, problem)}</span>
        </p>
      )}
    </div>
  );
}

/** Emergency numbers of the site. */
export function Emergency({ kit }: { readonly kit: Kit }) {
  const { site } = kit.state;
  if (site.is !== 'here' || site.site.emergency.length === 0) return null;
  return (
    <aside class="emergency" aria-label={kit.words.emergency({})}>
      <b>{kit.words.emergency({})}</b>
      <ul>
        {site.site.emergency.map(({ number, name }) => (
          <li key={number}>
            <a href={`tel:${number.replace(/\s/g, '')}`}>
              <b>{number}</b> {name}
            </a>
          </li>
        ))}
      </ul>
    </aside>
  );
}

type Later<Props> = () => Promise<ComponentType<Props>>;

/** So long is waited before a chunk that did not come is asked for again, in ms. */
const CHUNK_RETRY_MS = 1_500;

/** A part that most people never need: its code comes when it is drawn. Asked for again once, then a reload is offered. */
export function later<Props extends { readonly kit: Kit }>(load: Later<Props>) {
  return function LaterPart(props: Props) {
    const [part, setPart] = useState<ComponentType<Props> | 'loading' | 'failed'>('loading');
    useEffect(() => {
      let wanted = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const come = (loaded: ComponentType<Props>) => wanted && setPart(() => loaded);
      load().then(come, () => {
        timer = setTimeout(() => load().then(come, () => wanted && setPart('failed')), CHUNK_RETRY_MS);
      });
      return () => {
        wanted = false;
        clearTimeout(timer);
      };
    }, []);
    if (part === 'loading') return <p class="quiet">{props.kit.words.loading({})}</p>;
    if (part === 'failed') return <ReloadNote kit={props.kit} />;
    const Part = part;
    return <Part {...props} />;
  };
}

/** The panel is older than the server: reload, with what was typed kept. */
export function ReloadNote({ kit }: { readonly kit: Kit }) {
  return (
    <div class="note">
      <span>{kit.words.reload_needed({})}</span>
      <button type="button" class="plain" onClick={() => location.reload()}>
        {kit.words.reload({})}
      </button>
    </div>
  );
}
