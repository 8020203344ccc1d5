import { expect, type Page, test } from '@playwright/test';
import { keepPicture } from '../axe.ts';
import { widgetWords } from '../widget/words.ts';
import { begin, look, portalOf, walk, walkers } from './looking.ts';
import type { ScriptedServer } from './scriptedServer.ts';

/* The screens that come seldom, in German, whose words are the longest. */

test.describe.configure({ timeout: 120_000 });
const words = widgetWords('de');
const marta = { id: 'o-1', firstName: 'Marta', office: 'Sportello generale' };
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

function join(server: ScriptedServer): void {
  server.change({ state: 'ACTIVE', operator: marta });
  server.add({ type: 'event', event: 'JOINED', name: marta.firstName, detail: marta.office }, 'SYSTEM');
  server.add({ type: 'message', text: 'Guten Tag! Womit kann ich Ihnen helfen?' });
}

/** How long the scripted end can be reopened. */
const REOPEN_MS = 600_000;

function end(server: ScriptedServer, reopenUntil = inMs(REOPEN_MS)): void {
  server.add({ type: 'event', event: 'ENDED', detail: 'RESOLVED' }, 'SYSTEM');
  server.change({ state: 'CLOSED', outcome: 'RESOLVED', reopenUntil, readableUntil: inMs(86_000_000) });
}

