// Builds dist/: widget.js, its chunks under assets/, c/, demo/ (all apps/widget) and console/ (apps/console).
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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
