import { defineConfig } from '@playwright/test';

/** Port of the city's server when only dist/ is served; the portal is the next one. */
const staticPort = Number(process.env.STATIC_PORT ?? 18100);

/** One after the other: they share the city, and Marta is one person. Which folder, E2E says. */
const liveSet = (baseURL: string) => {
  const name = process.env.E2E ?? 'live';
  return { name, testDir: name, workers: 1, use: { baseURL } };
};

/** Nothing is shared but the files, so each processor has its own browser. */
const staticSet = {
  name: 'static',
  testDir: 'static',
  fullyParallel: true,
  use: { baseURL: `http://127.0.0.1:${staticPort}` },
};

/**
 * `static` looks at what is built, without a server; `live` and `call` need the running demo city at DEMO_CITY_URL, and `relay`
 * one that lets calls only through the TURN server at TURN_PORT; in `jitsi` the stub at INDIRETTA_JITSI_URL carries the calls;
 * in `crowd` many other calls are under way; `cluster` needs two servers (`.ci/with-cluster`).
 * The browser is Debian's; it must neither update itself nor call home.
 */
export default defineConfig({
  outputDir: `results/${process.env.E2E ?? 'static'}`,
  reporter: 'list',
  workers: 2,
  forbidOnly: true,
  // Each of three times what it takes alone: a slow machine that is busy besides needs them, and what holds is seen at once.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: process.env.DEMO_CITY_URL ? [liveSet(process.env.DEMO_CITY_URL)] : [staticSet],
  ...(process.env.DEMO_CITY_URL
    ? {}
    : {
        webServer: {
          command: 'node static-server.mjs',
          env: { STATIC_PORT: String(staticPort) },
          port: staticPort,
          reuseExistingServer: false,
        },
      }),
});
