import { expect } from '@playwright/test';
import { hears, hearsNothing } from './calls.ts';
import { within } from './flow.ts';
import { call, talk, test as two, write } from './two.ts';

/** The browser shares the portal's tab when a person is asked what to share. */
const test = two.extend({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), '--auto-select-tab-capture-source-by-title=Rivalago'],
      }),
    { scope: 'worker' },
  ],
});

test('the citizen asks, is heard once the operator answers, and the closed panel keeps the call in view', async ({
  two,
}) => {
  const { citizen, operator, theirs, ours } = two;
  await write(two);
  await theirs.offer('Parlare').click();
  await expect(theirs.part).toContainText('Abbiamo chiesto a Marta');
  await expect(theirs.part).toContainText('Microfono: aperto');
  await ours.press('call_answer');
  await expect(theirs.part).toContainText('In chiamata con Marta');
  await hears(operator.page);
  await hears(citizen.page);

  await citizen.close();
  await expect(theirs.strip).toContainText('In chiamata con Marta');
  await hears(operator.page);
  await theirs.strip.getByRole('button', { name: 'Microfono' }).click();
  await hearsNothing(operator.page, citizen.page);
  await theirs.strip.getByRole('button', { name: 'Apri la consulenza' }).click();
  await expect(theirs.microphone).toHaveAttribute('aria-pressed', 'false');
  await theirs.microphone.click();
  await hears(operator.page);

  await theirs.press('Riaggancia');
  await expect(theirs.part).toContainText('Chiamata terminata');
  await expect(ours.rows).toHaveCount(0);
  await citizen.send('Continuiamo qui.');
  await expect(operator.conversation.entry('Continuiamo qui.')).toBeVisible();
  await expect(citizen.events.last()).toContainText('Chiamata terminata (');
});

test('after a reload the citizen hears within 5 s, and is heard again only after a click', async ({ two }) => {
  const { citizen, operator, theirs } = two;
  await write(two);
  await call(two);
  await hears(operator.page);
  await within(5_000, async () => {
    await citizen.page.reload({ waitUntil: 'commit' });
    await expect(theirs.part).toContainText('In chiamata con Marta');
    await hears(citizen.page);
  });
  await expect(theirs.microphone).toHaveAttribute('aria-pressed', 'false');
  await hearsNothing(operator.page, citizen.page);
  await theirs.press('Parla di nuovo');
  await hears(operator.page);
});

test('started by voice without a question: tested while waiting, closed until the own click', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  await citizen.open();
  await citizen.chooseMode('Parlare');
  await citizen.start('', 'Altro / non so');
  await theirs.press('Prova microfono');
  await expect(theirs.part.locator('meter')).toBeVisible();
  const level = () => theirs.part.locator('meter').evaluate((meter: HTMLMeterElement) => meter.value);
  // the browser's own microphone beeps once a second
  await expect.poll(level, { intervals: [130] }).toBeGreaterThan(0.1);
  await theirs.press('Termina la prova');
  await operator.take((await citizen.reference.textContent()) ?? '');
  await ours.press('call_answer');
  await hears(citizen.page);
  await hearsNothing(operator.page, citizen.page);
  await theirs.press('Accendi il microfono');
  await hears(operator.page);
});

test('a denied microphone: said with what to do; the citizen hears and writes', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  await citizen.page.context().clearPermissions();
  await write(two);
  await ours.propose();
  await theirs.press('Rispondi');
  await expect(theirs.part).toContainText('non ha il permesso per il microfono');
  await hears(citizen.page);
  await citizen.send('La sento, ma il microfono è bloccato.');
  await expect(operator.conversation.entry('La sento, ma')).toBeVisible();
});

test('Write, Talk, Show and back: the shared page arrives as it is, and Esc ends it', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  await talk(two);
  await ours.press('call_answer');
  await theirs.press('Mostrare qualcosa');
  await expect(theirs.part).toContainText('Prima chiuda e-mail');
  await theirs.press('Una pagina o lo schermo');
  await expect(theirs.part).toContainText('Per ora lo vede solo Lei');
  await expect(operator.page.locator('video')).toHaveCount(0);
  await theirs.press('Mostra a Marta');
  await expect(theirs.part).toContainText('Marta vede il Suo schermo');
  await hears(operator.page, 'video');
  // over everything, also over the panel's modal dialog
  await citizen.page.evaluate(() => {
    const cover = document.createElement('div');
    cover.popover = 'manual';
    cover.id = 'cover';
    for (const [name, value] of [
      ['background', 'rgb(200, 30, 160)'],
      ['inset', '0'],
      ['width', '100vw'],
      ['height', '100vh'],
      ['border', '0'],
    ] as const) {
      cover.style.setProperty(name, value);
    }
    document.body.append(cover);
    cover.showPopover();
  });
  await expect
    .poll(() =>
      operator.page.locator('video').evaluate((video) => {
        const canvas = document.createElement('canvas');
        canvas.width = 1;
        canvas.height = 1;
        const context = canvas.getContext('2d');
        context?.drawImage(video as HTMLVideoElement, 0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
        return Math.max(Math.abs(red - 200), Math.abs(green - 30), Math.abs(blue - 160));
      }),
    )
    .toBeLessThan(20);
  await citizen.page.evaluate(() => document.getElementById('cover')?.remove());
  await citizen.page.keyboard.press('Escape');
  await expect(theirs.part).toContainText('Che cosa vuole mostrare?');
  await expect(operator.page.locator('video')).toHaveCount(0);
  await theirs.press('Riaggancia');
  await citizen.send('Grazie!');
  await expect(operator.conversation.entry('Grazie!')).toBeVisible();
});
