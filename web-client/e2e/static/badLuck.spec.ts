import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { begin, launched, portalOf, type Scene, silent, write } from './callScene.ts';
import type { ScriptedServer } from './scriptedServer.ts';

// who may open a device is decided by each test; a choice of a screen is always cancelled
test.use(launched('--auto-reject-this-tab-capture', '--auto-reject-capture'));

/** A call that does not come (back) to life is given up after 30 s; the page's own clock is moved on so far. */
const GIVEN_UP_AFTER = '00:31';

const allowed = (page: Page, baseURL: string | undefined) =>
  page.context().grantPermissions(['microphone'], { origin: portalOf(baseURL) });

/** In a call by voice with Marta, both heard. */
async function talk(scene: Scene, baseURL: string | undefined): Promise<void> {
  await allowed(scene.widget.page, baseURL);
  await write(scene);
  scene.other.propose('TALK');
  await scene.call.press('Rispondi');
  await expect(scene.call.part).toContainText('In chiamata con Marta');
  await expect.poll(() => scene.other.packetsReceived()).toBeGreaterThan(10);
}

/** The server knows that this page left the call. */
const gaveUp = (server: ScriptedServer) =>
  expect.poll(() => server.heard.findLast(({ type }) => type === 'leaveCall')).toMatchObject({ reason: 'FAILED' });

/** The chat takes a message and the server has it. */
async function chatGoesOn({ widget, server }: Scene, text: string): Promise<void> {
  await widget.send(text);
  await expect.poll(() => server.heard.findLast(({ type }) => type === 'sendMessage')).toMatchObject({ text });
  await expect(widget.ownMessages.last()).toContainText(text);
}

test('the microphone is taken away in the middle: said, silent, the chat goes on; given back it is one click', async ({
  page,
  baseURL,
}) => {
  const scene = await begin(page, baseURL);
  const { call, other } = scene;
  await talk(scene, baseURL);
  // the browser ends the track itself, as it does when the device goes
  await page.context().clearPermissions();
  await expect(call.part.getByRole('alert')).toContainText('Il microfono è stato scollegato');
  await expect(call.microphone).toHaveAttribute('aria-pressed', 'false');
  await silent(other);
  await chatGoesOn(scene, 'Non mi sente? Il microfono è sparito.');
  await allowed(page, baseURL);
  await call.press('Accendi il microfono');
  await expect(call.microphone).toHaveAttribute('aria-pressed', 'true');
  await expect(call.part).not.toContainText('scollegato');
  const before = await other.packetsReceived();
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(before + 10);
});

test('the camera is denied: said with what to do, the voice goes on; allowed later it is one click', async ({
  page,
  baseURL,
}) => {
  const scene = await begin(page, baseURL, ['SHOW', 'TALK', 'WRITE']);
  const { call, other, server } = scene;
  await talk(scene, baseURL);
  await call.press('Mostrare qualcosa');
  await call.press('Un documento, con la videocamera');
  await expect(call.part.getByRole('alert')).toContainText('Il browser non ha il permesso per la videocamera');
  expect(server.heard.filter(({ type, camera }) => type === 'setMedia' && camera)).toEqual([]);
  const before = await other.packetsReceived();
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(before + 10);
  await page.context().grantPermissions(['microphone', 'camera'], { origin: portalOf(baseURL) });
  await call.press('Un documento, con la videocamera');
  await expect(call.part).toContainText('Marta vede la Sua videocamera');
});

test('unplugged while another one is there: it takes over and that is said; the list follows', async ({
  page,
  baseURL,
}) => {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const all = await list();
      return tracks[0]?.readyState === 'ended' ? all.filter(({ label }) => !label.includes('1')) : all;
    };
  });
  const scene = await begin(page, baseURL);
  const { call, other } = scene;
  await talk(scene, baseURL);
  await call.press('Audio');
  const listed = call.part.locator('.devices select').first().locator('option');
  await expect.poll(() => listed.count()).toBeGreaterThan(1);
  const before = await listed.count();
  await page.evaluate(() => {
    const [track] = (window as unknown as { tracks: MediaStreamTrack[] }).tracks;
    // what a browser does when the device is pulled out: the track is over and says so, and the devices are others
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  await expect(call.part.getByRole('alert')).toContainText('Il microfono è stato scollegato');
  await expect(call.microphone).toHaveAttribute('aria-pressed', 'true');
  const packets = await other.packetsReceived();
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(packets + 10);
  await expect.poll(() => listed.count()).toBeLessThan(before);
});

test('sound that the browser blocks after a reload: one tap is asked for, seen, and then it plays', async ({
  page,
  baseURL,
}) => {
  const scene = await begin(page, baseURL);
  const { call, other } = scene;
  await talk(scene, baseURL);
  await expect(call.part).not.toContainText('solo dopo un tocco');
  // Playwright's own scripts count as a person's touch, so the browser's rule is laid down here: no sound before a real click
  await page.addInitScript(() => {
    const playing: HTMLMediaElement[] = [];
    Object.assign(window, { playing });
    let touched = false;
    addEventListener(
      'click',
      ({ isTrusted }) => {
        touched ||= isTrusted;
      },
      true,
    );
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = async function played() {
      if (!touched && !this.muted) throw new DOMException('play() needs a click first', 'NotAllowedError');
      await play.call(this);
      playing.push(this);
    };
  });
  const plays = () =>
    page.evaluate(() => (window as unknown as { playing: HTMLMediaElement[] }).playing.some(({ paused }) => !paused));
  await page.reload();
  await other.begin();
  await expect(call.part).toContainText('In chiamata con Marta');
  await expect(call.part).toContainText('solo dopo un tocco');
  expect(await plays()).toBe(false);
  await call.press('Tocchi per sentire');
  await expect.poll(plays).toBe(true);
  await expect(call.part).not.toContainText('solo dopo un tocco');
});

