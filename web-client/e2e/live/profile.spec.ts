import { expect } from '@playwright/test';
import { story } from './people.ts';
import { picture } from './pictures.ts';

/* What an operator chooses for themselves, as citizens see it. */

const TOPIC = 'Imposta comunale';

story('a photo is shown to citizens only by the operator’s own choice; it can be taken away', async ({ people }) => {
  const paolo = await people.staff('paolo');
  const { page, say } = paolo;
  await page.goto('/console/me');
  const photo = page.getByRole('region', { name: say('photo') });
  const show = photo.getByRole('switch', { name: say('photo_show') });
  await expect(show).toBeDisabled();
  const chooser = page.waitForEvent('filechooser');
  await photo.getByRole('button', { name: say('photo_choose') }).click();
  const file = { name: 'io.jpg', mimeType: 'image/jpeg', buffer: await picture(page, 'image/jpeg', 900, 600) };
  await (await chooser).setFiles(file);
  await expect(photo.getByRole('img', { name: say('photo_own') })).toBeVisible();
  await expect(show).not.toBeChecked();
  await paolo.becomeAvailable();

  const first = await people.citizen('/c?site=ch');
  await first.start('Posso pagare a rate?', TOPIC);
  await paolo.go('nav_desk');
  await paolo.take((await first.reference.textContent()) ?? '');
  await expect(first.operator).toContainText('Paolo');
  await expect(first.operator).toContainText('Contribuzioni');
  await expect(first.operator.locator('canvas')).toBeHidden();
  await expect(first.operator).not.toContainText('Conti');

  await page.goto('/console/me');
  // By key: what is loaded above it moves it.
  await show.press('Space');
  await expect(show).toBeChecked();
  const second = await people.citizen('/c?site=ch');
  await second.start('E in un anno?', TOPIC);
  await paolo.go('nav_desk');
  await paolo.take((await second.reference.textContent()) ?? '');
  const shown = second.operator.locator('canvas');
  await expect(shown).toBeVisible();
  const colours = await shown.evaluate((canvas: HTMLCanvasElement) => {
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    const at = (part: number) => pen.getImageData(canvas.width / 2, canvas.height * part, 1, 1).data;
    const [above, below] = [at(0.25), at(0.75)];
    return [Number(above[0]) > 200 && Number(above[2]) < 60, Number(below[2]) > 200 && Number(below[0]) < 60];
  });
  expect(colours, 'red above, blue below, as it was uploaded').toEqual([true, true]);

  for (const reference of [second, first]) {
    await paolo.open((await reference.reference.textContent()) ?? '');
    await paolo.conversation.end();
  }
  await page.goto('/console/me');
  await expect(photo.getByRole('img', { name: say('photo_own') })).toBeVisible();
  await photo.getByRole('button', { name: say('remove') }).click();
  await expect(photo).toContainText(say('photo_none'));
});
