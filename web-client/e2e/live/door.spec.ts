import { expect } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { pasteAnew } from '../paste.ts';
import { codeOf } from '../totp.ts';
import { FreshInstallation } from './FreshInstallation.ts';
import { story } from './people.ts';

/* How staff come in: the first admin, who was invited, who has a second factor. */

const OWN_PASSWORD = 'quattro parole a caso';

story(
  'first start: the printed link makes the first admin, once; from there a citizen can be answered',
  async ({ people }) => {
    story.setTimeout(240_000);
    const installation = await FreshInstallation.prepared();
    try {
      const printed = await installation.start();
      const link = /\S+\/console\/set-up#\S+/.exec(printed)?.[0] ?? '';
      expect(link).toContain(installation.url);

      const prima = await people.visitor();
      const { page, say } = prima;
      await page.goto(link);
      await expect(page.getByRole('heading', { name: say('set_up_title') })).toBeVisible();
      expect(page.url(), 'the token does not stay in the address').not.toContain('#');
      await page.getByLabel(say('email')).fill('prima@example.ch');
      await page.getByLabel(say('first_name'), { exact: true }).fill('Prima');
      await page.getByLabel(say('last_name')).fill('Persona');
      await prima.choosePassword('troppo corta', 'troppo corto');
      await expect(page.getByRole('alert')).toContainText(say('passwords_differ'));
      await prima.choosePassword('corta');
      await expect(page.getByRole('alert')).toContainText(say('password_too_short'));
      expect(await violationsOf(page)).toEqual([]);
      await prima.choosePassword(OWN_PASSWORD);
      await expect(prima.presence).toBeVisible();

      const second = await people.visitor();
      await second.page.goto(link);
      await expect(second.page.getByRole('alert'), 'the link is used up').toContainText(say('link_dead_help'));
      await second.page.getByRole('link', { name: say('to_sign_in') }).click();
      await expect(second.page.getByRole('heading', { name: say('sign_in_title') })).toBeVisible();

      await prima.addSite('Comune di Prova');
      await prima.addGroup('Sportello');
      await prima.addTopic('Sportello', 'Certificati');
      await prima.setLevel('Prima Persona', 'Certificati', 1);
      await prima.becomeAvailable();
      const citizen = await people.citizen(`${installation.url}/c`);
      await citizen.start('C’è qualcuno?', 'Certificati');
      await prima.go('nav_desk');
      await prima.take((await citizen.reference.textContent()) ?? '');
      await prima.conversation.write('Benvenuto!');
      await expect(citizen.messages.last()).toHaveText('Benvenuto!');

      await installation.stop();
      expect(await installation.start(), 'there was an admin: nothing to set up').not.toContain('set-up');
      await second.page.goto(link);
      await expect(second.page.getByRole('alert')).toContainText(say('link_dead_help'));
      await second.page.goto(`${installation.url}/console/`);
      await second.enter('prima@example.ch', OWN_PASSWORD);
      await expect(second.presence).toBeVisible();
    } finally {
      await people.leave();
      await installation.remove();
    }
  },
);

story('an invited person chooses the password, adds a second factor and signs in with it', async ({ people }) => {
  const admin = await people.staff('admin');
  const lastName = `Prova ${Date.now()}`;
  const email = `tea.${Date.now()}@rivalago.example`;
  const link = await admin.addOperator({ firstName: 'Tea', lastName, email, office: 'Cancelleria' });

  const tea = await people.visitor();
  const { page, say } = tea;
  await page.goto(link);
  await expect(page.getByText(say('invitation_help', { name: 'Tea', email }))).toBeVisible();
  await tea.choosePassword(email);
  await expect(page.getByRole('alert')).toContainText(say('password_like_email'));
  await tea.choosePassword(OWN_PASSWORD);
  await expect(tea.presence).toBeVisible();

  const late = await people.visitor();
  await late.page.goto(link);
  await expect(late.page.getByRole('alert'), 'used').toContainText(say('link_dead_help'));

  await page.goto('/console/me');
  const factor = page.getByRole('region', { name: say('second_factor') });
  await factor.getByLabel(say('password_current')).fill(OWN_PASSWORD);
  await factor.getByRole('button', { name: say('second_factor_add') }).click();
  await expect(page.getByRole('img', { name: say('second_factor_qr') })).toBeVisible();
  const key = (await factor.locator('code').textContent()) ?? '';
  const code = factor.getByRole('textbox', { name: say('code') });
  await code.fill('000000');
  await factor.getByRole('button', { name: say('confirm') }).click();
  await expect(factor.getByRole('alert')).toContainText(say('sign_in_code_wrong'));
  const first = codeOf(key);
  await code.fill(first);
  await factor.getByRole('button', { name: say('confirm') }).click();
  await expect(factor).toContainText(say('second_factor_on'));

  await tea.signOut();
  await tea.enter(email, OWN_PASSWORD);
  await expect(page.getByLabel(say('code'))).toBeFocused();
  expect(await violationsOf(page)).toEqual([]);
  for (const wrong of ['000000', first]) {
    await page.getByLabel(say('code')).fill(wrong);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert'), 'wrong, or used already').toContainText(say('sign_in_code_wrong'));
    await expect(page.getByLabel(say('code'))).toHaveValue('');
  }
  // The next step's code counts already: clocks of telephones differ.
  await page.getByLabel(say('code')).fill(codeOf(key, 1));
  await page.keyboard.press('Enter');
  await expect(tea.presence).toBeVisible();

  // Who lost the second factor is invited anew: the old link is dead, the new one asks for no code.
  const lost = await admin.inviteAgain(`Tea ${lastName}`);
  const newer = await admin.inviteAgain(`Tea ${lastName}`);
  await pasteAnew(late.page, lost);
  await expect(late.page.getByRole('alert'), 'a newer one was made').toContainText(say('link_dead_help'));
  await pasteAnew(late.page, newer);
  await late.choosePassword('cinque parole scelte a caso');
  await expect(late.presence).toBeVisible();
  await expect(page.getByRole('heading', { name: say('sign_in_title') }), 'elsewhere the sign-in ended').toBeVisible();
});
