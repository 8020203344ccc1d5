import { modeOf } from '../loader/commands.ts';
import { startPanel } from '../panel/main.tsx';
import type { Portal } from '../portal.ts';

/** The token of a link, if there is one; it leaves the address at once, so that neither history nor a copied address holds it. */
function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret) history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/**
 * The full page `/c?site=…[&topic=…][&mode=…][&language=…][#token]`: the same panel, for links and for portals where
 * scripts are forbidden. The token of a link stands in the fragment, which no server gets; a link that is opened where
 * this page is already shown changes the fragment only.
 */
async function startPage(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const secret = takeSecret();
  const portal: Portal = {
    server: new URL(/* @vite-ignore */ '..', import.meta.url),
    site: query.get('site') ?? '',
    root: document.body,
    sheets: document,
    shape: 'page',
    tell: (name, detail = {}) => dispatchEvent(new CustomEvent(`indiretta:${name}`, { detail })),
    shown: () => undefined,
    underWay: () => undefined,
  };
  const panel = await startPanel(portal, { languages: [query.get('language') ?? '', ...navigator.languages] });
  if (secret) panel.resume(secret);
  else panel.open({ mode: modeOf(query.get('mode')), topic: query.get('topic') ?? undefined });
  addEventListener('hashchange', () => {
    const another = takeSecret();
    if (another) panel.resume(another);
  });
}

void startPage();
