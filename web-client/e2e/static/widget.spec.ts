import { expect, test } from '@playwright/test';
import { openShadowRoots } from '../widget/openShadowRoots.ts';
import { Widget } from '../widget/Widget.ts';
import { begin, look, portalOf, walk, walkers } from './looking.ts';

/** Many looks in one test; a busy machine needs its time. */
test.describe.configure({ timeout: 240_000 });

for (const walker of walkers) {
  test(`screens ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
    await walk(page, walker);
    const { widget, server, complaints } = await begin(page, `${portalOf(baseURL)}/demo/it/`);
    await expect(widget.button).toContainText('Siamo qui');
    await look(page, '01-portal');

    await widget.open();
    await expect(widget.topicSearch).toBeVisible();
    await look(page, '02-topics');
    await widget.topicSearch.fill('passaporto');
    await page.keyboard.press('ArrowDown');
    await look(page, '03-topic-found');
    await page.keyboard.press('Enter');
    await widget.submit.click();
    await look(page, '04-question-missing');
    await widget.question.fill('Buongiorno, il mio passaporto scade in marzo. Quanto tempo prima devo annunciarmi?');
    await look(page, '05-question');
    await widget.submit.click();
    await expect(widget.waiting).toContainText('2');
    await look(page, '06-waiting');

    server.change({ state: 'ACTIVE', operator: { id: 'o-1', firstName: 'Marta', office: 'Sportello generale' } });
    server.add({ type: 'event', event: 'JOINED', name: 'Marta', detail: 'Sportello generale' }, 'SYSTEM');
    server.add({
      type: 'message',
      text: 'Buongiorno! Bastano quattro settimane. Il modulo: https://rivalago.example/pass',
    });
    await widget.send('Grazie mille.\nPosso pagare con la carta?');
    await expect(widget.ownMessages).toHaveCount(2);
    server.change({ readByStaff: 2 });
    server.add({
      type: 'file',
      file: 'f-1',
      name: 'Listino-tasse-2026.pdf',
      contentType: 'application/pdf',
      size: 182_400,
    });
    server.push({ type: 'typing', consultation: 'c-1', author: { kind: 'OPERATOR', name: 'Marta' }, typing: true });
    await expect(widget.typing).toBeVisible();
    await expect(widget.files).toContainText('Listino');
    await look(page, '07-conversation');

    server.add({ type: 'event', event: 'WARNED' }, 'SYSTEM');
    server.add({ type: 'event', event: 'ANYTHING_ELSE' }, 'SYSTEM');
    await expect(widget.panel.locator('.confirm')).toBeVisible();
    await look(page, '08-anything-else');
    server.add({ type: 'event', event: 'ENDED', detail: 'RESOLVED' }, 'SYSTEM');
    const soon = new Date(Date.now() + 600_000).toISOString();
    server.change({ state: 'CLOSED', outcome: 'RESOLVED', reopenUntil: soon, readableUntil: soon });
    await expect(widget.after).toBeVisible();
    await look(page, '09-end');
    await widget.after.locator('.rating label').nth(3).click();
    await look(page, '10-rating');
    await widget.after.locator('form button.strong').click();
    await widget.after.locator('.row button').last().click();
    await look(page, '11-erase');
    await widget.panel.locator('.confirm button.strong').click();
    await expect(widget.topicSearch).toBeVisible();
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
    expect(complaints).toEqual([]);
  });

  test(`nobody there ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
    await walk(page, walker);
    const { widget, server, complaints } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
    server.somebodyThere = false;
    await widget.open();
    await expect(widget.notes.first()).toContainText('niemand');
    await expect(widget.panel.locator('.ways')).toBeVisible();
    await look(page, '12-nobody');
    await widget.question.fill('Ich brauche einen Termin.');
    await widget.submit.click();
    await expect(widget.notes.last()).toContainText('E-Mail');
    await look(page, '13-nobody-reach');
    await widget.email.fill('anna@example.org');
    await widget.submit.click();
    await expect(widget.panel.locator('.reference-big')).toHaveText('M3-9QT');
    await look(page, '14-left');
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
    expect(complaints).toEqual([]);
  });

  test(`full page ${walker.at} ${walker.colorScheme}`, async ({ page }) => {
    await walk(page, walker);
    const { widget, complaints } = await begin(page, '/c/?site=ch&language=fr&topic=moving');
    await expect(widget.question).toBeVisible();
    await look(page, '15-full-page');
    expect(complaints).toEqual([]);
  });
}

test('with the keyboard alone: button, topic, question, start, Esc, and the focus is back', async ({
  page,
  baseURL,
}) => {
  const { widget } = await begin(page, `${portalOf(baseURL)}/demo/it/`);
  await widget.button.focus();
  await page.keyboard.press('Enter');
  await expect(widget.title).toBeFocused();
  await widget.topicSearch.focus();
  await page.keyboard.type('imposta');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(widget.question).toBeFocused();
  await page.keyboard.type('Posso pagare a rate?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(widget.reference).toHaveText('K7-4F2');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.button).toBeFocused();
  await expect(widget.button).toContainText('Consulenza in corso');
});

test('another page of the portal and a second tab: the same consultation and the draft, no second start', async ({
  page,
  context,
  baseURL,
}) => {
  const portal = portalOf(baseURL);
  const { widget, server } = await begin(page, `${portal}/demo/it/passport.html`);
  await widget.open();
  await widget.start('Quanto costa il passaporto?');
  await widget.composer.fill('E per i bambini');
  await page.goto(`${portal}/demo/it/moving.html?secret=1`);
  await expect(widget.reference).toHaveText('K7-4F2');
  await expect(widget.composer).toHaveValue('E per i bambini');
  await expect(widget.messages).toHaveText(['Quanto costa il passaporto?']);
  await expect
    .poll(() => server.heard.filter(({ type }) => type === 'changePage').at(-1)?.page)
    .toBe(`${portal}/demo/it/moving.html`);

  const second = await context.newPage();
  await openShadowRoots(second);
  await server.answer(second);
  await second.goto(`${portal}/demo/it/`);
  const other = new Widget(second);
  await expect(other.composer).toHaveValue('E per i bambini');
  await other.composer.fill('E per i bambini?');
  await expect(widget.composer).toHaveValue('E per i bambini?');
  expect(server.heard.filter(({ type }) => type === 'startConsultation')).toHaveLength(1);
});

test('before the click: the loader and one cookieless request to the server, nothing stored, no other host', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const { widget } = await begin(page, `${portalOf(baseURL)}/demo/it/`);
  await expect(widget.button).toContainText('Siamo qui');
  const server = new URL(baseURL ?? '').origin;
  expect(asked.filter((url) => url.startsWith(server)).map((url) => new URL(url).pathname)).toEqual([
    '/widget.js',
    '/api/v1/availability',
  ]);
  expect(asked.filter((url) => !url.startsWith(server) && !url.startsWith(portalOf(baseURL)))).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
});
