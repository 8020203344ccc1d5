import { button as de } from '../words/compiled/messages/de.js';
import { button as en } from '../words/compiled/messages/en.js';
import { button as fr } from '../words/compiled/messages/fr.js';
import { button as it } from '../words/compiled/messages/it.js';
import styles from './loader.css?inline';

/** Hashed path of the panel's chunk under the server, put here by the build. */
declare const __PANEL_CHUNK__: string;

type Panel = typeof import('../panel/main.tsx');

const buttonWords: Record<string, (inputs: object) => string> = { it, de, fr, en };

function start(script: HTMLScriptElement): void {
  const server = new URL('.', script.src);
  const locale = script.dataset.lang || document.documentElement.lang || navigator.language;
  const word = buttonWords[locale.slice(0, 2)] ?? it;

  const host = document.createElement('in-diretta');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];

  const open = document.createElement('button');
  open.type = 'button';
  open.textContent = word({});
  const load = (): Promise<Panel> => import(/* @vite-ignore */ new URL(__PANEL_CHUNK__, server).href);
  open.addEventListener('focus', () => void load(), { once: true });
  open.addEventListener('click', () => void load().then((panel) => panel.openPanel(root, { locale })));
  root.append(open);
  document.body.append(host);
}

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
