import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server replaces the nonce's placeholder in every answer; Mantine reads it from the page. */
const noncePlaceholder = '__CSP_NONCE__';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  define: { global: 'globalThis' },
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: false,
    target: 'es2022',
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/live': { target: 'http://127.0.0.1:8080', ws: true } },
  },
});
