// Builds dist/: widget.js, its chunks under assets/, c/, demo/ (all apps/widget) and console/ (apps/console).
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { buildPortal } from '../apps/widget/demo/build.mjs';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const vite = (/** @type {string} */ configFile) => build({ configFile: at(configFile), logLevel: 'warn' });

/** The loader needs the panel's hashed name, so it is built after the panel. */
async function buildWidget() {
  await vite('apps/widget/vite.config.ts');
  await vite('apps/widget/vite.loader.config.ts');
}

await rm(at('dist'), { recursive: true, force: true });
await Promise.all([buildWidget(), vite('apps/console/vite.config.ts')]);
await buildPortal(at('dist/demo'));
await pack(at('dist'));

/** Packs scripts and styles once, as small as it goes, so that the server packs nothing: beside each a .gz and a .br. @param {string} folder */
async function pack(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.(js|css)$/.test(name)) continue;
    const file = join(folder, name);
    const plain = await readFile(file);
    await writeFile(`${file}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
    await writeFile(`${file}.br`, brotliCompressSync(plain));
  }
}
