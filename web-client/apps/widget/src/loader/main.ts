import type { PanelModule } from '../portal.ts';
import { type InDirettaFunction, takeCommands } from './commands.ts';
import { defineButtonElement } from './element.ts';
import { Loader } from './loader.ts';

/** Hashed path of the panel's chunk under the server, put here by the build. */
declare const __PANEL_CHUNK__: string;

function start(script: HTMLScriptElement): void {
  if (customElements.get('in-diretta-button')) return; // the page carries the script twice
  const server = new URL('.', script.src);
  const { site = '', language, topic, button } = script.dataset;
  const loader = new Loader({
    server,
    site,
    language: language || document.documentElement.lang || navigator.language,
    topic: topic || undefined,
    withButton: button !== 'none',
    importPanel: (again) =>
      import(
        /* @vite-ignore */ new URL(again ? `${__PANEL_CHUNK__}?again=${again}` : __PANEL_CHUNK__, server).href
      ) as Promise<PanelModule>,
  });
  defineButtonElement(loader);
  takeCommands(
    window as { InDiretta?: InDirettaFunction },
    (command) => loader.run(command),
    (message) => loader.tell('error', { message }),
  );
  if (!site) loader.tell('error', { message: 'data-site is missing' });
  loader.tell('ready');
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body) start(script);
  else document.addEventListener('DOMContentLoaded', () => start(script));
}
