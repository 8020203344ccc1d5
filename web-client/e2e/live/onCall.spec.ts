import { expect } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { deliver, PushService } from './PushService.ts';
import { ask, PASSWORD, story } from './people.ts';

/* A specialist who is at home: the notice reaches her browser, opens the sign-in and then the offer; one press answers. */

story('somebody on call is asked by a notice, and answers with one press', async ({ people }) => {
  const service = await PushService.start();
  const sara = await people.staff('sara', { permissions: ['notifications'] });
  const { page } = sara;
  await service.standInFor(page);
  await page.goto('/console/me');
  const part = page.getByRole('region', { name: sara.say('on_call_title') });
  await part.getByRole('button', { name: sara.say('on_call_add') }).click();
  await part.getByRole('combobox', { name: sara.say('on_call_day') }).click();
  const today = new Intl.DateTimeFormat('it-CH', { weekday: 'long', timeZone: 'Europe/Zurich' }).format(new Date());
  await page.getByRole('option', { name: today }).click();
  await part.getByLabel(sara.say('on_call_from'), { exact: true }).fill('00:00');
  await part.getByLabel(sara.say('on_call_to'), { exact: true }).fill('23:59');
  await part.getByRole('button', { name: sara.say('save') }).click();
  await expect(part.getByRole('button', { name: sara.say('save') })).toBeDisabled();
  await part.getByRole('button', { name: sara.say('on_call_browser_on'), exact: true }).click();
  await expect(part).toContainText(sara.say('on_call_browser_is_on'));
  expect(await violationsOf(page)).toEqual([]);
  await sara.signOut();

  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  await citizen.open();
  await citizen.start('Serve per mia figlia Zoe', 'Permessi per persone');
  const reference = (await citizen.reference.textContent()) ?? '';
  await expect(marta.card(reference)).toContainText(marta.say('offered_to', { name: 'Sara Keller' }));
  await expect.poll(() => service.read).toHaveLength(1);
  const [notice = ''] = service.read;
  expect(notice).toContain(reference);
  expect(notice, 'nothing that the citizen wrote').not.toContain('Zoe');

  await deliver(page, notice);
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration('/console/');
      return (await worker?.getNotifications())?.map(({ title, lang }) => `${lang} ${title}`);
    });
  await expect.poll(shown).toEqual(['it Qualcuno La attende: Permessi per persone con disabilità']);
  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await registration.getNotifications();
    const Click = Reflect.get(globalThis, 'NotificationEvent') as new (type: string, init: object) => Event;
    globalThis.dispatchEvent(new Click('notificationclick', { notification }));
  });

  await page.waitForURL('**/console/offer/*');
  await expect(page.getByRole('heading', { name: sara.say('sign_in_title') })).toBeVisible();
  await sara.enter('sara@rivalago.example', PASSWORD);
  const accept = page.getByRole('article').getByRole('button', { name: sara.say('accept') });
  await expect(accept).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await expect(citizen.operator, 'to open it accepted nothing').toHaveCount(0);
  await accept.click();
  await expect(citizen.operator).toContainText('Sara');
  await expect(sara.conversation.heading(reference)).toBeVisible();

  await page.goto('/console/me');
  await part.getByRole('button', { name: sara.say('on_call_remove') }).click();
  await part.getByRole('button', { name: sara.say('save') }).click();
  await expect(part).toContainText(sara.say('on_call_never'));
  const hours = async () => ((await ask(sara, 'GET', 'me')) as { onCall: readonly object[] }).onCall;
  await expect.poll(hours, 'also on the server').toEqual([]);
  service.close();
});
