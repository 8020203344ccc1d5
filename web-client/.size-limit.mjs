// Budgets in gzip bytes; what belongs to a row is read from the manifests, not listed by hand. The answers of the server
// are not files: their sizes are measured with everything else by e2e/live/budget.spec.ts, where "in all" means just that.
import { readFileSync } from 'node:fs';

/** @typedef {{ file: string, imports?: string[], isEntry?: boolean }} Chunk */

/** Files a browser loads with this chunk. @param {Record<string, Chunk>} manifest @param {string} key @returns {string[]} */
function withStaticImports(manifest, key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return [];
  seen.add(key);
  return [chunk.file, ...(chunk.imports ?? []).flatMap((next) => withStaticImports(manifest, next, seen))];
}

/** @param {string} path @returns {Record<string, Chunk>} */
const manifestOf = (path) => JSON.parse(readFileSync(path, 'utf8'));
/** One language is loaded; German and French are the longest. */
const german = 'src/words/compiled/tables/first-de.js';
const widget = manifestOf('dist/widget-manifest.json');
const console_ = manifestOf('dist/console/manifest.json');

/** In bytes, until the question can be written: of everything together, and of the answers among it (the site, and the
 * availability, which the button hands on to the panel), of which the demo city's longest are the French. */
const READY = 20 * 1024;
const ANSWERS = 2_780;

/** What has to arrive until the question can be written, the choice of modes included: loader, panel, the first words of one language. */
const panel = [...withStaticImports(widget, 'src/panel/main.tsx'), ...withStaticImports(widget, german)];
/** Comes once the form stands, before start is pressed: connection, conversation, their words. */
const live = [
  ...withStaticImports(widget, 'src/panel/live/live.tsx'),
  ...withStaticImports(widget, german.replace('first', 'live')),
].filter((file) => !panel.includes(file));
/** Comes when somebody talks: the call, its screens and one language. */
const alreadyThere = [...panel, ...live, ...withStaticImports(widget, 'src/panel/call/beside.tsx')];
const talk = ['src/panel/call/main.tsx', 'src/words/compiled/talk/messages/de.js']
  .flatMap((key) => withStaticImports(widget, key))
  .filter((file) => !alreadyThere.includes(file));
/** Comes when something is shown beside the voice. */
const show = withStaticImports(widget, 'src/panel/call/show/main.tsx').filter(
  (file) => ![...alreadyThere, ...talk].includes(file),
);
/** Comes when a guest of a call follows their link; the page brings the parts before it too. */
const guest = ['src/guest/main.tsx', 'src/words/compiled/guest/messages/de.js']
  .flatMap((key) => withStaticImports(widget, key))
  .filter((file) => ![...alreadyThere, ...talk].includes(file));
/** Comes when Jitsi carries a call; what Jitsi itself brings is not ours. */
const jitsi = ['src/panel/call/jitsi/main.tsx', 'src/words/compiled/jitsi/messages/de.js']
  .flatMap((key) => withStaticImports(widget, key))
  .filter((file) => ![...alreadyThere, ...talk].includes(file));
/** What is said of waiting, opening hours and contact requests comes with the first part that says some of it. */
const queueWords = 'src/words/compiled/queue/messages/de.js';
const there = [...panel, ...live];
/** @param {string[]} keys */
const besides = (...keys) =>
  [...keys, queueWords].flatMap((key) => withStaticImports(widget, key)).filter((file) => !there.includes(file));
/** Comes when somebody waits for more than a few seconds. */
const room = besides('src/panel/queue/Room.tsx');
/** Comes where it cannot be started: how it stands, and a contact request with its confirmation. */
const request = besides(
  'src/panel/queue/Announcement.tsx',
  'src/panel/request/Nobody.tsx',
  'src/panel/queue/Beyond.tsx',
);
/** Comes by the link of a contact request, instead of the conversation. */
const follow = ['src/follow/main.tsx', queueWords]
  .flatMap((key) => withStaticImports(widget, key))
  .filter((file) => !panel.includes(file));
/** Comes when a consultation of an operator's own can have a call. */
const calls = withStaticImports(console_, 'src/call/main.tsx');
const staff = ['index.html', 'src/words/compiled/messages/de.js'].flatMap((key) => withStaticImports(console_, key));

export default [
  { name: 'widget: before the click', path: 'dist/widget.js', gzip: true, limit: '4 KB' },
  {
    name: `widget: panel ready to write, by the choice of modes, in all 20 KiB with ${ANSWERS} B of answers`,
    path: ['dist/widget.js', ...new Set(panel.map((file) => `dist/${file}`))],
    gzip: true,
    limit: `${READY - ANSWERS} B`,
  },
  {
    name: 'widget: connection and conversation, in addition',
    path: [...new Set(live.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '13.8 KB',
  },
  {
    name: 'widget: talk, in addition',
    path: [...new Set(talk.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '25 KB',
  },
  {
    name: 'widget: show, in addition to talk',
    path: [...new Set(show.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '15 KB',
  },
  {
    name: "widget: a call's guest, in addition to talk",
    path: [...new Set(guest.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '12 KB',
  },
  {
    name: 'widget: a call at Jitsi, in addition to talk',
    path: [...new Set(jitsi.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '4 KB',
  },
  {
    name: 'widget: the waiting room, in addition',
    path: [...new Set(room.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '7 KB',
  },
  {
    name: 'widget: closed or full, and a contact request, in addition',
    path: [...new Set(request.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '13 KB',
  },
  {
    name: 'widget: the page of a contact request, in addition to the panel',
    path: [...new Set(follow.map((file) => `dist/${file}`))],
    gzip: true,
    limit: '8 KB',
  },
  {
    name: 'console: first load',
    path: [...new Set(staff.map((file) => `dist/console/${file}`))].filter((file) => file.endsWith('.js')),
    gzip: true,
    limit: '300 KB',
  },
  {
    name: 'console: calls, in addition',
    path: [...new Set(calls.filter((file) => !staff.includes(file)).map((file) => `dist/console/${file}`))],
    gzip: true,
    limit: '25 KB',
  },
];
