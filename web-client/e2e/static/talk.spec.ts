import { expect, type Page, test } from '@playwright/test';
import { begin, launched, look, MARTA, portalOf, silent, write } from './callScene.ts';
import { walk, walkers } from './looking.ts';

test.use(launched('--use-fake-ui-for-media-stream'));
/** Many looks in one test; a busy machine needs its time. */
const MANY_LOOKS_MS = 240_000;

for (const walker of walkers) {
  test(`call screens ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
    test.setTimeout(MANY_LOOKS_MS);
    await walk(page, walker);
    const scene = await begin(page, baseURL);
    const { widget, call, server, other, complaints } = scene;
    await widget.open();
    await look(page, '01-modes');
    await widget.chooseMode('Parlare');
    await widget.chooseTopic('Passaporto');
    await expect(widget.panel).toContainText('facoltativa');
    await look(page, '02-start');
    await expect(widget.panel.locator('meter')).toHaveCount(0);
    await widget.panel.getByRole('button', { name: 'Prova microfono' }).click();
    await expect(widget.panel.locator('meter')).toBeVisible();
    await look(page, '02-tried');
    await widget.submit.click();
    await expect(call.part).toContainText('lo sente qui');
    await look(page, '03-waits');
    await call.press('Prova microfono');
    await expect(call.part.locator('meter')).toBeVisible();
    await call.press('Prova l’audio');
    await look(page, '04-test');
    await call.press('Termina la prova');

    server.change({ state: 'ACTIVE', operator: MARTA });
    other.propose('TALK', { kind: 'CITIZEN' });
    await expect(call.part).toContainText('Abbiamo chiesto a Marta');
    await look(page, '05-ours');
    other.run();
    await expect(call.part).toContainText('In chiamata con Marta');
    await look(page, '06-silent');
    await call.press('Attesa');
    await expect(call.part).toContainText('Chiamata in attesa');
    await look(page, '06-held');
    await call.part.locator('.next').getByRole('button', { name: 'Riprendi' }).click();
    await call.press('Accendi il microfono');
    await expect(call.microphone).toHaveAttribute('aria-pressed', 'true');
    await call.press('Audio');
    await look(page, '07-devices');
    await call.press('Audio');
    other.marta({ camera: true, onHold: true });
    await call.camera.click();
    await expect(call.pictures).toHaveCount(2);
    await call.liveText.click();
    other.types(1, 'Un momento, cerco il Suo doss');
    await expect(call.lines).toContainText('cerco il Suo doss');
    await look(page, '08-everything');
    // what is shown ends first, as its line says
    await page.keyboard.press('Escape');
    await expect(call.camera).toHaveAttribute('aria-pressed', 'false');
    await widget.close();
    await expect(call.strip).toBeVisible();
    await look(page, '09-closed');
    await call.strip.getByRole('button', { name: 'Apri la consulenza' }).click();
    await call.press('Riaggancia');
    await expect(call.part).toContainText('Chiamata terminata');
    await look(page, '10-ended');
    await call.press('Chiudi');
    other.propose('TALK');
    await expect(call.part).toContainText('Marta vorrebbe parlare con Lei');
    await look(page, '11-theirs');
    expect(complaints).toEqual([]);
  });
}

test('voice both ways, mute, real-time text, a reload, the end; the chat stays', async ({ page, baseURL }) => {
  const scene = await begin(page, baseURL);
  const { widget, call, server, other, complaints } = scene;
  await write(scene);
  await expect(call.part).toBeHidden();

  other.propose('TALK');
  await expect(call.part).toContainText('Marta vorrebbe parlare con Lei');
  await call.press('Rispondi');
  await expect(call.part).toContainText('In chiamata con Marta');
  await expect(call.microphone).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(20);
  await expect(call.part).toContainText('Marta parla');
  await expect(widget.panel.locator('*:focus')).toHaveCount(1);

  await call.microphone.click();
  await expect(call.part).toContainText('muto');
  await silent(other);
  await call.microphone.click();

  await widget.composer.fill('non si vede');
  expect(server.heard.filter(({ type }) => type === 'typeLive')).toEqual([]);
  await call.liveText.click();
  await expect(widget.panel).toContainText('Marta vede ciò che Lei scrive');
  await widget.composer.fill('Ecco il numero');
  await expect
    .poll(() => server.heard.findLast(({ type }) => type === 'typeLive'))
    .toMatchObject({ line: 1, text: 'Ecco il numero' });
  await page.keyboard.press('Enter');
  await expect
    .poll(() => server.heard.findLast(({ type }) => type === 'typeLive'))
    .toMatchObject({ line: 2, text: '' });
  await expect(widget.ownMessages.last()).toContainText('Ecco il numero');

  await page.reload();
  await other.begin();
  await expect(call.part).toContainText('In chiamata con Marta');
  await expect(call.microphone).toHaveAttribute('aria-pressed', 'false');
  await call.press('Parla di nuovo');
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(20);

  await call.press('Riaggancia');
  await expect(call.part).toContainText('Chiamata terminata');
  await widget.send('Grazie');
  await expect(widget.ownMessages.last()).toContainText('Grazie');
  expect(complaints).toEqual([]);
});

test('the code of calls comes only when one is needed', async ({ page, baseURL }) => {
  const loaded: string[] = [];
  page.on(
    'response',
    (response) =>
      void response
        .text()
        .then((text) => loaded.push(text))
        .catch(() => undefined),
  );
  const scene = await begin(page, baseURL);
  await write(scene);
  await expect(scene.call.offer('Parlare')).toBeVisible();
  expect(loaded.filter((text) => text.includes('RTCPeerConnection('))).toEqual([]);
  await scene.call.offer('Parlare').click();
  await expect(scene.call.part).toContainText('Abbiamo chiesto a Marta');
  // a response's text comes a moment after it was used
  await expect.poll(() => loaded.filter((text) => text.includes('RTCPeerConnection('))).toHaveLength(1);
  await expect(scene.call.part).toContainText('Microfono: aperto');
  await scene.call.press('Ritira');
  await expect(scene.call.part).toContainText('non è stata avviata');
});

test('a page that forbids the microphone says so and opens the full page', async ({ page, baseURL }) => {
  await page.route(`${portalOf(baseURL)}/demo/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'microphone=()' } });
  });
  const scene = await begin(page, baseURL);
  await write(scene);
  scene.other.propose('TALK');
  await expect(scene.call.part).toContainText('Questa pagina non permette');
  const link = scene.call.part.getByRole('link', { name: 'Apri nel browser' });
  await expect(link).toHaveAttribute('href', new RegExp(`^${baseURL}/c\\?site=ch&language=it#A{43}$`));
  await expect(scene.call.part.getByRole('button', { name: 'Rispondi' })).toHaveCount(0);
});

