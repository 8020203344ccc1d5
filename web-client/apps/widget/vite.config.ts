import { defineConfig, type Plugin } from 'vite';

const catalogue = /\/words\/compiled\/messages\/([\w-]+)\.js$/;

/** Vite's helper for preloading styles and modules is a kilobyte that nothing here uses: chunks have no styles of their own. */
const withoutPreloading: Plugin = {
  name: 'without-preloading',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
};

/**
 * The panel and the full page `/c`: ES modules under `assets/`, found relative to the module that imports them, because
 * on a portal they are loaded from the server's origin. The manifest tells the loader build the panel's hashed name.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [withoutPreloading],
  define: { global: 'globalThis' },
  build: {
    outDir: '../../dist',
    emptyOutDir: false,
    target: 'es2022',
    manifest: 'widget-manifest.json',
    modulePreload: false,
    rolldownOptions: {
      input: { panel: 'src/panel/main.tsx', page: 'c/index.html' },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: ({ facadeModuleId }) => {
          const locale = catalogue.exec(facadeModuleId ?? '')?.[1];
          return locale ? `assets/words-${locale}-[hash].js` : 'assets/[name]-[hash].js';
        },
      },
    },
  },
});
