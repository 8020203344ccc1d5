import { expect } from '@playwright/test';
import { ask, story } from './people.ts';
import { pdf } from './pictures.ts';

/** A topic of level 1 for Paolo, and of level 2 for Marta. */
const TAX = 'Imposta comunale';
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

interface Requests {
  readonly contactRequests: readonly { readonly id: string; readonly reference: string }[];
}

story('on a phone: a topic, two before, moving up, served by who knows it', async ({ people }) => {
  const [paolo, elena] = await Promise.all([people.staff('paolo'), people.staff('elena')]);
  await Promise.all([paolo.becomeAvailable(), elena.becomeAvailable()]);
  const references: string[] = [];
  for (const question of ['Prima domanda', 'Seconda domanda']) {
    const before = await people.citizen('/demo/', PHONE);
    await before.open();
    await before.start(question, TAX);
    references.push((await before.reference.textContent()) ?? '');
  }
  const citizen = await people.citizen('/demo/', PHONE);
  await citizen.open();
  await citizen.start('Quando devo pagare?', TAX);
  await expect(citizen.waiting).toContainText('prima di Lei: 2');
  await expect(citizen.room).toContainText('chi è arrivato prima');
  const reference = (await citizen.reference.textContent()) ?? '';
  await citizen.send('Ho già la decisione di tassazione.');

  await paolo.take(references[0] ?? '');
  await expect(citizen.waiting).toContainText('prima di Lei: 1');
  await paolo.take(references[1] ?? '');
  await paolo.take(reference);
  await expect(citizen.operator).toContainText('Paolo');
  await expect(citizen.room).toHaveCount(0);
  await expect(paolo.conversation.entry('Ho già la decisione di tassazione.')).toBeVisible();
  await expect(elena.card(reference)).toHaveCount(0);
});

story('closed: a contact request with a file, which is answered and followed by its link', async ({ people }) => {
  const [admin, paolo] = await Promise.all([people.staff('admin'), people.staff('paolo')]);
  const calendar = (await ask(admin, 'GET', 'admin/calendar?site=ch')) as { closures?: readonly object[] };
  const closure = { from: new Date(Date.now() - 60_000).toISOString(), text: { it: 'Chiuso per un allagamento.' } };
  await ask(admin, 'PUT', 'admin/calendar', { ...calendar, closures: [closure] });
  try {
    const citizen = await people.citizen('/demo/', PHONE);
    await citizen.open();
    await expect(citizen.notes.first()).toContainText('Chiuso per un allagamento.');
    await citizen.chooseTopic(TAX);
    await citizen.question.fill('Posso pagare a rate?');
    await citizen.email.fill('anna@example.org');
    await citizen.panel
      .locator('form input[type=file]')
      .setInputFiles([{ name: 'decisione.pdf', mimeType: 'application/pdf', buffer: pdf() }]);
    await citizen.submit.click();
    const link = citizen.panel.getByRole('link', { name: 'Seguire la richiesta' });
    const address = (await link.getAttribute('href')) ?? '';
    await expect(citizen.notes).toHaveCount(0);

    const reference = await citizen.panel.locator('.reference-big').textContent();
    const { contactRequests } = (await ask(paolo, 'GET', 'contact-requests')) as Requests;
    const request = contactRequests.find((each) => each.reference === reference);
    expect(request).toMatchObject({ text: 'Posso pagare a rate?', files: [{ name: 'decisione.pdf' }] });
    await ask(paolo, 'POST', `contact-requests/${request?.id}/take`, {});
    await ask(paolo, 'POST', `contact-requests/${request?.id}/answer`, { text: 'Sì, in tre rate.' });

    const { page } = citizen;
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.locator('.answer')).toContainText('Sì, in tre rate.');
    await expect(page.locator('[aria-current=step]')).toContainText('Conclusa');
    expect(page.url()).not.toContain('request=');
  } finally {
    await ask(admin, 'PUT', 'admin/calendar', calendar);
  }
});
