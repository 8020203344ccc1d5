import { defineConfig } from 'vitest/config';

/** One project per workspace; the packages run in plain Node, the apps in happy-dom. */
const workspace = (name: string, environment: 'node' | 'happy-dom') => ({
  root: name,
  oxc: { jsx: { importSource: name === 'apps/widget' ? 'preact' : 'react' } },
  test: { name, environment, include: ['{src,test}/**/*.test.{ts,tsx}'] },
});

export default defineConfig({
  test: {
    // What is imported on the way is compiled first; on a busy machine that takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      workspace('packages/protocol', 'node'),
      workspace('packages/connection', 'node'),
      workspace('packages/call', 'node'),
      workspace('apps/widget', 'happy-dom'),
      workspace('apps/console', 'happy-dom'),
    ],
  },
});
