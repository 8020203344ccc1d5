// Compiles the catalogues of both apps (apps/*/words/*.json) to typed modules, one per locale, so that a
// browser loads only the language it shows. A word missing from an override (it-CH) falls back to its parent (it).
// The widget has two: the words before the start, and words/later from the start on, which are loaded only then.
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ app: string, project: string, words: string, outdir: string }} Catalogue */

/** Newest modification time (ms) of what a catalogue is compiled from. @param {Catalogue} catalogue */
async function newestSource({ project, words }) {
  const names = (await readdir(words)).filter((name) => name.endsWith('.json'));
  const files = names.map((name) => join(words, name));
  files.push(join(project, 'settings.json'), fileURLToPath(import.meta.url));
  return Math.max(...(await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))));
}

/** Languages a person may choose must be complete: a missing word is a failed build, not an Italian word on a German screen. @param {Catalogue} catalogue */
async function refuseMissingWords({ words: folder }) {
  const read = async (/** @type {string} */ locale) =>
    JSON.parse(await readFile(join(folder, `${locale}.json`), 'utf8'));
  const base = Object.keys(await read('it'));
  for (const locale of ['de', 'fr', 'en', 'it-CH', 'it-IT']) {
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
await compileWords(catalogue('widget', 'project.inlang', 'words', 'src/words/compiled'));
await compileWords(catalogue('widget', 'project.later.inlang', 'words/later', 'src/words/later/compiled'));
await compileWords(catalogue('console', 'project.inlang', 'words', 'src/words/compiled'));
// The project database of the compiler keeps a timer that would hold the process for half a minute.
process.exit(0);
