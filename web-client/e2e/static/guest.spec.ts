import { expect, type Page, test } from '@playwright/test';
import { tabTo } from '../keys.ts';
import { pasteAnew } from '../paste.ts';
import { launched, look } from './callScene.ts';
import { walk, walkers } from './looking.ts';
import { ScriptedCall } from './ScriptedCall.ts';
import { ScriptedServer } from './scriptedServer.ts';

test.use(launched('--use-fake-ui-for-media-stream'));
/** Many looks in one test; a busy machine needs its time. */
const MANY_LOOKS_MS = 240_000;

const AMINA = { member: 'm-3', role: 'INTERPRETER', author: { kind: 'GUEST', name: 'Amina', role: 'INTERPRETER' } };
const THE_CITIZEN = { member: 'm-2', role: 'CITIZEN', author: { kind: 'CITIZEN' }, microphone: 'ON' };

/** The page of a guest whose link is as `link` says. */
async function open(page: Page, languages: string, link: { status: number } = { status: 200 }) {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  const server = new ScriptedServer();
  server.modes = ['TALK', 'WRITE'];
  const other = new ScriptedCall(page, server, AMINA);
  other.more = [{ ...THE_CITIZEN, camera: false, screen: false, onHold: false, away: false }];
  await server.answer(page);
  const asked: string[] = [];
  await page.route('**/api/v1/guests**', (route) => {
    const path = new URL(route.request().url()).pathname;
    asked.push(`${path} ${route.request().postDataJSON().link}`);
    if (link.status !== 200) return route.fulfill({ status: link.status, json: { code: 'NOT_FOUND' } });
    const { role, author } = AMINA;
    if (!path.endsWith('/look')) {
      const place = { token: 'T'.repeat(43), consultation: 'c-1', call: 'call-1', role, name: author.name };
      return route.fulfill({ json: place });
    }
    const privacy = { text: 'La conversazione viene conservata per 180 giorni.', link: 'https://rivalago.example/' };
    const invitation = { city: 'Città di Rivalago', role, name: author.name, mode: 'TALK', privacy };
    return route.fulfill({ json: { ...invitation, languages: ['it', 'de', 'fr', 'en'] } });
  });
  server.view = {
    id: 'c-1',
    reference: 'K7-4F2',
    topic: 'passport',
    mode: 'TALK',
    state: 'ACTIVE',
    language: 'it',
    startedAt: '2026-03-02T09:00:00.000Z',
    lastSeq: 0,
    readByCitizen: 0,
    readByStaff: 0,
    operator: { id: 'o-1', firstName: 'Marta', office: 'Sportello generale' },
  };
  other.propose('TALK');
  other.run();
  server.replies.hello = () => ({
    type: 'welcome',
    protocol: 1,
    at: '2026-03-02T09:00:00.000Z',
    pingEveryMs: 15_000,
    consultations: [server.view],
    guest: { call: 'call-1', member: 'm-3', role: 'INTERPRETER', name: 'Amina' },
  });
  server.add({ type: 'withheld' }, 'SYSTEM');
  await page.addInitScript((chosen) => {
    Object.defineProperty(navigator, 'languages', { value: [chosen] });
  }, languages);
  // a bare /c is led to the first site's
  await page.goto('/c?site=ch#guest=the-secret');
  await other.begin();
  const main = page.getByRole('main');
  return { main, call: main.locator('.call'), server, other, asked, complaints };
}

for (const walker of walkers) {
  test(`guest screens ${walker.at} ${walker.colorScheme}`, async ({ page }) => {
    test.setTimeout(MANY_LOOKS_MS);
    await walk(page, walker);
    const { main, call, server, other, asked, complaints } = await open(page, 'it-CH');
    await expect(main).toContainText('La invita a una consulenza a voce come interprete');
    expect(page.url()).not.toContain('secret');
    await look(page, '31-asked');
    await main.getByRole('button', { name: 'Prova microfono' }).click();
    await expect(main.locator('meter')).toBeVisible();
    await look(page, '32-tried');
    await main.getByRole('button', { name: 'Entra nella chiamata' }).click();
    await expect(call).toContainText('In chiamata con Marta, chi chiede');
    expect(asked).toEqual(['/api/v1/guests/look the-secret', '/api/v1/guests the-secret']);
    await expect(call.locator('.people li')).toHaveText([/Marta.*collaboratrice/, /chi chiede/]);
    await expect.poll(() => other.packetsReceived()).toBeGreaterThan(10);
    await call.getByRole('button', { name: 'Testo' }).click();
    other.types(1, 'Buongiorno Amina, la signo');
    server.add({ type: 'message', text: 'Benvenuta nella consulenza.' });
    server.add({ type: 'event', event: 'CALL_JOINED', name: 'Amina', detail: 'INTERPRETER' }, 'SYSTEM');
    await main.getByRole('textbox').fill('Buongiorno a tutti.');
    await page.keyboard.press('Enter');
    await expect(main.locator('.bubble.own')).toContainText('Buongiorno a tutti.');
    await expect(main.getByRole('log')).toContainText('Amina partecipa alla chiamata');
    await look(page, '33-in');
    await call.getByRole('button', { name: 'Riaggancia' }).click();
    await expect(main).toContainText('Ha lasciato la chiamata');
    await look(page, '34-over');
    expect(complaints).toEqual([]);
  });
}

for (const [language, sentence] of [
  ['de-CH', 'lädt Sie zum Dolmetschen'],
  ['fr-CH', 'en tant qu’interprète'],
  ['en-GB', 'asks you to interpret'],
] as const) {
  test(`the invitation in ${language}, and another language by one choice`, async ({ page }) => {
    const { main } = await open(page, language);
    await expect(main).toContainText(sentence);
    await expect(page.locator('html')).toHaveAttribute('lang', language.slice(0, 2));
    await main.getByRole('combobox').selectOption('it');
    await expect(main).toContainText('come interprete');
  });
}

test('a used link and an unknown one get a page that says what to do; a server away can be tried again', async ({
  page,
}) => {
  const link = { status: 410 };
  const { main } = await open(page, 'it-CH', link);
  await expect(main).toContainText('Questo link non vale più');
  await expect(main).toContainText('Chieda un link nuovo');
  await look(page, '35-dead');
  link.status = 503;
  await pasteAnew(page, '/c?site=ch#guest=another');
  await expect(main).toContainText('Il collegamento non è riuscito');
  link.status = 200;
  await main.getByRole('button', { name: 'Riprova' }).click();
  await expect(main).toContainText('La invita a una consulenza');
});

test('by keys alone; a reload keeps the place, heard again by one click; taken out is said and leaves nothing behind', async ({
  page,
}) => {
  const { main, call, other } = await open(page, 'it-CH');
  await expect(main).toContainText('La invita a una consulenza');
  await tabTo(page, 'Entra nella chiamata');
  await page.keyboard.press('Enter');
  await expect(call).toContainText('In chiamata con');
  await page.reload();
  await other.begin();
  await expect(call).toContainText('In chiamata con');
  await tabTo(page, 'Parla di nuovo');
  await page.keyboard.press('Enter');
  await expect.poll(() => other.packetsReceived()).toBeGreaterThan(10);
  other.end('HUNG_UP');
  await expect(main).toContainText('La chiamata è finita');
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  await page.reload();
  await expect(main).toContainText('Questo link non vale più');
});
