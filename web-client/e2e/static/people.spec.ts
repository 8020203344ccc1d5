import { expect, test } from '@playwright/test';
import { begin, launched, look, write } from './callScene.ts';
import { walk, walkers } from './looking.ts';

test.use(launched('--use-fake-ui-for-media-stream'));
/** Many looks in one test; a busy machine needs its time. */
const MANY_LOOKS_MS = 120_000;

const LUCA = { member: 'm-3', role: 'COLLEAGUE', author: { kind: 'OPERATOR', name: 'Luca' } };
const AMINA = { member: 'm-4', role: 'INTERPRETER', author: { kind: 'GUEST', name: 'Amina', role: 'INTERPRETER' } };

for (const walker of walkers) {
  test(`four people with their roles; either side ends what is shown ${walker.at} ${walker.colorScheme}`, async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(MANY_LOOKS_MS);
    await walk(page, walker);
    const scene = await begin(page, baseURL);
    const { call, server, other, complaints } = scene;
    await write(scene);
    other.propose('TALK');
    await call.press('Rispondi');
    await expect(call.part).toContainText('In chiamata con Marta');
    const people = call.part.locator('.people li');
    await expect(people).toHaveCount(0);
    other.others([LUCA, { ...AMINA, away: true, invited: true }]);
    await expect(people).toHaveText([/^Marta collaboratrice/, /^Luca collega$/, /^Amina interprete.*invitata/]);
    await expect(call.part).toContainText('In chiamata con Marta, Luca');
    await look(page, '41-invited');
    other.others([LUCA, { ...AMINA, microphone: 'ON' }]);
    await expect(call.part).toContainText('In chiamata con Marta, Luca, Amina');

    other.marta({ camera: true });
    await expect(call.pictures).toHaveCount(1);
    await call.camera.click();
    await expect(call.pictures).toHaveCount(2);
    await look(page, '42-four');
    await call.press('Ferma ciò che mostra Marta');
    await expect(call.pictures).toHaveCount(1);
    await expect
      .poll(() => server.heard.findLast(({ type }) => type === 'endShare'))
      .toMatchObject({ member: 'm-1', what: 'CAMERA' });

    other.endShare('CAMERA');
    await expect(call.part.getByRole('alert')).toContainText('ha fermato ciò che Lei mostrava');
    await expect(call.pictures).toHaveCount(0);
    await expect.poll(() => server.heard.findLast(({ type }) => type === 'setMedia')).toMatchObject({ camera: false });
    await look(page, '43-ended');
    other.others([]);
    await expect(people).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}
