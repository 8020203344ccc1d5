import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { type ShortcutName, shortcutOf, takesText } from './shortcuts.ts';

type Answers = Map<ShortcutName, Set<{ current: () => void }>>;
const ShortcutsContext = createContext<Answers | null>(null);

/** Listens to the page's keys and tells the screen that answers the shortcut; the one that came last wins. */
export function ShortcutsProvider({
  singleKeys,
  children,
}: {
  readonly singleKeys: boolean;
  readonly children: ReactNode;
}) {
  const answers = useRef<Answers>(new Map());
  useEffect(() => {
    const pressed = (press: KeyboardEvent) => {
      const inDialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
      const shortcut = shortcutOf(press, { singleKeys, inText: takesText(document.activeElement), inDialog });
      const answer = shortcut && [...(answers.current.get(shortcut.name) ?? [])].at(-1);
      if (!answer) return;
      press.preventDefault();
      answer.current();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [singleKeys]);
  return <ShortcutsContext value={answers.current}>{children}</ShortcutsContext>;
}

/** Answers a shortcut while the component is on the screen; `undefined` leaves it unanswered. */
export function useShortcut(name: ShortcutName, answer: (() => void) | undefined): void {
  const answers = useContext(ShortcutsContext);
  const latest = useRef<() => void>(() => {});
  const active = answer !== undefined;
  useEffect(() => {
    if (answer) latest.current = answer;
  });
  useEffect(() => {
    if (!answers || !active) return;
    const own = answers.get(name) ?? new Set();
    answers.set(name, own);
    own.add(latest);
    return () => {
      own.delete(latest);
    };
  }, [answers, name, active]);
}
