import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The proxy of an office that lets nothing but plain requests through: browsers ask it for a tunnel before they open a
 * WebSocket, and it refuses. Everything else is passed on as it comes, streams too; with `whole` an answer is passed on
 * only when all of it is there, as programs against viruses do.
 */
export class NoTunnels {
  /** What was asked for, in order: `tunnel to host:port`, or the path of a request. */
  readonly asked: string[] = [];
  readonly #server: Server;

  constructor(whole = false) {
    this.#server = createServer((incoming, outgoing) => {
      const address = new URL(incoming.url ?? '');
      this.asked.push(address.pathname);
      const { method, headers } = incoming;
      const onward = request(address, { method, headers }, (answer) => {
        const begin = () => outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        if (whole) {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => begin().end(Buffer.concat(parts)));
        } else {
          answer.pipe(begin());
        }
      });
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
    this.#server.on('connect', ({ url }, socket) => {
      this.asked.push(`tunnel to ${url}`);
      socket.on('error', () => socket.destroy()); // a browser may be gone already
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
  }

  /** Starts it; the answer is its address. */
  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
