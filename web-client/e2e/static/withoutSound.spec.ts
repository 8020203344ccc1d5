import { expect, type Page, test } from '@playwright/test';
import { tabOnto, tabTo } from '../keys.ts';
import { begin, launched, silent, write } from './callScene.ts';

// nothing is heard in this browser: what a person needs to know has to be seen
test.use(launched('--use-fake-ui-for-media-stream', '--mute-audio'));

/** The numbers of the browser's own statistics are replaced by those of a bad network, while it is wanted. */
const canBePoor = (page: Page) =>
  page.addInitScript(() => {
    const ask = RTCPeerConnection.prototype.getStats;
    RTCPeerConnection.prototype.getStats = async function getStats(...given) {
      const report = await ask.apply(this, given);
      if (!document.documentElement.hasAttribute('data-poor')) return report;
      const worse = new Map([...report].map(([id, stat]) => [id, stat]));
      for (const [id, stat] of worse) {
        if (stat.type === 'candidate-pair') worse.set(id, { ...stat, currentRoundTripTime: 0.9 });
      }
      return worse as unknown as RTCStatsReport;
    };
  });

test('a whole call is followed by eye and led by keys: with real-time text, without one sound', async ({
  page,
  baseURL,
}) => {
  await canBePoor(page);
  const scene = await begin(page, baseURL);
  const { widget, call, server, other } = scene;
  const press = async (name: string) => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  };
  await write(scene);

  // it rings: an alert in words, the panel open or closed
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  other.propose('TALK');
  await expect(call.strip.getByRole('alert')).toHaveText('Marta vorrebbe parlare con Lei');
  await press('Apri la consulenza');
  await expect(call.part.getByRole('alert').first()).toHaveText('Marta vorrebbe parlare con Lei');
  await press('Rispondi');
  await expect(call.part).toContainText('In chiamata con Marta');
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(10);

  // somebody speaks, a microphone is turned off, the connection is poor
  await expect(call.part).toContainText('Marta parla');
  other.marta({ microphone: 'MUTED' });
  await expect(call.part.locator('.notes')).toContainText('Il microfono di Marta è spento');
  await expect(call.part).not.toContainText('Marta parla');
  other.marta({ microphone: 'ON' });
  await page.evaluate(() => document.documentElement.setAttribute('data-poor', ''));
  await expect(call.part.locator('.notes')).toContainText('Collegamento debole');

  // real-time text in both directions
  await press('Testo');
  await expect(call.liveText).toHaveAttribute('aria-pressed', 'true');
  await tabOnto(page, widget.composer);
  await page.keyboard.type('Non sento, scri');
  await expect
    .poll(() => server.heard.findLast(({ type }) => type === 'typeLive'))
    .toMatchObject({ text: 'Non sento, scri' });
  await page.keyboard.type('vo.');
  await page.keyboard.press('Enter');
  await expect(widget.ownMessages.last()).toContainText('Non sento, scrivo.');
  other.types(1, 'Va benissimo, scrivo anch');
  await expect(call.lines).toContainText('Va benissimo, scrivo anch');
  await expect(call.lines).toContainText('Marta scrive ora');

  // held by the other side, then by this one: nothing is sent, and both say so
  other.marta({ onHold: true });
  await expect(call.part.locator('.notes')).toContainText('Marta ha messo la chiamata in attesa');
  other.marta({ onHold: false });
  await expect(call.part.locator('.notes')).not.toContainText('in attesa');
  await press('Attesa');
  await expect(call.part).toContainText('Chiamata in attesa');
  await expect.poll(() => server.heard.findLast(({ type }) => type === 'setMedia')).toMatchObject({ onHold: true });
  await silent(other);
  await press('Riprendi');
  await expect(call.part).toContainText('In chiamata con Marta');
  const before = await other.packetsReceived();
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(before + 10);
  await expect(call.microphone).toHaveAttribute('aria-pressed', 'true');

  // the end, with the panel closed
  await page.keyboard.press('Escape');
  await expect(call.strip).toContainText('In chiamata con Marta');
  other.end('HUNG_UP');
  await expect(call.strip.getByRole('status')).toContainText('Chiamata terminata');
  await press('Apri la consulenza');
  await expect(call.part).toContainText('Chiamata terminata');
});

test('a screen and a document are shown by keys alone, and one key ends either', async ({ page, baseURL }) => {
  const scene = await begin(page, baseURL, ['SHOW', 'TALK', 'WRITE']);
  const { widget, call, server, other } = scene;
  server.takesFiles = true;
  const press = async (name: string | RegExp) => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  };
  const sent = () => server.heard.findLast(({ type }) => type === 'setMedia');
  await write(scene);
  other.propose('TALK');
  await expect(call.part).toContainText('Marta vorrebbe parlare con Lei');
  await press('Rispondi');
  await expect(call.part).toContainText('In chiamata con Marta');

  await press('Mostrare qualcosa');
  await press('Una pagina o lo schermo');
  // what is seen by this person only waits with the focus on the click that shows it
  await expect(call.part.getByRole('button', { name: 'Mostra a Marta' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(sent).toMatchObject({ screen: true });
  await page.keyboard.press('Escape');
  await expect.poll(sent).toMatchObject({ screen: false });
  await expect(widget.panel).toBeVisible();

  await press('Un documento, con la videocamera');
  await expect.poll(sent).toMatchObject({ camera: true });
  other.askStill();
  await expect(call.part).toContainText('chiede una foto');
  await press('Scatta la foto');
  await expect(call.part.locator('canvas.still')).toBeVisible();
  await press('Invia la foto');
  await expect(widget.files).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect.poll(sent).toMatchObject({ camera: false });
  await expect(widget.panel).toBeVisible();
});
