import { expect, type Page } from '@playwright/test';
import { stopped } from '../call/flow.ts';
import { CallPart } from '../widget/CallPart.ts';
import { openShadowRoots } from '../widget/openShadowRoots.ts';
import { Widget } from '../widget/Widget.ts';
import { look as lookAround } from './looking.ts';
import { ScriptedCall } from './ScriptedCall.ts';
import { ScriptedServer } from './scriptedServer.ts';

/** Devices that need nobody's answer; the browser is otherwise the one of the configuration. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  '--auto-accept-this-tab-capture',
  // a page a test answers for has no address of its own; asking 127.0.0.1 from it is not what is tested
  '--disable-features=LocalNetworkAccessChecks',
];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A browser with those devices and these flags besides. */
export const launched = (...args: readonly string[]) => ({
  launchOptions: { executablePath, args: [...ARGS, ...args] },
});

export const MARTA = { id: 'o-1', firstName: 'Marta', office: 'Sportello generale' };

/** The portal's origin is another port than the server's, see static-server.mjs. */
export const portalOf = (baseURL: string | undefined) => {
  const portal = new URL(baseURL ?? '');
  portal.port = String(Number(portal.port) + 1);
  return portal.origin;
};

export interface Scene {
  readonly widget: Widget;
  readonly call: CallPart;
  readonly server: ScriptedServer;
  readonly other: ScriptedCall;
  readonly complaints: string[];
}

export async function begin(page: Page, baseURL: string | undefined, modes = ['TALK', 'WRITE']): Promise<Scene> {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const server = new ScriptedServer();
  server.modes = modes;
  const other = new ScriptedCall(page, server);
  await openShadowRoots(page);
  await server.answer(page);
  await page.goto(`${portalOf(baseURL)}/demo/it/`);
  await other.begin();
  const widget = new Widget(page);
  return { widget, call: new CallPart(widget), server, other, complaints };
}

/** A written consultation that Marta answered. */
export async function write({ widget, server }: Scene): Promise<void> {
  await widget.open();
  await widget.chooseMode('Scrivere');
  await widget.start('Buongiorno, il mio passaporto scade in marzo.', 'Passaporto');
  server.change({ state: 'ACTIVE', operator: MARTA });
  await expect(widget.operator).toBeVisible();
}

/** As {@link lookAround}, at a part of a call. */
export const look = (page: Page, name: string): Promise<void> => lookAround(page, name, 'talk');

/** No packet of the citizen's comes, while Marta's go on. */
export const silent = (other: ScriptedCall): Promise<void> =>
  stopped(
    () => other.packetsReceived(),
    () => other.packetsSent(),
  );
