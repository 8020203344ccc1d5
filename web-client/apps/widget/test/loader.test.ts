import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Loader } from '../src/loader/loader.ts';
import type { Panel, PanelModule, Portal } from '../src/portal.ts';
import { soon } from './soon.ts';

const server = new URL('https://server.example/');
const calls: string[] = [];
let roots: ShadowRoot[] = [];
let listening: [string, EventListener][] = [];
let portal: Portal | undefined;

const panel: Panel = {
  open: ({ mode, topic }) => calls.push(`open ${mode ?? '-'} ${topic ?? '-'}`),
  close: () => calls.push('close'),
  identify: (name) => calls.push(`identify ${name}`),
  setLocale: (tag) => calls.push(`locale ${tag}`),
  resume: (secret) => calls.push(`resume ${secret}`),
  link: (call) => call('https://server.example/c?site=ch#secret'),
};
const module: PanelModule = {
  startPanel: (given) => {
    portal = given;
    return Promise.resolve(panel);
  },
};

const answer = (open: Record<string, string[]>) =>
  vi.fn(() => Promise.resolve({ ok: true, json: () => Promise.resolve({ site: 'ch', open }) }));

beforeEach(() => {
  calls.length = 0;
  roots = [];
  portal = undefined;
  localStorage.clear();
  document.body.replaceChildren();
  listening = [];
  const listen = document.addEventListener.bind(document);
  vi.spyOn(document, 'addEventListener').mockImplementation((type: string, listener: unknown) => {
    listening.push([type, listener as EventListener]);
    listen(type, listener as EventListener);
  });
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function attachSeen(this: Element, init) {
    expect(init.mode).toBe('closed');
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
});
afterEach(() => {
  for (const [type, listener] of listening) document.removeEventListener(type, listener);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const newLoader = (importPanel: (again: number) => Promise<PanelModule> = () => Promise.resolve(module)) =>
  new Loader({ server, site: 'ch', language: 'de-CH', topic: 'passport', withButton: true, importPanel });
const button = () => roots[0]?.querySelector('button') as HTMLButtonElement;

test('asks once, without cookies, and says in words whether somebody is there', async () => {
  const fetched = answer({ passport: ['WRITE'] });
  vi.stubGlobal('fetch', fetched);
  newLoader();
  await soon(() => expect(button().textContent).toBe('Live-BeratungWir sind jetzt da'));
  expect(fetched).toHaveBeenCalledTimes(1);
  const [address, init] = fetched.mock.calls[0] as unknown as [URL, RequestInit];
  expect(address.href).toBe('https://server.example/api/v1/availability?site=ch');
  expect(init.credentials).toBe('omit');
  expect(localStorage.length).toBe(0);
  expect(document.cookie).toBe('');
});

test('nobody there is said on the button, before anybody presses it', async () => {
  vi.stubGlobal('fetch', answer({}));
  newLoader();
  await soon(() => expect(button().textContent).toContain('Niemand da'));
});

test('the panel is loaded on focus, once, and opened with the topic of the page', async () => {
  vi.stubGlobal('fetch', answer({}));
  const importPanel = vi.fn(() => Promise.resolve(module));
  newLoader(importPanel);
  expect(importPanel).not.toHaveBeenCalled();
  button().dispatchEvent(new Event('focus'));
  button().click();
  await soon(() => expect(calls).toEqual(['open - passport']));
  expect(importPanel).toHaveBeenCalledTimes(1);
});

test('a panel that did not come is asked for again by the next press, and the button says so', async () => {
  vi.stubGlobal('fetch', answer({}));
  const importPanel = vi
    .fn<(again: number) => Promise<PanelModule>>()
    .mockRejectedValueOnce(new Error('gone'))
    .mockResolvedValue(module);
  newLoader(importPanel);
  button().click();
  await soon(() => expect(button().textContent).toContain('Nicht geladen'));
  button().click();
  await soon(() => expect(calls).toEqual(['open - passport']));
  expect(importPanel.mock.calls.map(([again]) => again)).toEqual([0, 1]);
});

test('a link of the page opens the panel; a click with Ctrl stays a link', async () => {
  vi.stubGlobal('fetch', answer({}));
  newLoader();
  document.body.insertAdjacentHTML(
    'beforeend',
    '<a href="#c" data-indiretta-open="write" data-indiretta-topic="moving"><b>Ask</b></a>',
  );
  const inside = document.querySelector('a b') as HTMLElement;
  inside.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }));
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  inside.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  await soon(() => expect(calls).toEqual(['open write moving']));
});

test('a consultation that goes on brings the panel without a press', async () => {
  vi.stubGlobal('fetch', answer({}));
  localStorage.setItem('indiretta:ch', '{}');
  newLoader();
  await soon(() => expect(portal).toBeDefined());
  portal?.underWay(3);
  expect(button().textContent).toBe('Beratung läuftNeue Nachrichten: 3');
});

test('the focus goes back to what opened the panel', async () => {
  vi.stubGlobal('fetch', answer({}));
  newLoader();
  document.body.insertAdjacentHTML('beforeend', '<a href="#c" data-indiretta-open>Ask</a>');
  const link = document.querySelector('a') as HTMLElement;
  link.click();
  await soon(() => expect(calls).toHaveLength(1));
  portal?.shown(true);
  expect(button().hidden).toBe(true);
  portal?.shown(false);
  expect(document.activeElement).toBe(link);
});

test('the panel is drawn with what the button was told, for a minute; then it asks itself', async () => {
  vi.stubGlobal('fetch', answer({ passport: ['WRITE'] }));
  newLoader();
  await soon(() => expect(button().textContent).toContain('Wir sind jetzt da'));
  button().click();
  await soon(() => expect(portal).toBeDefined());
  expect(portal?.known?.()).toEqual({ site: 'ch', open: { passport: ['WRITE'] } });
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_001);
  expect(portal?.known?.()).toBeUndefined();
});
