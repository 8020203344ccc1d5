import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Features } from 'lightningcss';
import { defineConfig, type Manifest, type UserConfig } from 'vite';

/** `widget.js`: a classic script at a stable address; run after vite.config.ts, whose manifest names the panel's chunk. */
export default defineConfig((): UserConfig => {
  const dist = join(import.meta.dirname, '../../dist');
  const manifest = JSON.parse(readFileSync(join(dist, 'widget-manifest.json'), 'utf8')) as Manifest;
  const panel = manifest['src/panel/main.tsx'];
  if (!panel) throw new Error('widget-manifest.json does not name the panel');
  return {
    root: import.meta.dirname,
    publicDir: false,
    css: { lightningcss: { exclude: Features.LightDark } },
    define: { __PANEL_CHUNK__: JSON.stringify(panel.file) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: 'src/loader/main.ts', formats: ['iife'], name: 'InDirettaLoader', fileName: () => 'widget.js' },
    },
  };
});
