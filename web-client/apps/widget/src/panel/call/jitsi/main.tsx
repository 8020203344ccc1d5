import { browserClock } from '@indiretta/connection';
import type { ComponentType } from 'preact';
import { loadJitsiWords } from '../../../words/jitsi.ts';
import type { Locale } from '../../../words/words.ts';
import type { CallKit } from '../kit.ts';
import { JitsiPart } from './JitsiPart.tsx';
import styles from './jitsi.css?inline';

let worn = false;

/** The screen of a call that Jitsi carries. */
export interface JitsiScreen {
  readonly Part: ComponentType<{ readonly kit: CallKit }>;
  /** The words in another language; Jitsi's own stay until the next call. */
  speak(locale: Locale): Promise<void>;
}

/** Fails when the words cannot be loaded. */
export async function startJitsi(locale: Locale, wear: (styles: string) => void): Promise<JitsiScreen> {
  let words = await loadJitsiWords(locale);
  if (!worn) wear(styles);
  worn = true;
  const language = locale.slice(0, 2);
  return {
    Part: ({ kit }) => <JitsiPart kit={kit} words={words} language={language} clock={browserClock} />,
    speak: async (next) => {
      words = await loadJitsiWords(next);
    },
  };
}
