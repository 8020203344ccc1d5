import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

export type WidgetLanguage = 'it' | 'de' | 'fr' | 'en';

const catalogue = (language: WidgetLanguage, part: string): Record<string, string> =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../apps/widget/words/${part}${language}.json`, import.meta.url)), 'utf8'),
  );

/** The words of the panel in one language: those until one can write, from the start on, later, and of waiting and requests. */
export const widgetWords = (language: WidgetLanguage): Record<string, string> => ({
  ...catalogue(language, ''),
  ...catalogue(language, 'live/'),
  ...catalogue(language, 'later/'),
  ...catalogue(language, 'queue/'),
});

/** Times, sizes, numbers and what stands between words. */
const figures = /^[\d\p{P}\s]+( ?(kB|ko|MB|Mo))?$/u;

/** Finds what is said in no known words: neither in the catalogue of that language nor by somebody in the test. */
export class SaidWords {
  readonly #patterns: readonly RegExp[];
  readonly #data: Set<string>;

  constructor(language: WidgetLanguage, data: readonly string[]) {
    this.#patterns = Object.values(widgetWords(language)).map((word) => {
      const parts = word.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.+')}$`, 'u');
    });
    this.#data = new Set(data.flatMap((text) => text.split('\n')).map((text) => text.trim()));
  }

  /** Somebody says this in the test. */
  add(...texts: string[]): void {
    for (const text of texts) this.#data.add(text);
  }

  /** What stands on the screen and is not known. */
  unknown(said: readonly string[]): readonly string[] {
    const known = (text: string) =>
      figures.test(text) || this.#data.has(text) || this.#patterns.some((pattern) => pattern.test(text));
    return [...new Set(said.filter((text) => !known(text)))];
  }
}

/** Every text that the widget shows or has read out, one piece each; the names of the languages are in their own. */
export const saidBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said: string[] = [];
    const root = document.querySelector('in-diretta')?.shadowRoot;
    for (const element of root?.querySelectorAll('*') ?? []) {
      if (!element.checkVisibility() || element.closest('option')) continue;
      for (const node of element.childNodes) if (node instanceof Text) said.push(node.data.trim());
      for (const name of ['aria-label', 'placeholder', 'title']) said.push(element.getAttribute(name)?.trim() ?? '');
    }
    return said.filter(Boolean);
  });
