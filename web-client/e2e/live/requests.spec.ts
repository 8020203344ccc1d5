import { expect } from '@playwright/test';
import { FRONT_DESK, story } from './people.ts';

/* A consultation that goes on as a task: the citizen follows it by the link, and reads the answer there. */

story('passed on to an office it is followed by a link until it is answered', async ({ people }) => {
  const marta = await people.staff('marta');
  const { page, say } = marta;
  await marta.becomeAvailable();
  const citizen = await people.citizen('/c?site=ch');
  await citizen.start('Vorrei il rimborso della tassa', FRONT_DESK);
  await marta.take((await citizen.reference.textContent()) ?? '');

  await marta.conversation.more('forward');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: say('forward_text') }).fill('Verificare il rimborso');
  await dialog.getByRole('button', { name: say('forward_now') }).click();
  await expect(dialog.getByRole('alert'), 'nothing goes without consent').toContainText(say('forward_consent_missing'));
  await dialog.getByRole('checkbox', { name: say('forward_consent') }).check();
  await dialog.getByRole('button', { name: say('forward_now') }).click();
  await expect(dialog).toBeHidden();

  const said = citizen.page.getByText(/#request=/).last();
  const link = /https?:\/\/\S+#request=[\w-]{43}/.exec((await said.textContent()) ?? '')?.[0] ?? '';
  const follower = await people.citizen(link);
  await expect(follower.page.getByText(FRONT_DESK)).toBeVisible();
  expect(follower.page.url(), 'the secret does not stay in the address').not.toContain('request=');

  await marta.go('nav_requests');
  const task = page.getByRole('listitem').filter({ hasText: 'Verificare il rimborso' }).last();
  await task.getByRole('button', { name: say('request_take'), exact: true }).click();
  await page.getByText(say('requests_taken'), { exact: true }).click();
  await task.getByRole('button', { name: say('request_answer'), exact: true }).click();
  await dialog.getByRole('textbox', { name: say('request_answer_text') }).fill('Il rimborso parte lunedì.');
  await dialog.getByRole('button', { name: say('request_answer_send') }).click();
  await expect(dialog).toBeHidden();

  const later = await people.citizen(link);
  await expect(later.page.getByText('Il rimborso parte lunedì.')).toBeVisible();
});
