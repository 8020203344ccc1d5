import { expect, type Page, test } from '@playwright/test';
import { begin, launched, portalOf, write } from './callScene.ts';

test.use(launched('--use-fake-ui-for-media-stream'));

const ALL_MODES = ['SHOW', 'TALK', 'WRITE'];

/** The portal's pages come with this Permissions-Policy. */
async function forbids(page: Page, baseURL: string | undefined, policy: string): Promise<void> {
  await page.route(`${portalOf(baseURL)}/demo/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': policy } });
  });
}

test('a browser without WebRTC is offered what is possible: to write, before and during a consultation', async ({
  page,
  baseURL,
}) => {
  const scene = await begin(page, baseURL, ALL_MODES);
  const { widget, call, other, server, complaints } = scene;
  await page.evaluate(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await widget.open();
  await widget.chooseMode('Parlare');
  await widget.chooseTopic('Passaporto');
  await expect(widget.panel).toContainText('Questo browser non può fare chiamate. Può scriverci');
  await widget.panel.getByRole('button', { name: 'Scrivere', exact: true }).click();
  await widget.start('Buongiorno, il mio browser è vecchio.');
  server.change({ state: 'ACTIVE', operator: { id: 'o-1', firstName: 'Marta', office: 'Sportello generale' } });
  await expect(widget.operator).toBeVisible();

  other.propose('TALK');
  await expect(call.part).toContainText('Questo browser non può fare chiamate');
  await expect(call.part.getByRole('button', { name: 'Rispondi' })).toHaveCount(0);
  await call.press('Non ora');
  await expect.poll(() => server.heard.findLast(({ type }) => type === 'answerCall')).toMatchObject({ accept: false });
  await widget.send('Scriviamo, grazie.');
  await expect(widget.ownMessages.last()).toContainText('Scriviamo, grazie.');
  expect(complaints).toEqual([]);
});

for (const [policy, left, gone] of [
  ['display-capture=()', 'Un documento, con la videocamera', 'Una pagina o lo schermo'],
  ['camera=()', 'Una pagina o lo schermo', 'Un documento, con la videocamera'],
] as const) {
  test(`a page with ${policy}: what is left is offered, and the full page for the rest`, async ({ page, baseURL }) => {
    await forbids(page, baseURL, policy);
    const scene = await begin(page, baseURL, ALL_MODES);
    const { call, other } = scene;
    await write(scene);
    other.propose('TALK');
    await call.press('Rispondi');
    await expect(call.part).toContainText('In chiamata con Marta');
    await call.press('Mostrare qualcosa');
    await expect(call.part.getByRole('button', { name: left })).toBeVisible();
    await expect(call.part.getByRole('button', { name: gone })).toHaveCount(0);
    const link = call.part.getByRole('link', { name: 'Apri nel browser' });
    await expect(link).toHaveAttribute('href', new RegExp(`^${baseURL}/c\\?site=ch&language=it#A{43}$`));
  });
}
