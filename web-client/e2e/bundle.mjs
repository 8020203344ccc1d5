import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * One classic script of a page that a test wrote itself, with what it imports. @param {URL} entry
 * @returns {Promise<string>}
 */
export async function bundle(entry) {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(entry), formats: ['iife'], name: 'page' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error(`nothing was built of ${entry}`);
  return output.output[0].code;
}
