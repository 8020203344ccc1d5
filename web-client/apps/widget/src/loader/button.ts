import {
  button as deButton,
  button_nobody as deNobody,
  button_open as deOpen,
  button_retry as deRetry,
  button_under_way as deUnderWay,
  button_unread as deUnread,
} from '../words/compiled/messages/de.js';
import {
  button as enButton,
  button_nobody as enNobody,
  button_open as enOpen,
  button_retry as enRetry,
  button_under_way as enUnderWay,
  button_unread as enUnread,
} from '../words/compiled/messages/en.js';
import {
  button as frButton,
  button_nobody as frNobody,
  button_open as frOpen,
  button_retry as frRetry,
  button_under_way as frUnderWay,
  button_unread as frUnread,
} from '../words/compiled/messages/fr.js';
import {
  button as itButton,
  button_nobody as itNobody,
  button_open as itOpen,
  button_retry as itRetry,
  button_under_way as itUnderWay,
  button_unread as itUnread,
} from '../words/compiled/messages/it.js';

type Word = (inputs: { n: number }) => string;
type Row = readonly [label: Word, open: Word, nobody: Word, underWay: Word, unread: Word, retry: Word];

const rows: Record<string, Row> = {
  it: [itButton, itOpen, itNobody, itUnderWay, itUnread, itRetry],
  de: [deButton, deOpen, deNobody, deUnderWay, deUnread, deRetry],
  fr: [frButton, frOpen, frNobody, frUnderWay, frUnread, frRetry],
  en: [enButton, enOpen, enNobody, enUnderWay, enUnread, enRetry],
};

/** What the red button says under its name. */
export type ButtonState =
  /** Not asked yet, or not answered: only the name. */
  | { readonly is: 'unknown' }
  | { readonly is: 'open' }
  | { readonly is: 'nobody' }
  /** A consultation goes on behind the closed panel. */
  | { readonly is: 'underWay'; readonly unread: number }
  /** The panel could not be loaded. */
  | { readonly is: 'retry' };

/** The two lines of the button in the language of the tag; Italian where there is none. */
export function buttonWords(tag: string, state: ButtonState): readonly [label: string, note: string] {
  const row = rows[tag.slice(0, 2).toLowerCase()] ?? rows.it;
  const say = (place: number, n = 0): string => row?.[place]?.({ n }) ?? '';
  switch (state.is) {
    case 'unknown':
      return [say(0), ''];
    case 'open':
      return [say(0), say(1)];
    case 'nobody':
      return [say(0), say(2)];
    case 'underWay':
      return [say(3), state.unread > 0 ? say(4, state.unread) : ''];
    case 'retry':
      return [say(0), say(5)];
  }
}

const svg = 'http://www.w3.org/2000/svg';

/** A speech bubble; presentation attributes only, because portals may forbid styles. */
function bubble(): SVGSVGElement {
  const icon = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  for (const [name, value] of [
    ['viewBox', '0 0 24 24'],
    ['width', '24'],
    ['height', '24'],
    ['fill', 'none'],
    ['stroke', 'currentColor'],
    ['stroke-width', '2'],
    ['stroke-linejoin', 'round'],
    ['aria-hidden', 'true'],
  ] as const) {
    icon.setAttribute(name, value);
  }
  path.setAttribute('d', 'M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12.500h5');
  icon.append(path);
  return icon;
}

/** A red button: the fixed one and the ones inside pages are drawn by this. */
export interface RedButton {
  readonly element: HTMLButtonElement;
  say(tag: string, state: ButtonState): void;
}

/** Draws a button; `intent` is called when a person seems about to press it, `press` when they do. */
export function redButton(intent: () => void, press: () => void): RedButton {
  const element = document.createElement('button');
  const label = document.createElement('b');
  const note = document.createElement('span');
  const lines = document.createElement('span');
  element.type = 'button';
  element.className = 'red';
  lines.append(label, note);
  element.append(bubble(), lines);
  element.addEventListener('focus', intent, { once: true });
  element.addEventListener('click', press);
  return {
    element,
    say(tag, state) {
      const [name, under] = buttonWords(tag, state);
      element.lang = tag;
      element.dataset.is = state.is;
      label.textContent = name;
      note.textContent = under;
    },
  };
}
