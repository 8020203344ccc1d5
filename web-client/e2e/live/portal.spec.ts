import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { paste } from '../paste.ts';
import { POLICY_WITHOUT_WEB_SOCKET, Portal, QUEUE, SERVER, STRICT_POLICY } from './Portal.ts';
import { conversation, FRONT_DESK, story } from './people.ts';

/** What `window.InDiretta` is to a script of the page. */
type Host = { InDiretta: (...call: unknown[]) => void; said: [string, unknown][] };

const test = story.extend<{ portal: Portal }>({
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  portal: async ({}, use) => {
    const portal = new Portal();
    await portal.open();
    await use(portal);
    await portal.close();
  },
});

/** Everything a page can keep in the browser. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));

const nothing = { localStorage: [], sessionStorage: [], cookies: '', databases: [], caches: [] };

test('a strict policy, nothing stored before the start, nobody else asked: the whole way', async ({
  people,
  portal,
}, info) => {
  portal.show({ policy: STRICT_POLICY });
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen('about:blank');
  const { page } = citizen;
  const asked: string[] = [];
  const complaints: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto(Portal.origin);
  await expect(citizen.button).toContainText('Siamo qui');
  await citizen.open();
  await citizen.chooseTopic(FRONT_DESK);
  await citizen.question.fill('Posso pagare con la carta?');
  expect(await kept(page)).toEqual(nothing);
  await citizen.submit.click();
  const reference = (await citizen.reference.textContent()) ?? '';
  await marta.take(reference);
  await marta.conversation.write('Sì, allo sportello.');
  await expect(citizen.messages.last()).toHaveText('Sì, allo sportello.');
  await citizen.send('Grazie!');
  await expect(marta.conversation.entry('Grazie!')).toBeVisible();
  const picture = info.outputPath('modulo.png');
  await page.screenshot({ path: picture });
  await citizen.attach(picture);
  await expect(citizen.files.locator('canvas')).toBeVisible();

  const after = await kept(page);
  expect(after.localStorage.filter((key) => !/^indiretta:ch(:|$)/.test(key))).toEqual([]);
  expect({ ...after, localStorage: [] }).toEqual(nothing);
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('indiretta:ch') ?? '{}').token as string);
  expect(token).toMatch(/^[\w-]{43}$/);

  await citizen.leave();
  await citizen.rate(4);
  const download = page.waitForEvent('download');
  await citizen.after.getByRole('button', { name: /pagina web/ }).click();
  await (await download).cancel();
  await citizen.after.getByRole('button', { name: 'Cancella da questo dispositivo' }).click();
  await citizen.panel.locator('.confirm button.strong').click();
  await expect(citizen.beginning).toBeVisible();
  expect(await kept(page)).toEqual(nothing);
  expect(await page.context().cookies()).toEqual([]);

  const origins = new Set(asked.filter((url) => /^(https?|wss?):/.test(url)).map((url) => new URL(url).origin));
  expect([...origins].sort()).toEqual([Portal.origin, SERVER, SERVER.replace('http', 'ws')].sort());
  expect(asked.filter((url) => url.includes(token))).toEqual([]);
  expect(portal.violations).toEqual([]);
  expect(complaints).toEqual([]);
  expect(page.frames(), 'nothing of ours is in a frame').toHaveLength(1);
});

test('a policy without wss: the fallback serves, and only the links it forbids are reported', async ({
  people,
  portal,
}) => {
  portal.show({ policy: POLICY_WITHOUT_WEB_SOCKET });
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen(Portal.origin);
  await conversation(citizen, marta, 'Mi leggete?');
  await marta.conversation.write('Sì.');
  await expect(citizen.messages).toHaveText(['Mi leggete?', 'Sì.']);
  await citizen.leave();
  // a browser reports when it has nothing better to do
  await expect.poll(() => portal.violations).not.toEqual([]);
  const refused = portal.violations.map((it) => JSON.parse(it)['csp-report']['blocked-uri'] as string);
  expect(new Set(refused.map((uri) => new URL(uri).origin))).toEqual(new Set([SERVER.replace('http', 'ws')]));
});

test('a name the portal knows, said before or after the panel came: staff see "says to be"', async ({
  people,
  portal,
}) => {
  portal.show({ before: `${QUEUE} InDiretta('identify', { name: 'Anna Rossi' });` });
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const seen = (name: string) => marta.conversation.fact('says_to_be').filter({ hasText: name });

  const anna = await people.citizen(Portal.origin);
  await conversation(anna, marta, 'Quando siete aperti?');
  await expect(seen('Anna Rossi')).toContainText(marta.say('not_proven'));
  await anna.leave();

  portal.show({ before: QUEUE });
  const bruno = await people.citizen(Portal.origin);
  await bruno.open();
  await bruno.chooseTopic(FRONT_DESK);
  await bruno.page.evaluate(() => (window as unknown as Host).InDiretta('identify', { name: 'Bruno Neri' }));
  await bruno.start('E il sabato?');
  await marta.take((await bruno.reference.textContent()) ?? '');
  await expect(seen('Bruno Neri')).toBeVisible();
  await expect(seen('Anna Rossi')).toHaveCount(0);
  await bruno.leave();
});

test('handed over by a link: /c#… on another device and resume on another portal show the whole transcript', async ({
  people,
  portal,
}) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen('/demo/');
  const link = (page: Page) =>
    page.evaluate(() => new Promise<string | null>((done) => (window as unknown as Host).InDiretta('link', done)));
  expect(await link(citizen.page)).toBeNull();
  const reference = await conversation(citizen, marta, 'Comincio dal computer');
  await marta.conversation.write('Va bene.');
  const said = ['Comincio dal computer', 'Va bene.'];
  await expect(citizen.messages).toHaveText(said);
  const address = new URL((await link(citizen.page)) ?? '');
  expect(address.origin + address.pathname).toBe(`${SERVER}/c`);
  const secret = address.hash.slice(1);

  const phone = await people.citizen('about:blank');
  const asked: string[] = [];
  phone.page.context().on('request', (request) => asked.push(request.url(), request.headers().referer ?? ''));
  phone.page.on('websocket', (socket) => asked.push(socket.url()));
  await phone.page.goto(address.href);
  await expect(phone.messages).toHaveText(said);
  await expect(phone.reference).toHaveText(reference);
  expect(phone.page.url()).not.toContain('#');
  expect(await phone.page.evaluate(() => history.length)).toBe(2);
  await phone.send('E continuo dal telefono');
  await expect(marta.conversation.entry('E continuo dal telefono')).toBeVisible();
  await expect(citizen.messages).toHaveText([...said, 'E continuo dal telefono']);
  await phone.page.reload();
  await expect(phone.messages).toHaveCount(3);
  expect(asked.filter((url) => url.replace(/#.*/, '').includes(secret))).toEqual([]);

  portal.show({ before: `${QUEUE} InDiretta('resume', '${secret}');` });
  const elsewhere = await people.citizen(Portal.origin);
  await expect(elsewhere.messages).toHaveText([...said, 'E continuo dal telefono']);
  await elsewhere.leave();
  await expect(citizen.after).toBeVisible();
  await expect(phone.after).toBeVisible();
});

