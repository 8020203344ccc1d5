// Compiles the catalogues of both apps (apps/*/words/*.json) to typed modules, one per locale, so that a
// browser loads only the language it shows. A word missing from an override (it-CH) falls back to its parent (it).
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Newest modification time (ms) of what a catalogue is compiled from. @param {string} app */
async function newestSource(app) {
  const words = join(app, 'words');
  const files = (await readdir(words)).map((name) => join(words, name));
  files.push(join(app, 'project.inlang', 'settings.json'), fileURLToPath(import.meta.url));
  return Math.max(...(await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))));
}

/** Languages a person may choose must be complete: a missing word is a failed build, not an Italian word on a German screen. @param {string} app */
async function refuseMissingWords(app) {
  const read = async (/** @type {string} */ locale) =>
    JSON.parse(await readFile(join(app, 'words', `${locale}.json`), 'utf8'));
  const base = Object.keys(await read('it'));
  for (const locale of ['de', 'fr', 'en', 'it-CH', 'it-IT']) {
    const words = Object.keys(await read(locale));
    const override = locale.includes('-');
    const missing = override ? [] : base.filter((key) => !words.includes(key));
    const unknown = words.filter((key) => !base.includes(key));
    if (missing.length + unknown.length > 0) {
      throw new Error(`${app}/words/${locale}.json: missing [${missing}], not in it.json [${unknown}]`);
    }
  }
}

/** @param {string} app */
async function compileWords(app) {
  await refuseMissingWords(app);
  const outdir = join(app, 'src', 'words', 'compiled');
  const stamp = join(outdir, 'runtime.js');
  if (existsSync(stamp) && (await stat(stamp)).mtimeMs > (await newestSource(app))) return;
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: join(app, 'project.inlang'),
    outdir,
    outputStructure: 'locale-modules',
    strategy: ['globalVariable', 'baseLocale'],
    isServer: 'false',
    emitGitIgnore: false,
    emitReadme: false,
    emitPrettierIgnore: false,
  });
}

for (const app of ['widget', 'console']) await compileWords(join(root, 'apps', app));
// The project database of the compiler keeps a timer that would hold the process for half a minute.
process.exit(0);