for (const walker of walkers) {
  test(`show screens ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
    test.setTimeout(MANY_LOOKS_MS);
    await walk(page, walker);
    const loaded = countLoaded(page, 'takePhoto');
    const scene = await begin(page, baseURL, ['SHOW', 'TALK', 'WRITE']);
    const { widget, call, server, other, complaints } = scene;
    server.takesFiles = true;
    await write(scene);
    other.propose('TALK');
    await call.press('Rispondi');
    await expect(call.part).toContainText('In chiamata con Marta');
    expect(loaded()).toBe(0);
    await call.press('Mostrare qualcosa');
    await expect(call.part).toContainText('Prima chiuda e-mail');
    await expect.poll(loaded).toBe(1);
    await look(page, '21-ways');
    await call.press('Una pagina o lo schermo');
    await expect(call.part).toContainText('Per ora lo vede solo Lei');
    expect(server.heard.filter(({ type, screen }) => type === 'setMedia' && screen)).toEqual([]);
    await look(page, '22-preview');
    await call.press('Mostra a Marta');
    await expect(call.part).toContainText('Marta vede il Suo schermo');
    await expect.poll(() => server.heard.findLast(({ type }) => type === 'setMedia')).toMatchObject({ screen: true });
    other.point(5_000, 2_500, true);
    await expect(call.part.locator('.pointed')).toBeVisible();
    // what is shown is this page: the place is marked on it, too, over all else, and goes with the share
    const onPage = page.locator('.page-cover:popover-open .pointed.highlight');
    await expect(onPage).toBeVisible();
    expect(await onPage.evaluate(({ style }) => [style.left, style.top])).toEqual(['50%', '25%']);
    await look(page, '23-shown');
    await page.keyboard.press('Escape');
    await expect(call.part).toContainText('Che cosa vuole mostrare?');
    await expect(onPage).toHaveCount(0);
    await expect(widget.panel).toBeVisible();
    await expect.poll(() => server.heard.findLast(({ type }) => type === 'setMedia')).toMatchObject({ screen: false });

    await call.press('Un documento, con la videocamera');
    await expect(call.part).toContainText('Marta vede la Sua videocamera');
    other.askStill();
    await expect(call.part).toContainText('chiede una foto');
    await call.press('Scatta la foto');
    await expect(call.part.locator('canvas.still')).toBeVisible();
    expect(server.uploads).toEqual([]);
    await look(page, '24-still');
    await call.press('Invia la foto');
    await expect(widget.files).toHaveCount(1);
    await expect.poll(() => server.uploads).toHaveLength(1);
    expect(server.uploads[0]?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    await call.press('Riaggancia');
    await expect(call.part).toContainText('Chiamata terminata');
    expect(complaints).toEqual([]);
  });
}

/** How many answers so far hold this text. */
function countLoaded(page: Page, text: string): () => number {
  let count = 0;
  page.on('response', async (response) => {
    const body = await response.text().catch(() => '');
    if (body.includes(text)) count += 1;
  });
  return () => count;
}
