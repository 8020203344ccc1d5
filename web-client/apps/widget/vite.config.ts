import { Features } from 'lightningcss';
import { defineConfig, type Plugin } from 'vite';

const catalogue = /\/words\/compiled\/tables\/(first|live|later)-([\w-]+)\.js$/;

/** Preact and the panel up to the start, without what is imported when it is needed. */
const readyParts =
  /node_modules\/preact\/(dist|jsx)|preload-helper|protocol\/src\/(index|values)|src\/(portal|words\/(words|compiled\/tables\/(lists|places))|panel\/(main|Visit|Api|Kept|Parts|moves|site|state|store|panel|ready\/(Asking|Choosing|Header|Panel|TopicPicker|ready|drawings|icons|parts)))\./;

/**
 * Chunks are imported as they are. Vite's own helper would put `<link>` elements into the portal's page, which its policy
 * forbids, and weighs more than a screen.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : undefined),
};

/**
 * The panel and the full page `/c`: ES modules under `assets/`, found relative to the module that imports them, because
 * on a portal they are loaded from the server's origin. The manifest tells the loader build the panel's hashed name.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [plainImports],
  // elements as arguments weigh less than elements as properties
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: "import { h, Fragment } from 'preact'",
  },
  // the panel names its colours for light and dark itself
  css: { lightningcss: { exclude: Features.LightDark } },
  define: { global: 'globalThis' },
  build: {
    outDir: '../../dist',
    emptyOutDir: false,
    target: 'es2022',
    manifest: 'widget-manifest.json',
    modulePreload: false,
    rolldownOptions: {
      input: { panel: 'src/panel/main.tsx', page: 'c/index.html' },
      preserveEntrySignatures: 'allow-extension',
      // a word is then the number of its place, and a drawing stands where it is drawn
      optimization: { inlineConst: true },
      output: {
        // What every visit needs in one file: together it compresses better than in four.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'ready', test: readyParts }],
        },
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: ({ facadeModuleId }) => {
          const [, part, locale] = catalogue.exec(facadeModuleId ?? '') ?? [];
          return locale ? `assets/words-${part}-${locale}-[hash].js` : 'assets/[name]-[hash].js';
        },
      },
    },
  },
});
