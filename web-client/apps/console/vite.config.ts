import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  define: { global: 'globalThis' },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: false,
    target: 'es2022',
    // Browsers that know light-dark() themselves; rewritten for older ones it would lose the scheme Mantine sets.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    // In KB before compression; the budget that counts is checked by size-limit.
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/live': { target: 'http://127.0.0.1:8080', ws: true } },
  },
});