for (const walker of walkers) {
  test(`states ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
    await walk(page, walker);
    const { widget, server } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
    const { panel } = widget;
    const appears = (key: string) => expect(panel.getByText(words[key] ?? key).first()).toBeVisible();
    const press = (key: string) => panel.getByRole('button', { name: words[key] ?? key, exact: true }).click();

    await page.route('**/sites/ch*', (route) => route.abort());
    await widget.open();
    await appears('load_failed');
    await look(page, '20-load-failed');
    await page.unroute('**/sites/ch*');
    await press('retry');
    await expect(widget.question).toBeVisible();
    await widget.question.fill('Donaudampfschifffahrtsgesellschaftskapitän '.repeat(88));
    await appears('privacy_link');
    await look(page, '21-few-characters-left');
    await widget.submit.click();
    await expect(widget.waiting).toBeVisible();
    server.change({ state: 'OFFERED' });
    await appears('connecting');
    join(server);
    await expect(widget.operator).toBeVisible();
    await widget.attach({ name: 'brief.docx', mimeType: 'application/msword', buffer: Buffer.from('PK') });
    await appears('file_type');
    await widget.attach({ name: 'Vertrag-Seite-1.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') });
    await appears('file_failed');
    await look(page, '23-upload-error');
    const discard = panel.getByRole('button', { name: words.discard ?? '', exact: true });
    await discard.last().click();
    await expect(discard).toHaveCount(1);
    await discard.click();

    await server.cut();
    await widget.send('Diese Nachricht wartet auf das Netz.');
    await appears('reconnecting');
    await look(page, '24-link-lost');
    await page.context().setOffline(true);
    await page.evaluate(() => dispatchEvent(new Event('offline')));
    server.mend();
    await page.context().setOffline(false);
    await expect(panel.getByText(words.reconnecting ?? '')).toBeHidden({ timeout: 60_000 });
    server.add({ type: 'event', event: 'OPERATOR_LOST' }, 'SYSTEM');
    server.change({ state: 'WAITING', operator: undefined, ahead: 0, heldUntil: inMs(300_000) });
    await appears('operator_held');
    server.push({ type: 'entryErased', consultation: 'c-1', seq: 2 });
    await appears('erased');
    await expect(panel.locator('.behind')).toHaveCount(0);
    await look(page, '25-operator-lost');

    join(server);
    await expect(widget.operator).toBeVisible();
    await press('finish');
    await appears('finish_confirm');
    await look(page, '26-finish');
    await press('cancel');
    end(server);
    await widget.rate(4, 'Sehr freundlich');
    await look(page, '27-rated');
    server.add({ type: 'event', event: 'REOPENED' }, 'SYSTEM');
    server.change({ state: 'WAITING', outcome: undefined, reopenUntil: undefined, ahead: 0, heldUntil: undefined });
    await appears('reopened');
    await look(page, '28-reopened');
    server.change({ state: 'ABANDONED', readableUntil: inMs(86_000_000) });
    await appears('left_waiting');
    await look(page, '29-left-waiting');
    await press('erase');
    await appears('erase_confirm');
    await look(page, '30-erase');
    await panel.locator('.confirm button.strong').click();
    await expect(widget.question).toBeVisible();
    await look(page, '31-erased');
  });

  test(`links ${walker.at} ${walker.colorScheme}`, async ({ page }) => {
    await walk(page, walker);
    const { widget, server } = await begin(page, '/c/?site=ch&language=de#used');
    await expect(widget.notes.first()).toContainText(words.link_used ?? '');
    await look(page, '32-link-used');
    await widget.start('Guten Tag', 'Imposta comunale');
    join(server);
    await expect(widget.operator).toBeVisible();
    await look(page, '33-full-page-conversation');
    end(server);
    await expect(widget.after).toBeVisible();
    await look(page, '34-full-page-end');
  });
}

test('reopening ends by itself at its time, with nothing pushed', async ({ page, baseURL }) => {
  await page.clock.install();
  const { widget, server } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
  await widget.open();
  await widget.start('Guten Tag');
  join(server);
  await expect(widget.operator).toBeVisible();
  end(server);
  const reopen = widget.after.getByRole('button', { name: words.reopen ?? '' });
  await expect(reopen).toBeVisible();
  await page.clock.runFor(REOPEN_MS);
  await expect(reopen).toBeHidden();
  await expect(widget.after).toBeVisible();
});

test('the focus goes on when what had it is gone, and stays on the page of a person who is there', async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const { widget, server } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
  await widget.open();
  await widget.start('Guten Tag');
  await expect(widget.title).toBeFocused();
  join(server);
  await expect(widget.operator.locator('[data-focus]')).toBeFocused();

  const finish = widget.panel.locator('.bar button');
  const cancel = widget.panel.getByRole('button', { name: words.cancel ?? '', exact: true });
  await finish.click();
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(finish).toBeFocused();
  server.add({ type: 'event', event: 'ANYTHING_ELSE' }, 'SYSTEM');
  await widget.panel.getByRole('button', { name: words.anything_yes ?? '' }).click();
  await expect(widget.composer).toBeFocused();

  server.push({ type: 'typing', consultation: 'c-1', author: { kind: 'OPERATOR', name: 'Marta' }, typing: true });
  await expect(widget.typing).toBeVisible();
  await page.locator('a[href]').first().focus();
  end(server);
  await expect(widget.after).toBeVisible();
  await expect(widget.typing).toHaveCount(0);
  await expect(page.locator('a[href]').first()).toBeFocused();

  const erase = widget.after.getByRole('button', { name: words.erase ?? '' }).first();
  await erase.click();
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(erase).toBeFocused();
});

test('forced colours: every control has a border or an underline, and a ring when it has the focus', async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark', reducedMotion: 'reduce' });
  const { widget, server } = await begin(page, `${portalOf(baseURL)}/demo/de/`);
  const picture = (name: string) => keepPicture(page, `widget/${name}-forced-colours`);
  await picture('40-portal');
  await widget.open();
  await expect(widget.topicSearch).toBeVisible();
  await widget.topicSearch.focus();
  await page.keyboard.press('ArrowDown');
  await picture('41-topics');
  expect.soft(await unseen(page)).toEqual([]);
  await widget.chooseTopic('Imposta comunale');
  await widget.question.fill('Guten Tag');
  await picture('42-question');
  expect.soft(await unseen(page)).toEqual([]);
  await widget.submit.click();
  await expect(widget.waiting).toBeVisible();
  join(server);
  await widget.send('Danke');
  await widget.attach({ name: 'brief.docx', mimeType: 'application/msword', buffer: Buffer.from('PK') });
  server.add({ type: 'event', event: 'WARNED' }, 'SYSTEM');
  server.add({ type: 'event', event: 'ANYTHING_ELSE' }, 'SYSTEM');
  await expect(widget.panel.locator('.confirm')).toBeVisible();
  await picture('43-conversation');
  expect.soft(await unseen(page)).toEqual([]);
  end(server);
  await widget.after.locator('.rating label').nth(3).click();
  await picture('44-rating');
  expect.soft(await unseen(page)).toEqual([]);
});

/** Controls of the panel that a person with forced colours could not make out: no border, no underline, no ring. */
async function unseen(page: Page): Promise<string[]> {
  // focus set by a script shows a ring when the last thing used was the keyboard
  await page.keyboard.press('Shift');
  return page.evaluate(() => {
    const root = document.querySelector('in-diretta')?.shadowRoot;
    const found: string[] = [];
    const seen = (style: string, width: string) => style !== 'none' && Number.parseFloat(width) > 0;
    for (const control of root?.querySelectorAll<HTMLElement>('dialog :is(button, a[href], input, textarea, select)') ??
      []) {
      if (!control.checkVisibility()) continue;
      const name = `${control.localName}.${control.className} ${control.textContent?.slice(0, 20)}`;
      const { borderBottomStyle, borderBottomWidth, textDecorationLine, appearance } = getComputedStyle(control);
      const drawn = seen(borderBottomStyle, borderBottomWidth) || textDecorationLine.includes('underline');
      if (!drawn && appearance !== 'auto') found.push(`no border: ${name}`);
      control.focus();
      const { outlineStyle, outlineWidth } = getComputedStyle(control);
      if (!seen(outlineStyle, outlineWidth)) found.push(`no ring: ${name}`);
    }
    return found;
  });
}

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  test(`motion ${reducedMotion}: what moves for others stands still for who asked for it`, async ({
    page,
    baseURL,
  }) => {
    await page.emulateMedia({ reducedMotion });
    const { widget, server } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
    await widget.open();
    await widget.start('Guten Tag');
    join(server);
    server.push({ type: 'typing', consultation: 'c-1', author: { kind: 'OPERATOR', name: 'Marta' }, typing: true });
    await expect(widget.typing).toBeVisible();
    const moving = await page.evaluate(
      () => document.querySelector('in-diretta')?.shadowRoot?.getAnimations().length ?? 0,
    );
    expect(moving > 0).toBe(reducedMotion === 'no-preference');
  });
}

test('zoom is never forbidden', async ({ page, baseURL }) => {
  for (const path of ['/c/?site=ch', `${portalOf(baseURL)}/demo/de/`]) {
    await begin(page, path);
    const viewport = await page.locator('meta[name=viewport]').getAttribute('content');
    expect(viewport).toContain('width=device-width');
    expect(viewport).not.toMatch(/user-scalable|maximum-scale|minimum-scale/);
    const held = await page.evaluate(
      () =>
        [...(document.querySelector('in-diretta')?.shadowRoot ?? document).querySelectorAll('*')].filter((it) =>
          /none|pan/.test(getComputedStyle(it).touchAction),
        ).length,
    );
    expect(held).toBe(0);
  }
});
