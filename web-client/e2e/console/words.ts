import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type ConsoleLanguage = 'it' | 'de' | 'fr' | 'en';
export type Say = (key: string, gaps?: Readonly<Record<string, string | number>>) => string;

/** The words of the console out of its own catalogue, so that a test names a control by its key in every language. */
export function consoleWords(language: ConsoleLanguage): Say {
  const path = fileURLToPath(new URL(`../../apps/console/words/${language}.json`, import.meta.url));
  const words = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  return (key, gaps = {}) => {
    const word = words[key];
    if (word === undefined) throw new Error(`no word '${key}' in ${language}`);
    return word.replace(/\{(\w+)\}/g, (_whole, name: string) => String(gaps[name] ?? ''));
  };
}
