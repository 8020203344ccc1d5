import { deButton, enButton, frButton, itButton } from '../words/compiled/tables/button.js';

const words: Record<string, typeof itButton> = { it: itButton, de: deButton, fr: frButton, en: enButton };

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
  const said = words[tag.slice(0, 2).toLowerCase()] ?? itButton;
  switch (state.is) {
    case 'unknown':
      return [said.button, ''];
    case 'open':
      return [said.button, said.button_open];
    case 'nobody':
      return [said.button, said.button_nobody];
    case 'underWay':
      return [said.button_under_way, state.unread > 0 ? said.button_unread({ n: state.unread }) : ''];
    case 'retry':
      return [said.button, said.button_retry];
  }
}

const svg = 'http://www.w3.org/2000/svg';

/** A speech bubble. */
function bubble(): SVGSVGElement {
  const icon = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12.5h5');
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
