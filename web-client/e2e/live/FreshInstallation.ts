import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAR = fileURLToPath(new URL('../../../target/indiretta.jar', import.meta.url));
const START_TIMEOUT_MS = 180_000;

const FREE_PORTS = fileURLToPath(new URL('../../../.ci/free-ports', import.meta.url));

const freePort = (): number => Number(execFileSync(FREE_PORTS, ['1'], { encoding: 'utf8' }));

/** A city's own server as it is after unpacking: not the demo, on an empty data folder, a process of its own. */
export class FreshInstallation {
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async prepared(): Promise<FreshInstallation> {
    return new FreshInstallation(await mkdtemp(join(tmpdir(), 'indiretta-first-')), freePort());
  }

  /** Starts it, and gives what it printed until it was ready. */
  async start(): Promise<string> {
    const environment = {
      ...process.env,
      INDIRETTA_HTTP_PORT: String(this.#port),
      INDIRETTA_MANAGEMENT_PORT: '0',
      INDIRETTA_DATA_DIR: join(this.#folder, 'data'),
      INDIRETTA_PUBLIC_URL: this.url,
    };
    const server = spawn('java', ['-jar', JAR, 'serve'], { env: environment, cwd: this.#folder });
    this.#process = server;
    let printed = '';
    let logged = '';
    server.stderr.on('data', (bytes) => {
      logged += String(bytes);
    });
    await new Promise<void>((ready, failed) => {
      const giveUp = setTimeout(() => failed(new Error(`not ready in time\n${logged}`)), START_TIMEOUT_MS);
      server.once('exit', (code) => failed(new Error(`ended with ${code}\n${logged}`)));
      server.stdout.on('data', (bytes) => {
        printed += String(bytes);
        if (!printed.includes('InDiretta is ready')) return;
        clearTimeout(giveUp);
        ready();
      });
    });
    return printed;
  }

  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (!server || server.exitCode !== null) return;
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
  }

  /** Stops it and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
