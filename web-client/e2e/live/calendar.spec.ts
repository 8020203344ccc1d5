import { expect } from '@playwright/test';
import { story } from './people.ts';

/* An admin closes a topic at once, and opens it again; whoever looks at it is told without loading the page again. */

const TOPIC = 'Sussidi alle attività culturali';
const WHY = 'Programma in manutenzione';

story('a sudden closure of a topic is read by citizens, and gone again when it is taken away', async ({ people }) => {
  const admin = await people.staff('admin');
  const { page, say } = admin;
  const state = async () => {
    const answer = await page.request.get('/api/v1/availability?site=ch');
    const { topics = {} } = await answer.json();
    return topics['culture-grants']?.WRITE?.text?.it;
  };
  await page.goto('/console/admin/calendar');
  const preview = page.getByRole('region', { name: say('calendar_preview') });
  await preview.getByLabel(say('calendar_day')).fill('2027-03-19');
  await expect(preview, 'Saint Joseph, in Ticino').toContainText('San Giuseppe');
  await expect(preview).toContainText(say('calendar_closed'));

  await page.getByRole('button', { name: say('calendar_closure_add') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('language_it')).fill(WHY);
  await dialog.getByLabel(say('topic')).selectOption({ label: TOPIC });
  await dialog.getByRole('button', { name: say('calendar_apply') }).click();
  await expect(page.getByText(say('calendar_unsaved'))).toBeVisible();
  await page.getByRole('button', { name: say('save'), exact: true }).click();
  await expect(page.getByText(say('saved'), { exact: true })).toBeVisible();
  await expect.poll(state).toBe(WHY);

  await page.getByRole('button', { name: say('remove_named', { name: WHY }) }).click();
  await page.getByRole('button', { name: say('save'), exact: true }).click();
  await expect(page.getByText(say('saved'), { exact: true })).toBeVisible();
  await expect.poll(state).toBeUndefined();
});
