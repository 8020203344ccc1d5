import { writeFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { conversation, story } from './people.ts';
import { CAMERA, pdf, picture, withExif } from './pictures.ts';

/** The sides of a preview as it was drawn, in its own pixels. */
const sides = (canvas: Locator) =>
  canvas.evaluate((it) => [(it as HTMLCanvasElement).width, (it as HTMLCanvasElement).height]);

story(
  'pictures and a PDF go to the operator and back; what a camera wrote into them does not',
  async ({ people }, info) => {
    const marta = await people.staff('marta');
    await marta.becomeAvailable();
    const citizen = await people.citizen();
    await conversation(citizen, marta, 'Le mando i documenti');
    const accept = await citizen.panel.locator('.composer input[type=file]').getAttribute('accept');
    expect(accept?.split(',')).toEqual(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

    const jpeg = withExif(await picture(citizen.page, 'image/jpeg', 60, 40));
    expect(jpeg.includes(CAMERA)).toBe(true);
    const given = [
      { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: jpeg },
      { name: 'schermo.png', mimeType: 'image/png', buffer: await picture(citizen.page, 'image/png', 60, 40) },
      { name: 'mappa.webp', mimeType: 'image/webp', buffer: await picture(citizen.page, 'image/webp', 60, 40) },
      { name: 'modulo.pdf', mimeType: 'application/pdf', buffer: pdf() },
    ];
    await citizen.attach(...given);
    await expect(citizen.files).toHaveCount(4);
    for (const { name } of given) await expect(marta.conversation.entry(name)).toHaveCount(1);
    for (const name of ['foto.jpg', 'schermo.png', 'mappa.webp']) {
      await expect(citizen.files.filter({ hasText: name }).locator('canvas')).toBeVisible();
      await expect(marta.conversation.entry(name).locator('canvas')).toBeVisible();
    }
    // the phone was held upright: what is seen is, too
    expect(await sides(citizen.files.filter({ hasText: 'foto.jpg' }).locator('canvas'))).toEqual([40, 60]);

    const read = async (name: string): Promise<Buffer> => {
      const download = marta.page.waitForEvent('download');
      await marta.conversation
        .entry(name)
        .getByRole('button', { name: marta.say('download_named', { name }) })
        .click();
      return Buffer.concat(await (await (await download).createReadStream()).toArray());
    };
    const photo = await read('foto.jpg');
    expect(photo.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(photo.includes(CAMERA)).toBe(false);
    expect((await read('modulo.pdf')).subarray(0, 5).toString()).toBe('%PDF-');

    const back = [
      { name: 'risposta.jpg', buffer: jpeg },
      { name: 'tariffe.pdf', buffer: pdf() },
    ];
    for (const { name, buffer } of back) {
      writeFileSync(info.outputPath(name), buffer);
      await marta.conversation.attach(info.outputPath(name));
      await expect(citizen.files.filter({ hasText: name })).toHaveCount(1);
    }
    await expect(citizen.files.filter({ hasText: 'risposta.jpg' }).locator('canvas')).toBeVisible();
    expect((await citizen.download('risposta.jpg')).includes(CAMERA)).toBe(false);
    expect((await citizen.download('tariffe.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    await citizen.leave();
  },
);

story('a file that is not taken says why, and the next one goes through', async ({ people }) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  await conversation(citizen, marta, 'Va bene questo file?');
  const refused = citizen.panel.getByRole('alert').filter({ hasText: 'Elimina' });
  const say = async (name: string, why: string) => {
    await expect(refused).toContainText(name);
    await expect(refused).toContainText(why);
    await refused.getByRole('button').click();
    await expect(refused).toHaveCount(0);
  };

  await citizen.attach({ name: 'lettera.docx', mimeType: 'application/msword', buffer: Buffer.from('PK') });
  await say('lettera.docx', 'Scelga un PDF o un’immagine JPEG, PNG o WebP.');
  const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await citizen.attach({ name: 'disegno.png', mimeType: 'image/png', buffer: page });
  await say('disegno.png', 'Questo tipo di file non è ammesso.');
  await citizen.attach({ name: 'grande.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10_000_001, pdf()) });
  await say('grande.pdf', 'al massimo 10 MB');

  await citizen.attach({ name: 'giusto.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await expect(citizen.files).toHaveCount(1);
  await expect(marta.conversation.entry('giusto.pdf')).toHaveCount(1);
  await citizen.leave();
});
