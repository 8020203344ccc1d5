import { modeOf } from '../loader/commands.ts';
import { startPanel } from '../panel/main.tsx';
import { loadTwice } from '../panel/Parts.ts';
import type { Portal } from '../portal.ts';

/** So begins the fragment of a link for a guest of a call; the secret follows. */
const GUEST = 'guest=';
/** So begins the fragment of a link to a contact request; the secret follows. */
const REQUEST = 'request=';

const server = new URL(/* @vite-ignore */ '..', import.meta.url);

/** The token of a link, if there is one; it leaves the address at once, so that neither history nor a copied address holds it. */
function takeSecret(): string {
  const secret = location.hash.slice(1);
  // what stands in its place stays over a reload, and with this page alone
  const state = secret.startsWith(GUEST) ? GUEST : secret.startsWith(REQUEST) ? secret : null;
  if (secret) history.replaceState(state, '', location.pathname + location.search);
  return secret;
}

/** The secret of a guest's link; null after a reload of a guest's page; undefined: no guest's page. */
function guestLink(secret: string): string | null | undefined {
  if (secret.startsWith(GUEST)) return secret.slice(GUEST.length);
  return !secret && history.state === GUEST ? null : undefined;
}

/** Taken apart at once: the module as a whole would need a wrapper. */
async function loadCalls() {
  const { calls } = await import('../panel/live/live.tsx');
  return calls;
}

/** The secret of a link to a request, also after a reload; undefined: it is another page. */
function requestLink(secret: string): string | undefined {
  const said: unknown = secret || history.state;
  return typeof said === 'string' && said.startsWith(REQUEST) ? said.slice(REQUEST.length) : undefined;
}

async function startFollowing(link: string, languages: readonly string[]): Promise<void> {
  const { startFollowing: start } = await loadTwice(() => import('../follow/main.tsx'));
  await start({ server, languages, link });
}

async function startGuest(link: string | null): Promise<void> {
  const { guest } = await loadTwice(await loadTwice(loadCalls));
  const { startGuest: start } = await loadTwice(guest);
  await start({ server, languages: navigator.languages, link: link ?? undefined });
}

/**
 * The full page `/c?site=…[&topic=…][&mode=…][&language=…][#token]`: the same panel, for links and for portals where
 * scripts are forbidden; `/c#guest=…`, the page of a call's guest; and `/c#request=…`, how a contact request stands. The secret of a link stands in the fragment, which no
 * server gets; a link that is opened where this page is already shown changes the fragment only.
 */
async function startPage(): Promise<void> {
  const query = new URLSearchParams(location.search);
  addEventListener('hashchange', () => {
    if (location.hash.startsWith(`#${GUEST}`) || location.hash.startsWith(`#${REQUEST}`)) location.reload();
  });
  const secret = takeSecret();
  const link = guestLink(secret);
  if (link !== undefined) return startGuest(link);
  const languages = [query.get('language') ?? '', ...navigator.languages];
  const request = requestLink(secret);
  if (request !== undefined) return startFollowing(request, languages);
  const portal: Portal = {
    server,
    site: query.get('site') ?? '',
    root: document.body,
    sheets: document,
    shape: 'page',
    tell: (name, detail = {}) => dispatchEvent(new CustomEvent(`indiretta:${name}`, { detail })),
    shown: () => undefined,
    underWay: () => undefined,
  };
  const panel = await startPanel(portal, { languages });
  if (secret) panel.resume(secret);
  else panel.open({ mode: modeOf(query.get('mode')), topic: query.get('topic') ?? undefined });
  addEventListener('hashchange', () => {
    if (location.hash.startsWith(`#${GUEST}`) || location.hash.startsWith(`#${REQUEST}`)) return;
    const another = takeSecret();
    if (another) panel.resume(another);
  });
}

void startPage();
