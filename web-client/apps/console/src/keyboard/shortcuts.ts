import type { PlainWord } from '../words/words.ts';

/** What a key can ask for; the screens that are there answer. */
export type ShortcutName =
  | 'help'
  | 'takeNext'
  | 'accept'
  | 'decline'
  | 'nextConsultation'
  | 'previousConsultation'
  | 'reply'
  | 'note'
  | 'handOver'
  | 'end'
  | 'undo'
  | 'mute'
  | 'answerCall'
  | 'microphone'
  | 'hangUp'
  | 'presence';

export interface Shortcut {
  readonly name: ShortcutName;
  /** As `KeyboardEvent.key` gives it, in lower case. */
  readonly key: string;
  /** Without a modifier: can be switched off, never in a text field (WCAG 2.1.4). */
  readonly single: boolean;
  readonly word: PlainWord;
}

export const shortcuts: readonly Shortcut[] = [
  { name: 'help', key: '?', single: true, word: 'key_help' },
  { name: 'takeNext', key: 't', single: true, word: 'key_take_next' },
  { name: 'accept', key: 'a', single: true, word: 'key_accept' },
  { name: 'decline', key: 'd', single: true, word: 'key_decline' },
  { name: 'nextConsultation', key: 'j', single: true, word: 'key_next' },
  { name: 'previousConsultation', key: 'k', single: true, word: 'key_previous' },
  { name: 'nextConsultation', key: 'arrowdown', single: false, word: 'key_next' },
  { name: 'previousConsultation', key: 'arrowup', single: false, word: 'key_previous' },
  { name: 'reply', key: 'r', single: true, word: 'key_reply' },
  { name: 'note', key: 'n', single: true, word: 'key_note' },
  { name: 'handOver', key: 'h', single: true, word: 'key_hand_over' },
  { name: 'end', key: 'e', single: true, word: 'key_end' },
  { name: 'undo', key: 'u', single: true, word: 'key_undo' },
  { name: 'presence', key: 'p', single: true, word: 'key_presence' },
  { name: 'mute', key: 'm', single: true, word: 'key_mute' },
  { name: 'answerCall', key: 'c', single: true, word: 'key_call_answer' },
  { name: 'microphone', key: 'v', single: true, word: 'key_call_microphone' },
  { name: 'hangUp', key: 'x', single: true, word: 'key_call_hang_up' },
  { name: 'answerCall', key: 'c', single: false, word: 'key_call_answer' },
  { name: 'microphone', key: 'v', single: false, word: 'key_call_microphone' },
  { name: 'hangUp', key: 'x', single: false, word: 'key_call_hang_up' },
];

/** What of a key press decides; `KeyboardEvent` fits. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing?: boolean;
  readonly repeat?: boolean;
}

/**
 * The shortcut of a key press. Single keys count only when they are on, outside of text fields and dialogs;
 * those with Ctrl+Alt always.
 */
export function shortcutOf(
  press: KeyPress,
  where: { readonly singleKeys: boolean; readonly inText: boolean; readonly inDialog: boolean },
): Shortcut | undefined {
  if (press.isComposing || press.repeat) return undefined;
  const key = press.key.toLowerCase();
  const modified = press.ctrlKey && press.altKey && !press.metaKey;
  const bare = !press.ctrlKey && !press.altKey && !press.metaKey;
  if (where.inDialog) return undefined;
  if (modified) return shortcuts.find((it) => !it.single && it.key === key);
  if (!bare || !where.singleKeys || where.inText) return undefined;
  return shortcuts.find((it) => it.single && it.key === key);
}

const textInputs = ['text', 'search', 'email', 'password', 'tel', 'url', 'number', 'date', 'time', 'datetime-local'];

/** Whether letters typed there are text (or choose something by their letter). */
export function takesText(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element.closest('[role="grid"],[role="listbox"],[role="menu"]')) return true;
  if (element instanceof HTMLInputElement) return textInputs.includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