test('changes nothing: no complaint, the voice goes on, and it can be chosen again', async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    const refusals: string[] = [];
    Object.assign(window, { refusals });
    const { mediaDevices } = navigator;
    const choose = mediaDevices.getDisplayMedia.bind(mediaDevices);
    mediaDevices.getDisplayMedia = (options) =>
      choose(options).catch((error: Error) => {
        refusals.push(error.name);
        throw error;
      });
  });
  const refusals = () => page.evaluate(() => (window as unknown as { refusals: string[] }).refusals);
  const scene = await begin(page, baseURL, ['SHOW', 'TALK', 'WRITE']);
  const { call, other, server } = scene;
  await talk(scene, baseURL);
  await call.press('Mostrare qualcosa');
  await call.press('Una pagina o lo schermo');
  await expect.poll(refusals).toEqual(['NotAllowedError']);
  await expect(call.part).toContainText('Che cosa vuole mostrare?');
  await expect(call.part.locator('.note.alert')).toHaveCount(0);
  expect(server.heard.filter(({ type, screen }) => type === 'setMedia' && screen)).toEqual([]);
  const before = await other.packetsReceived();
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(before + 10);
  await call.press('Una pagina o lo schermo');
  await expect.poll(refusals).toHaveLength(2);
});

test('the link to the server stays away for 30 s: it ends with its reason, and the chat goes on', async ({
  page,
  baseURL,
}) => {
  await page.clock.install();
  const scene = await begin(page, baseURL);
  const { call, server, widget } = scene;
  await talk(scene, baseURL);
  await server.cut();
  await expect(widget.panel).toContainText('Ci ricolleghiamo');
  // The voices do not need the server.
  await expect(call.part).toContainText('In chiamata con Marta');
  await page.clock.fastForward(GIVEN_UP_AFTER);
  await expect(call.part).toContainText('il collegamento è mancato troppo a lungo');
  server.mend();
  await page.clock.fastForward(GIVEN_UP_AFTER);
  await chatGoesOn(scene, 'Eccomi di nuovo.');
});

test('the other browser does not come back: left as failed after 30 s, and the chat goes on', async ({
  page,
  baseURL,
}) => {
  await page.clock.install();
  const scene = await begin(page, baseURL);
  const { call, server, other } = scene;
  await talk(scene, baseURL);
  await other.vanish();
  await expect(call.part).toContainText('Collegamento interrotto');
  await page.clock.fastForward(GIVEN_UP_AFTER);
  await expect(call.part).toContainText('la rete non la lascia passare');
  await gaveUp(server);
  await chatGoesOn(scene, 'Continuiamo per iscritto.');
});

/** Answers every Allocate (RFC 8656) with an error, or nothing at all; counts what came. */
async function turnServer(answers: 'forbidden' | 'nothing') {
  const socket: Socket = createSocket('udp4');
  const asked: Buffer[] = [];
  socket.on('message', (request, from) => {
    asked.push(request);
    if (answers === 'nothing') return;
    const reply = Buffer.concat([Buffer.alloc(8), request.subarray(8, 20), Buffer.from([0, 9, 0, 4, 0, 0, 4, 3])]);
    reply.writeUInt16BE(request.readUInt16BE(0) | 0x0110, 0);
    reply.writeUInt16BE(8, 2);
    request.copy(reply, 4, 4, 8);
    socket.send(reply, from.port, from.address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  return { asked, port: (socket.address() as AddressInfo).port, close: () => socket.close() };
}

for (const [answers, title] of [
  ['forbidden', 'refuses'],
  ['nothing', 'is gone'],
] as const) {
  test(`a TURN server that ${title}, where there is no other way: it ends in words, and the chat goes on`, async ({
    page,
    baseURL,
  }) => {
    const turn = await turnServer(answers);
    try {
      await page.clock.install();
      const scene = await begin(page, baseURL);
      const { call, server, other } = scene;
      const urls = [`turn:127.0.0.1:${turn.port}?transport=udp`];
      other.ice = { iceServers: [{ urls, username: '1:x', credential: 'y' }], icePolicy: 'relay' };
      await write(scene);
      other.propose('TALK');
      await call.press('Rispondi');
      await expect(call.part).toContainText('Collegamento con Marta');
      await expect.poll(() => turn.asked.length).toBeGreaterThan(0);
      await page.clock.fastForward(GIVEN_UP_AFTER);
      await expect(call.part).toContainText('la rete non la lascia passare');
      await gaveUp(server);
      await chatGoesOn(scene, 'Allora scrivo.');
    } finally {
      turn.close();
    }
  });
}