test('a link that is no link, or not good any more, says so and takes nothing away', async ({ people }) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen('/c?site=ch#not-a-secret');
  await expect(citizen.notes.first()).toContainText('già stato usato o è scaduto');
  expect(citizen.page.url()).not.toContain('#');
  const other = await people.citizen(`/c?site=ch#${'A'.repeat(43)}`);
  await expect(other.notes.first()).toContainText('non si può più aprire');
  await expect(other.beginning).toBeVisible();
  expect(await kept(other.page)).toEqual(nothing);

  await other.start('Posso tenere il mio posto?', FRONT_DESK);
  const reference = (await other.reference.textContent()) ?? '';
  await paste(other.page, `/c?site=ch#${'B'.repeat(43)}`);
  await expect(other.reference).toHaveText(reference);
  await expect(other.notes.first()).toContainText('non si può più aprire');
  await expect(other.messages).toHaveText(['Posso tenere il mio posto?']);
  await other.leave();
});

test('the host API: calls before the load, buttons of the page, languages, events', async ({ people, portal }) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const names = ['ready', 'open', 'close', 'start', 'end', 'unread', 'error'];
  portal.show({
    lang: 'fr',
    script: 'data-topic="certificates"',
    before: `${QUEUE} window.said = [];
      for (const name of ${JSON.stringify(names)}) InDiretta('on', name, (detail) => said.push(['on ' + name, detail]));
      for (const name of ${JSON.stringify(names)}) addEventListener('indiretta:' + name, ({ detail }) => said.push([name, detail]));
      InDiretta('dance');
      InDiretta('setLocale', 'de');
      InDiretta('open', 'write', { topic: 'passport' });`,
    body: `<in-diretta-button topic="moving" mode="write"></in-diretta-button>
      <p><a href="${SERVER}/c?site=ch&topic=voting" data-indiretta-open="write" data-indiretta-topic="voting">Frage zum Stimmrecht</a></p>`,
  });
  const citizen = await people.citizen(Portal.origin, { viewport: { width: 1280, height: 800 } });
  const { page, panel } = citizen;
  const call = (...args: unknown[]) => page.evaluate((given) => (window as unknown as Host).InDiretta(...given), args);
  const said = () => page.evaluate(() => (window as unknown as Host).said);

  await expect(panel.locator('.chosen')).toContainText('Pass und Identitätskarte');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Live-Beratung');
  await call('setLocale', 'en');
  await expect(panel.locator('.chosen')).toContainText('Passport and ID card');
  await call('close');
  await expect(panel).toBeHidden();

  await page.locator('in-diretta-button button').click();
  await expect(panel.locator('.chosen')).toContainText('Moving in, out or within');
  await citizen.close();
  await expect(page.locator('in-diretta-button button')).toBeFocused();
  await page.getByRole('link', { name: 'Frage zum Stimmrecht' }).click();
  await expect(panel.locator('.chosen')).toContainText('Voting and register');
  expect(page.url()).toBe(`${Portal.origin}/`);
  await citizen.close();
  await citizen.open();
  await citizen.chooseMode('Write');
  await expect(panel.locator('.chosen')).toContainText('Certificates');

  await citizen.start('Which certificate do I need?');
  const reference = await citizen.reference.textContent();
  await marta.take(reference ?? '');
  await expect(citizen.operator).toBeVisible();
  await citizen.close();
  await expect(citizen.button).toContainText('Consultation under way');
  await marta.conversation.write('The one of residence.');
  await expect(citizen.button).toContainText('New messages: 1');
  await citizen.open();
  await expect(citizen.messages.last()).toHaveText('The one of residence.');
  await citizen.leave();
  await expect(citizen.after).toBeVisible();

  // the page is told of the end, twice, in the moment in which it is drawn
  await expect.poll(async () => (await said()).filter(([name]) => /end$/.test(name))).toHaveLength(2);
  const heard = await said();
  const byEvent = heard.filter(([name]) => !name.startsWith('on ')).map(([name, detail]) => ({ name, detail }));
  const byCall = heard
    .filter(([name]) => name.startsWith('on '))
    .map(([name, detail]) => ({ name: name.slice(3), detail }));
  expect(byCall).toEqual(byEvent);
  expect(byEvent.map(({ name }) => name)).toEqual([
    ...['error', 'ready', 'open', 'close', 'open', 'close', 'open', 'close', 'open'],
    ...['start', 'close', 'unread', 'open', 'unread', 'end'],
  ]);
  expect(byEvent.find(({ name }) => name === 'error')?.detail).toEqual({ message: 'unknown command: dance' });
  expect(byEvent.find(({ name }) => name === 'start')?.detail).toEqual({ reference });
  expect(byEvent.find(({ name }) => name === 'end')?.detail).toEqual({ reference });
  expect(byEvent.filter(({ name }) => name === 'unread').map(({ detail }) => detail)).toEqual([
    { count: 1 },
    { count: 0 },
  ]);
});

test('the page has its own button: no other is drawn, and the focus comes back to it', async ({ people, portal }) => {
  portal.show({ script: 'data-button="none" data-language="de"', body: '<in-diretta-button></in-diretta-button>' });
  const citizen = await people.citizen(Portal.origin);
  const own = citizen.page.locator('in-diretta-button button');
  await expect(own).toContainText('Live-Beratung');
  await expect(citizen.button).toHaveCount(0);
  await own.click();
  await expect(citizen.beginning).toBeVisible();
  await citizen.close();
  await expect(own).toBeFocused();
});
