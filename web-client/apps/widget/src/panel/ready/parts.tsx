import type { Instant, Mode } from '@indiretta/protocol';
import type { ComponentChildren, ComponentType } from 'preact';
import { w } from '../../words/words.ts';
import type { Topic } from '../site.ts';
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

interface ProblemNoteProps {
  readonly kit: Kit;
  /** Nothing to say: empty and silent, so that what comes is read out. */
  readonly problem: Problem | undefined;
  readonly id?: string;
}

/** What went wrong. */
export function ProblemNote({ kit, problem, id }: ProblemNoteProps) {
  return (
    <div role="alert" id={id}>
      {problem !== undefined && (
        <p class="note alert">
          <Icon path={drawings.alert} />
          <span>{kit.say(problem)}</span>
        </p>
      )}
    </div>
  );
}

/** To where a code is typed that staff gave. */
export const CodeButton = ({ kit, mode = 'WRITE' }: { readonly kit: Kit; readonly mode?: Mode }) => (
  <button
    type="button"
    class="plain"
    onClick={() => kit.intents.turn({ at: 'code', mode, code: '', question: '', sending: false, problem: undefined })}
  >
    {kit.say(w.code_have)}
  </button>
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

const announcements = () => import('../queue/Announcement.tsx');

interface StandingProps {
  readonly kit: Pick<Kit, 'bring' | 'state'>;
  readonly mode: Mode;
  readonly topic?: Topic;
  /** It is open and nobody waits long, as far as is known. */
  readonly there: boolean;
}

/** How a mode or topic stands, in two words, where it is not plainly open; its code comes only then. */
export function Standing({ kit, there, ...about }: StandingProps) {
  const Short = !there && kit.bring(announcements)?.Short;
  return Short ? <Short kit={kit} {...about} /> : null;
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
