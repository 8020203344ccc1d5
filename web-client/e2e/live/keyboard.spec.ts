import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { tabOnto } from '../keys.ts';
import { portalOffersTheirs } from '../portalIsTold.ts';
import { widgetWords } from '../widget/words.ts';
import { FRONT_DESK, PASSWORD, story } from './people.ts';

story(
  'a whole consultation without a mouse: sign in, take, write, note, ready reply, end, undo, end',
  async ({ people }) => {
    const marta = await people.visitor();
    const { page, say, conversation } = marta;
    await page.goto('/console/');
    await expect(page.getByLabel(say('email'))).toBeFocused();
    await page.keyboard.type('marta@rivalago.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(marta.presence).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('menuitem', { name: say('presence_available') })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(marta.presence).toContainText(say('presence_available'));
    await portalOffersTheirs(page.request);

    const citizen = await people.citizen('/c?site=ch');
    await citizen.start('Dove posso parcheggiare?', FRONT_DESK);
    const reference = (await citizen.reference.textContent()) ?? '';
    await expect(marta.card(reference)).toBeVisible();
    await page.keyboard.press('t');
    await expect(conversation.heading(reference)).toBeVisible();
    await expect(conversation.message).toBeFocused();
    await page.keyboard.type('Buongiorno! In che via?');
    await page.keyboard.press('Enter');
    await expect(citizen.messages.last()).toHaveText('Buongiorno! In che via?');

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('n');
    await expect(conversation.note).toBeFocused();
    await page.keyboard.type('chiama spesso');
    await page.keyboard.press('Enter');
    await expect(conversation.notes.filter({ hasText: 'chiama spesso' })).toBeVisible();
    await expect(conversation.message).toBeFocused();

    await page.keyboard.type('/attimo');
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(conversation.message).toHaveValue(/^Verifico subito/);
    await page.keyboard.press('Enter');
    await expect(citizen.messages.last()).toHaveText(/^Verifico subito/);

    await page.keyboard.type('segreto per errore');
    await page.keyboard.press('Enter');
    await expect(citizen.messages.last()).toHaveText('segreto per errore');
    await tabOnto(page, conversation.withdrawButton('segreto per errore'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const asked = page.getByRole('dialog', { name: say('withdraw') });
    await expect(asked.locator(':focus'), 'keys go to it').toBeVisible();
    await tabOnto(page, asked.getByRole('button', { name: say('withdraw') }));
    await page.keyboard.press('Enter');
    await expect(asked).toBeHidden();
    await expect(citizen.log).not.toContainText('segreto per errore');

    await page.keyboard.press('e');
    await expect(page.getByRole('radio', { name: say('outcome_resolved'), exact: true })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: say('outcome_referred'), exact: true })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(marta.undo).toBeVisible();
    await page.keyboard.press('u');
    await expect(marta.undo).toBeHidden();
    await expect(citizen.after, 'the citizen never heard of it').toBeHidden();
    await expect(conversation.message, 'going on where one was').toBeFocused();

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('e');
    await expect(page.getByRole('dialog').locator(':focus'), 'keys go to it').toBeVisible();
    await page.keyboard.press('Enter');
    await expect(marta.undo).toBeVisible();
    await expect(citizen.after, 'told when it can no longer be undone').toBeVisible();
    await expect(marta.undo).toBeHidden();
    await expect(conversation.heading(reference)).toBeHidden();
    await expect(citizen.log).not.toContainText('chiama spesso');
  },
);

story(
  "a citizen's whole consultation without a mouse: open, ask, write, finish, rate, keep the transcript",
  async ({ people }) => {
    const marta = await people.staff('marta');
    await marta.becomeAvailable();
    const citizen = await people.citizen('/demo/it/');
    const { page, panel, after } = citizen;
    await expect(citizen.button).toBeVisible();
    await tabOnto(page, citizen.button);
    await page.keyboard.press('Enter');
    await expect(citizen.beginning).toBeVisible();
    if ((await citizen.modes.count()) > 0) {
      await tabOnto(page, citizen.modes.last());
      await page.keyboard.press('Enter');
    }
    await expect(citizen.topicSearch).toBeVisible();
    await tabOnto(page, citizen.topicSearch);
    await page.keyboard.type(FRONT_DESK);
    await page.keyboard.press('Enter');
    await expect(citizen.question).toBeVisible();
    await tabOnto(page, citizen.question);
    await page.keyboard.type('Dove posso parcheggiare?');
    await tabOnto(page, citizen.name);
    await page.keyboard.type('Giulia');
    await tabOnto(page, citizen.submit);
    await page.keyboard.press('Enter');
    await expect(citizen.reference).toBeVisible();
    await marta.take((await citizen.reference.textContent()) ?? '');
    await expect(citizen.operator).toBeVisible();
    await expect(marta.conversation.fact('citizen')).toHaveText('Giulia');
    await expect(marta.conversation.fact('language')).toHaveText(marta.say('language_it'));
    await expect(marta.conversation.fact('page')).toHaveText(`${new URL(page.url()).host}/demo/it/`);

    await tabOnto(page, citizen.composer);
    await page.keyboard.type('Vicino al municipio');
    await page.keyboard.press('Enter');
    await expect(citizen.ownMessages.last()).toContainText('Vicino al municipio');
    await expect(citizen.composer, 'to write on').toBeFocused();

    await tabOnto(page, panel.locator('.bar button'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(panel.locator('.confirm :focus'), 'keys go to it').toHaveCount(1);
    await tabOnto(page, panel.locator('.confirm button.strong'));
    await page.keyboard.press('Enter');
    await expect(after).toBeVisible();

    const scores = after.getByRole('radio');
    await tabOnto(page, scores);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(scores.nth(3)).toBeChecked();
    await tabOnto(page, after.locator('form textarea'));
    await page.keyboard.type('Gentile');
    await tabOnto(page, after.locator('form button.strong'));
    await page.keyboard.press('Enter');
    await expect(after.locator('.thanks')).toBeVisible();

    await tabOnto(page, after.getByRole('button', { name: 'Scarica come testo' }));
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const transcript = readFileSync(await (await download).path(), 'utf8');
    expect(transcript).toContain('Dove posso parcheggiare?');
    expect(transcript).toContain('Vicino al municipio');
  },
);

story('an abusive consultation is ended only after a warning that the citizen sees', async ({ people }) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen('/c?site=ch');
  await citizen.start('Siete tutti incapaci', FRONT_DESK);
  await marta.take((await citizen.reference.textContent()) ?? '');
  const dialog = marta.page.getByRole('dialog');
  const warning = citizen.events.filter({ hasText: widgetWords('it').warned ?? '' });
  await expect(warning).toHaveCount(0);

  await marta.conversation.more('warn_citizen');
  await dialog.getByRole('button', { name: marta.say('warn_now') }).click();
  await expect(marta.conversation.log).toContainText(marta.say('event_warned'));
  await expect(warning).toHaveCount(1);
  await expect(citizen.composer, 'only warned').toBeVisible();

  await marta.conversation.more('end_abusive');
  await expect(dialog).toContainText(marta.say('end_abusive_help'));
  await dialog.getByRole('button', { name: marta.say('end_now'), exact: true }).click();
  await expect(citizen.after).toBeVisible();
  await expect(citizen.composer).toBeHidden();
});
