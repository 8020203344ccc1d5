// Serves dist/ as two origins, without the Java server: the city's server, and a portal whose CSP allows nothing but
// that server's scripts and connections. For looking at screens and for the tests in e2e/static.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const serverPort = Number(process.env.STATIC_PORT ?? 18100);
const portalPort = serverPort + 1;
const serverOrigin = `http://127.0.0.1:${serverPort}`;
const nonce = 'static-server-nonce';

/** @type {Record<string, string>} */
const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const serverPolicy = `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; connect-src 'self' ${serverOrigin.replace('http', 'ws')}; img-src 'self' data:; font-src 'self'; frame-ancestors 'none'`;
const portalPolicy = `default-src 'none'; script-src ${serverOrigin}; connect-src ${serverOrigin} ${serverOrigin.replace('http', 'ws')}; style-src 'self'; img-src 'self'`;

/** The file a path stands for; every address inside the console is its index page. @param {string} path */
function fileFor(path) {
  const clean = normalize(path).replace(/^(\.\.[/\\])+/, '');
  if (extname(clean)) return clean;
  if (clean.startsWith('/console')) return '/console/index.html';
  return join(clean, 'index.html');
}

/** @param {number} port @param {string} policy @param {(html: string) => string} prepare */
function serve(port, policy, prepare) {
  createServer(async (request, response) => {
    const file = fileFor(new URL(request.url ?? '/', serverOrigin).pathname);
    try {
      const body = await readFile(join(dist, file));
      response.writeHead(200, {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'access-control-allow-origin': '*',
      });
      response.end(file.endsWith('.html') ? prepare(body.toString('utf8')) : body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(port, '127.0.0.1');
}

serve(serverPort, serverPolicy, (html) => html.replaceAll('__STYLE_NONCE__', nonce));
serve(portalPort, portalPolicy, (html) => html.replace('src="/widget.js"', `src="${serverOrigin}/widget.js"`));
console.log(`server ${serverOrigin}/console/  portal http://127.0.0.1:${portalPort}/demo/`);
