import { defineConfig } from '@playwright/test';

/** Port of the city's server when only dist/ is served; the portal is the next one. */
const staticPort = Number(process.env.STATIC_PORT ?? 18100);

const liveSet = (baseURL: string) => {
  const name = process.env.TURN_PORT ? 'relay' : process.env.INDIRETTA_JITSI_URL ? 'jitsi' : 'live';
  return { name, testDir: name, use: { baseURL } };
};

/**
 * `static` looks at what is built, without a server; `live` needs the running demo city at DEMO_CITY_URL, and `relay` one that
 * lets calls only through the TURN server at TURN_PORT; in `jitsi` the stub at INDIRETTA_JITSI_URL carries the calls.
 * The browser is Debian's; it must neither update itself nor call home.
 */
export default defineConfig({
  outputDir: 'results',
  reporter: 'list',
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  // Against a real server on a busy machine; a condition that holds is seen at once.
  expect: { timeout: 15_000 },
  use: {
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
  projects: process.env.DEMO_CITY_URL
    ? [liveSet(process.env.DEMO_CITY_URL)]
    : [{ name: 'static', testDir: 'static', use: { baseURL: `http://127.0.0.1:${staticPort}` } }],
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
