import { createServer, type Server } from 'node:http';

/** The city's server, as the pages of a portal name it. */
export const SERVER = process.env.DEMO_CITY_URL ?? '';

/** What the policy of a strict portal says: nothing, but scripts and connections of the city's server. */
export const STRICT_POLICY = `default-src 'none'; script-src ${SERVER}; connect-src ${SERVER} ${SERVER.replace('http', 'ws')}; report-uri /violations`;

/** The same where somebody forgot that WebSocket has a scheme of its own. */
export const POLICY_WITHOUT_WEB_SOCKET = `default-src 'none'; script-src ${SERVER}; connect-src ${SERVER}; report-uri /violations`;

/** The lines before the script of README.md, which gather calls until it is there. */
export const QUEUE =
  'window.InDiretta = window.InDiretta || function () { (InDiretta.q = InDiretta.q || []).push(arguments); };';

export interface PortalPage {
  readonly lang?: string;
  /** Attributes of the widget's script element beside its address and site. */
  readonly script?: string;
  /** A script of the page that runs before the widget's. */
  readonly before?: string;
  readonly body?: string;
  /** The page's Content-Security-Policy. */
  readonly policy?: string;
}

/** A plain portal at another origin than the server's, with one page under every path, written by hand as web teams do. */
export class Portal {
  static readonly origin = process.env.DEMO_PORTAL_URL ?? '';
  /** What browsers reported against the page's policy. */
  readonly violations: string[] = [];
  readonly #server: Server;
  #page: PortalPage = {};

  constructor() {
    this.#server = createServer((request, response) => {
      if (request.method === 'POST') {
        request.setEncoding('utf8').on('data', (report: string) => this.violations.push(report));
        request.on('end', () => response.writeHead(204).end());
        return;
      }
      const { policy } = this.#page;
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(policy ? { 'content-security-policy': policy } : {}),
      });
      response.end(html(this.#page));
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(Number(new URL(Portal.origin).port), '127.0.0.1', done));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** From now on every path is this page. */
  show(page: PortalPage): void {
    this.#page = page;
  }
}

const html = ({ lang = 'it', script = '', before, body = '' }: PortalPage): string => `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Rivalago</title>
    ${before ? `<script>${before}</script>` : ''}
    <script async src="${SERVER}/widget.js" data-site="ch" ${script}></script>
  </head>
  <body><h1>Rivalago</h1>${body}</body>
</html>
`;
