import type { Instant } from '@indiretta/protocol';
import type { ComponentChildren, ComponentType } from 'preact';
import { w } from '../../words/words.ts';
import { type Problem, siteOf } from '../state.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';

interface TitleProps {
  readonly kit: Kit;
  /**
   * The screen's first title takes the focus when the screen comes: it is read out, Tab leads to what follows, and no
   * keyboard of a phone covers the choice, as it would over a focused search field.
   */
  readonly focus?: boolean;
  readonly children: ComponentChildren;
}

/** Title of a screen, one level under the title of the panel. */
export function Title({ kit, focus, children }: TitleProps) {
  const Heading = kit.shape === 'page' ? 'h2' : 'h3';
  return (
    <Heading class="title" tabIndex={-1} data-focus={focus}>
      {children}
    </Heading>
  );
}

interface NoteProps {
  readonly kit: Kit;
  /** Nothing to say: empty and silent, so that what comes is read out. */
  readonly word: Problem | typeof w.nobody_title | typeof w.nobody_all | undefined;
  readonly role?: 'status' | 'alert';
  readonly id?: string | undefined;
}

/** Something to know before going on. */
export function Note({ kit, word, role = 'status', id }: NoteProps) {
  return (
    <div role={role} id={id}>
      {word !== undefined && (
        <p class={`note ${role}`}>
          <Icon path={drawings.alert} />
          <span>{kit.say(word)}</span>
        </p>
      )}
    </div>
  );
}

/** What went wrong. */
export const ProblemNote = ({ kit, problem, id }: { kit: Kit; problem: Problem | undefined; id?: string }) => (
  <Note kit={kit} word={problem} id={id} role="alert" />
);

/** A telephone number as a link. */
export function Telephone({ number, children }: { readonly number: string; readonly children: ComponentChildren }) {
  return <a href={`tel:${number.replace(/\s/g, '')}`}>{children}</a>;
}

/** Emergency numbers of the site. */
export function Emergency({ kit }: { readonly kit: Kit }) {
  const numbers = siteOf(kit.state)?.emergency ?? [];
  return numbers.length > 0 ? (
    <aside class="emergency" aria-label={kit.say(w.emergency)}>
      <b>{kit.say(w.emergency)}</b>
      <ul>
        {numbers.map(({ number, name }) => (
          <li key={number}>
            <Telephone number={number}>
              <b>{number}</b> {name}
            </Telephone>
          </li>
        ))}
      </ul>
    </aside>
  ) : null;
}

/** What a chunk of a part holds: the part and, when it has its own, its looks. */
export interface PartModule<Props> {
  readonly Part: ComponentType<Props>;
  readonly styles?: string;
}

/** A part that most people never need: its code comes when it is drawn. When it cannot be had, a reload is offered. */
export function later<Props extends { readonly kit: Kit }>(load: () => Promise<PartModule<Props>>) {
  return (props: Props) => {
    const Part = props.kit.bring(load)?.Part;
    return Part ? <Part {...props} /> : <p class="quiet">{props.kit.say(w.loading)}</p>;
  };
}

/** The time of day in the site's zone; with the weekday when `withDay`. */
export function timeOf({ state }: Kit, at: Instant, withDay = false): string {
  const site = siteOf(state);
  return new Date(at).toLocaleTimeString(state.locale.includes('-') ? state.locale : `${state.locale}-CH`, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(withDay && { weekday: 'long' }),
    ...(site && { timeZone: site.timeZone }),
  });
}

/** What had the focus is gone; a person who is elsewhere on the page has it there. */
export const isFocusLost = (): boolean => !document.activeElement || document.activeElement === document.body;
