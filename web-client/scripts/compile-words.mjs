// Compiles the catalogues of both apps (apps/*/words/*.json) to typed modules, one per locale, so that a
// browser loads only the language it shows. A word missing from an override (it-CH) falls back to its parent (it).
// The widget has three: the words until one can write, words/live from the start on, and words/later, which come when
// one of them is drawn. Their functions are laid out as lists: a word is a place in one, and its name costs nothing. The words
// of calls (words/talk), of those that Jitsi carries (words/jitsi), of a call's guests (words/guest) and of waiting, opening hours and
// contact requests (words/queue) come with their parts, as they are compiled.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ app: string, project: string, words: string, outdir: string }} Catalogue */

/** Newest modification time (ms) of what a catalogue is compiled from. @param {Catalogue} catalogue */
async function newestSource({ project, words }) {
  const names = (await readdir(words)).filter((name) => name.endsWith('.json'));
  const files = names.map((name) => join(words, name));
  files.push(join(project, 'settings.json'), fileURLToPath(import.meta.url));
  return Math.max(...(await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))));
}

const locales = ['it', 'de', 'fr', 'en', 'it-CH', 'it-IT'];

/** Languages a person may choose must be complete: a missing word is a failed build, not an Italian word on a German screen. @param {Catalogue} catalogue */
async function refuseMissingWords({ words: folder }) {
  const read = async (/** @type {string} */ locale) =>
    JSON.parse(await readFile(join(folder, `${locale}.json`), 'utf8'));
  const base = Object.keys(await read('it'));
  for (const locale of locales) {
    const words = Object.keys(await read(locale));
    const override = locale.includes('-');
    const missing = override ? [] : base.filter((key) => !words.includes(key));
    const unknown = words.filter((key) => !base.includes(key));
    if (missing.length + unknown.length > 0) {
      throw new Error(`${folder}/${locale}.json: missing [${missing}], not in it.json [${unknown}]`);
    }
  }
}

/** @param {Catalogue} catalogue */
async function compileWords(catalogue) {
  const { project, outdir } = catalogue;
  await refuseMissingWords(catalogue);
  const stamp = join(outdir, 'runtime.js');
  if (existsSync(stamp) && (await stat(stamp)).mtimeMs > (await newestSource(catalogue))) return;
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project,
    outdir,
    outputStructure: 'locale-modules',
    strategy: ['globalVariable', 'baseLocale'],
    isServer: 'false',
    emitGitIgnore: false,
    emitReadme: false,
    emitPrettierIgnore: false,
  });
}

/** @param {string} app @param {string} project @param {string} words @param {string} outdir */
const catalogue = (app, project, words, outdir) => {
  const at = (/** @type {string} */ path) => join(root, 'apps', app, path);
  return { app, project: at(project), words: at(words), outdir: at(outdir) };
};

/** The loader carries these itself, in every language. @param {string} key */
const isButtonWord = (key) => key.startsWith('button_');
/** Languages of the button; Italian is the same in both countries. */
const buttonLocales = ['it', 'de', 'fr', 'en'];

/** @typedef {Record<string, any>} Messages */

/** A message without inputs is the same every time; the others stay the functions they were compiled to. @param {Messages} messages @param {string} key @param {string} from */
const laidOut = (messages, key, from) =>
  messages[key].length === 0 ? JSON.stringify(messages[key]({})) : `${from}.${key}`;

/** Lays the compiled messages of the widget out as lists: src/words/compiled/tables. @param {Record<'first' | 'live' | 'later', Catalogue>} parts */
async function layOut(parts) {
  const compiled = join(root, 'apps/widget/src/words/compiled');
  const tables = join(compiled, 'tables');
  /** @type {(part: string, locale: string) => Promise<Messages>} */
  const read = (part, locale) => import(pathToFileURL(join(compiled, part, `messages/${locale}.js`)).href);
  await mkdir(tables, { recursive: true });
  const places = [];
  const inputs = [];
  const from = [];
  for (const part of /** @type {const} */ (['first', 'live', 'later'])) {
    const words = await readFile(join(parts[part].words, 'it.json'), 'utf8');
    const keys = Object.keys(JSON.parse(words)).filter((key) => !isButtonWord(key));
    for (const locale of locales) {
      const messages = await read(part, locale);
      const row = keys.map((key) => laidOut(messages, key, 'm'));
      // the places of the parts before stay empty, so that a place is the same number in each list
      const list = `${','.repeat(places.length)}${row}`;
      const lines = [`import * as m from '../${part}/messages/${locale}.js';`, `export const words = [${list}];`];
      for (const other of part === 'first' ? ['live', 'later'] : []) {
        lines.push(`export const ${other} = () => import('./${other}-${locale}.js');`);
      }
      await writeFile(join(tables, `${part}-${locale}.js`), `${lines.join('\n')}\n`);
    }
    if (part === 'later') from.push(`export const LATER_FROM = ${places.length};`);
    const italian = await read(part, 'it');
    for (const key of keys) {
      const takes = italian[key].length > 0;
      inputs.push(takes ? `Parameters<typeof import('../${part}/messages/it.js').${key}>` : '[]');
      places.push(`export const ${key} = ${places.length};`);
    }
  }
  const button = [];
  for (const locale of buttonLocales) {
    const messages = await read('first', locale);
    const keys = Object.keys(messages).filter((key) => isButtonWord(key) || key === 'button');
    const row = keys.map((key) => `${key}: ${laidOut(messages, key, locale)}`);
    button.push(
      `import * as ${locale} from '../first/messages/${locale}.js';`,
      `export const ${locale}Button = { ${row} };`,
    );
  }
  await writeFile(join(tables, 'button.js'), `${button.join('\n')}\n`);
  // an override that says nothing of its own is its parent's list: one file less to fetch
  const own = [];
  for (const locale of locales) {
    const says = async (/** @type {Catalogue} */ { words }) =>
      JSON.parse(await readFile(join(words, `${locale}.json`), 'utf8'));
    const said = await Promise.all(Object.values(parts).map(says));
    const origin = said.some((words) => Object.keys(words).length > 0) ? locale : locale.slice(0, 2);
    own.push(`'${locale}': ${origin === locale ? `() => import('./first-${locale}.js')` : origin},`);
  }
  const it = "const it = () => import('./first-it.js');";
  const lists = [it, 'export const first = {', ...own.map((line) => line.replace(/^'it': .*/, 'it,')), '} as const;'];
  await writeFile(join(tables, 'lists.ts'), `${lists.join('\n')}\n`);
  const index = [...from, ...places, `export type Inputs = readonly [${inputs}];`, ''];
  await writeFile(join(tables, 'places.ts'), index.join('\n'));
}

const first = catalogue('widget', 'project.inlang', 'words', 'src/words/compiled/first');
const live = catalogue('widget', 'project.live.inlang', 'words/live', 'src/words/compiled/live');
const later = catalogue('widget', 'project.later.inlang', 'words/later', 'src/words/compiled/later');
await compileWords(first);
await compileWords(live);
await compileWords(later);
await layOut({ first, live, later });
for (const part of ['talk', 'jitsi', 'guest', 'queue']) {
  await compileWords(catalogue('widget', `project.${part}.inlang`, `words/${part}`, `src/words/compiled/${part}`));
}
await compileWords(catalogue('console', 'project.inlang', 'words', 'src/words/compiled'));
// The project database of the compiler keeps a timer that would hold the process for half a minute.
process.exit(0);
