import { type Browser, expect, type Page, test } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { Console } from '../console/Console.ts';
import { openShadowRoots } from '../widget/openShadowRoots.ts';
import { Widget } from '../widget/Widget.ts';

/* The console against the running demo city: every screen with what a real server says. */

const password = process.env.INDIRETTA_DEMO_PASSWORD ?? 'benvenuti a rivalago';
const topic = 'Certificati';
/** The smallest file that is a PDF: two objects, their places, where those are written. */
const body = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n';
const places = [body.indexOf('1 0 obj'), body.indexOf('2 0 obj')].map(
  (at) => `${String(at).padStart(10, '0')} 00000 n \n`,
);
const xref = `xref\n0 3\n0000000000 65535 f \n${places.join('')}trailer<</Size 3/Root 1 0 R>>\n`;
const pdf = {
  name: 'contratto.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(`${body}${xref}startxref\n${body.length}\n%%EOF\n`),
};

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });
test.describe.configure({ mode: 'serial' });
async function staff(browser: Browser, name: string): Promise<Console> {
  const context = await browser.newContext({ locale: 'it-CH', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const desk = new Console(page);
  await desk.signIn(`${name}@rivalago.example`, password);
  return desk;
}

async function citizen(browser: Browser, question: string): Promise<Widget> {
  const context = await browser.newContext({ locale: 'it-CH' });
  await openShadowRoots(context);
  const page = await context.newPage();
  await page.goto('/c?site=ch');
  const widget = new Widget(page);
  await widget.start(question, topic);
  return widget;
}

const referenceOf = async (widget: Widget): Promise<string> => (await widget.reference.textContent()) ?? '';

async function noAxeViolations(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}

test('take, write, note, file, withdraw, hand over, warn, end and undo', async ({ browser }) => {
  const marta = await staff(browser, 'marta');
  await marta.becomeAvailable();
  const widget = await citizen(browser, 'Mi serve un certificato di domicilio.');
  const reference = await referenceOf(widget);
  await expect(marta.card(reference)).toContainText('Mi serve un certificato');
  await expect(marta.page).toHaveTitle(/^\(\d+\) /);
  await marta.take(reference);
  await expect(widget.operator).toContainText('Marta');

  await marta.conversation.write('Buongiorno, per quale uso?');
  await expect(widget.messages.last()).toHaveText('Buongiorno, per quale uso?');
  await expect(marta.conversation.entry('per quale uso')).toContainText(marta.say('read'));
  await widget.composer.pressSequentially('Per la banca');
  await expect(marta.conversation.isWriting).toBeVisible();
  await widget.composer.press('Enter');
  await expect(marta.conversation.entry('Per la banca')).toBeVisible();

  await marta.conversation.addNote('Tariffa ridotta?');
  await marta.conversation.write('Segreto per errore');
  await marta.conversation.withdraw('Segreto per errore');
  await expect(widget.log).not.toContainText('Segreto per errore');
  await expect(widget.log).not.toContainText('Tariffa ridotta');

  await marta.page.locator('input[type=file]').setInputFiles(pdf);
  const there = new RegExp(`${marta.say('sent')}|${marta.say('read')}`);
  await expect(marta.conversation.entry('contratto.pdf')).toContainText(there);
  await expect(widget.files).toHaveCount(1);
  const download = marta.page.waitForEvent('download');
  await marta.page.getByRole('button', { name: marta.say('download_named', { name: 'contratto.pdf' }) }).click();
  expect((await download).suggestedFilename()).toBe('contratto.pdf');

  const luca = await staff(browser, 'luca');
  await luca.becomeAvailable();
  await marta.conversation.handOver('Luca', 'Per favore finisci tu.');
  await expect(luca.offers.filter({ hasText: reference })).toContainText('Per favore finisci tu.');
  await luca.take(reference);
  await expect(marta.notices.filter({ hasText: reference })).toContainText('Luca');
  await expect(luca.conversation.notes.first()).toContainText('Tariffa ridotta?');
  await expect(widget.operator).toContainText('Luca');
  await luca.conversation.write('Continuo io.');
  await expect(widget.messages.last()).toHaveText('Continuo io.');

  await luca.conversation.more('ask_anything_else');
  await luca.conversation.more('warn_citizen');
  await luca.page
    .getByRole('dialog')
    .getByRole('button', { name: luca.say('warn_now') })
    .click();
  await expect(luca.conversation.log).toContainText(luca.say('event_warned'));
  await expect(luca.page.getByRole('dialog')).toHaveCount(0);
  await noAxeViolations(luca.page);

  await luca.conversation.end();
  await luca.conversation.undoEnd();
  await luca.conversation.write('Ancora una cosa.');
  await expect(widget.messages.last()).toHaveText('Ancora una cosa.');
  await luca.conversation.end('outcome_referred');
  await expect(luca.conversation.heading(reference)).toBeHidden();
  await expect(widget.after).toBeVisible();

  await luca.go('nav_archive');
  await luca.page.getByLabel(luca.say('reference')).fill(reference);
  await luca.page.getByRole('button', { name: luca.say('search'), exact: true }).click();
  await luca.page.getByRole('link', { name: reference }).click();
  await expect(luca.page.getByText(luca.say('archive_opening_recorded'))).toBeVisible();
  await expect(luca.page.getByRole('region', { name: luca.say('transcript') })).toContainText('Tariffa ridotta?');
  await noAxeViolations(luca.page);
  for (const it of [marta, luca]) await it.page.context().close();
  await widget.page.context().close();
});

test('an administrator adds an operator, who sets a password, serves and can be disabled', async ({ browser }) => {
  const anna = await staff(browser, 'admin');
  const email = `nadia.${Date.now()}@rivalago.example`;
  const name = `Nadia Prova ${Date.now()}`;
  const lastName = name.slice('Nadia '.length);
  const link = await anna.addOperator({ firstName: 'Nadia', lastName, email, office: 'Controllo abitanti' });
  expect(link).toContain('/console/invitation#');
  const edit = anna.say('edit_named', { name });
  await anna.page.getByRole('button', { name: edit }).click();
  const dialog = anna.page.getByRole('dialog', { name: edit });
  await dialog.getByLabel(anna.say('office')).fill('Sportello certificati');
  await dialog.getByRole('button', { name: anna.say('save'), exact: true }).click();
  await expect(dialog).toBeHidden();
  await anna.setLevel(name, 'Certificati (domicilio, dimora)', 1);
  await noAxeViolations(anna.page);

  const context = await browser.newContext({ locale: 'it-CH' });
  const nadia = new Console(await context.newPage());
  await nadia.useInvitation(new URL(link).pathname + new URL(link).hash, 'quattro parole a caso');
  await nadia.becomeAvailable();
  const widget = await citizen(browser, 'Una domanda per Nadia.');
  await nadia.take(await referenceOf(widget));
  await expect(widget.operator).toContainText('Nadia');
  await expect(widget.operator, 'as it was changed').toContainText('Sportello certificati');
  await nadia.conversation.write('Eccomi.');
  await expect(widget.messages.last()).toHaveText('Eccomi.');

  await anna.goAdmin('admin_operators');
  await anna.page.getByRole('button', { name: anna.say('disable_named', { name }) }).click();
  await anna.page
    .getByRole('dialog')
    .getByRole('button', { name: anna.say('disable'), exact: true })
    .click();
  await expect(nadia.page.getByRole('heading', { name: nadia.say('sign_in_title') })).toBeVisible();
  // Nobody is left waiting for the tests after this one.
  await widget.leave();
  await widget.page.context().close();
  await context.close();

  await anna.goAdmin('admin_topics');
  await anna.page.getByRole('button', { name: anna.say('group_add') }).click();
  await anna.page.getByRole('dialog').getByLabel(anna.say('language_it')).fill('Gruppo di prova');
  await anna.page
    .getByRole('dialog')
    .getByRole('button', { name: anna.say('save') })
    .click();
  const group = anna.page.getByRole('region', { name: 'Gruppo di prova' });
  await expect(group).toContainText(anna.say('missing_languages', { languages: 'de, fr, en' }));
  await group.getByRole('button', { name: anna.say('edit_named', { name: 'Gruppo di prova' }) }).click();
  await anna.page
    .getByRole('dialog')
    .getByRole('button', { name: anna.say('remove') })
    .click();
  await expect(group).toHaveCount(0);

  await anna.goAdmin('admin_replies');
  const shortcut = `prova-${Date.now()}`;
  await anna.page.getByRole('button', { name: anna.say('reply_add') }).click();
  await anna.page.getByRole('dialog').getByLabel(anna.say('shortcut')).fill(shortcut);
  await anna.page.getByRole('dialog').getByLabel(anna.say('language_it')).fill('Testo di prova');
  await anna.page
    .getByRole('dialog')
    .getByRole('button', { name: anna.say('save') })
    .click();
  await expect(anna.page.getByRole('row').filter({ hasText: shortcut })).toContainText('Testo di prova');
  await anna.page.getByRole('button', { name: anna.say('remove_named', { name: `/${shortcut}` }) }).click();
  await anna.page
    .getByRole('dialog')
    .getByRole('button', { name: anna.say('remove'), exact: true })
    .click();
  await expect(anna.page.getByRole('row').filter({ hasText: shortcut })).toHaveCount(0);

  await anna.goAdmin('admin_site');
  await anna.page.getByRole('button', { name: anna.say('save') }).click();
  await expect(anna.page.getByText(anna.say('saved'), { exact: true })).toBeVisible();
  await noAxeViolations(anna.page);
  await anna.page.context().close();
});

test('what to have ready: an administrator writes it in four languages, citizens read their own', async ({
  browser,
}) => {
  const anna = await staff(browser, 'admin');
  const about = 'Sussidi alle attività culturali';
  await anna.goAdmin('admin_topics');
  await anna.page.getByRole('button', { name: anna.say('edit_named', { name: about }) }).click();
  const dialog = anna.page.getByRole('dialog');
  const ready = dialog.getByRole('group', { name: anna.say('have_ready'), exact: true });
  const stamp = Date.now();
  const texts = { it: `Programma ${stamp}`, de: `Programmheft ${stamp}`, fr: `Projet ${stamp}`, en: `Plan ${stamp}` };
  for (const [language, text] of Object.entries(texts)) {
    await ready.getByLabel(anna.say(`language_${language}`)).fill(text);
  }
  await dialog.getByRole('button', { name: anna.say('save') }).click();
  await expect(dialog).toBeHidden();

  const marta = await staff(browser, 'marta');
  await marta.becomeAvailable();
  for (const [language, text] of Object.entries(texts)) {
    const site = await marta.page.request.get(`/api/v1/sites/ch?language=${language}`);
    expect(await site.text(), language).toContain(text);
  }
  const context = await browser.newContext({ locale: 'de-CH' });
  await openShadowRoots(context);
  const widget = new Widget(await context.newPage());
  await widget.page.goto('/c?site=ch');
  await widget.start('Eine Frage', 'Kulturbeiträge');
  await expect(widget.panel.locator('.ready')).toContainText(texts.de);
  await widget.leave();
  await context.close();
  for (const it of [anna, marta]) await it.page.context().close();
});

test('own profile: single keys, password rules, second factor, sign-out erases drafts', async ({ browser }) => {
  const elena = await staff(browser, 'elena');
  await elena.page.goto('/console/me');
  const singleKeys = elena.page.getByRole('switch', { name: elena.say('single_keys') });
  await singleKeys.click({ force: true });
  await expect(singleKeys).not.toBeChecked();
  await elena.page.reload();
  await expect(singleKeys).not.toBeChecked();
  await elena.page.keyboard.press('?');
  await expect(elena.page.getByRole('dialog')).toHaveCount(0);
  await singleKeys.click({ force: true });
  await expect(singleKeys).toBeChecked();

  const factor = elena.page.getByRole('region', { name: elena.say('second_factor') });
  await factor.getByLabel(elena.say('password_current')).fill('not the password');
  await factor.getByRole('button', { name: elena.say('second_factor_add') }).click();
  await expect(factor.getByRole('alert')).toContainText(elena.say('password_current_wrong'));
  await factor.getByLabel(elena.say('password_current')).fill(password);
  await factor.getByRole('button', { name: elena.say('second_factor_add') }).click();
  await expect(elena.page.getByRole('img', { name: elena.say('second_factor_qr') })).toBeVisible();
  await noAxeViolations(elena.page);

  await elena.page.evaluate(() => localStorage.setItem('other', 'kept'));
  await elena.signOut();
  expect(
    await elena.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('indiretta-console'))),
  ).toEqual([]);
  await elena.page.context().close();
});

test('a wrong password is refused with words, and says nothing about the account', async ({ page }) => {
  const door = new Console(page);
  await page.goto('/console/');
  await door.enter('nobody@rivalago.example', 'wrong');
  await expect(page.getByRole('alert')).toContainText(door.say('sign_in_wrong'));
  await noAxeViolations(page);
});
