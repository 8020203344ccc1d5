import { expect } from '@playwright/test';
import { conversation, story } from './people.ts';

story(
  'reopened after the end, by either side: the same transcript goes on with the same operator',
  async ({ people }) => {
    const marta = await people.staff('marta');
    await marta.becomeAvailable();
    const citizen = await people.citizen();
    const reference = await conversation(citizen, marta, 'Serve una fotografia?');
    await marta.conversation.write('No, non serve.');
    await marta.conversation.end();
    await expect(citizen.after).toBeVisible();
    await citizen.rate(5);

    // the citizen comes back on another page of the portal
    await citizen.page.goto('/demo/it/passport.html');
    await expect(citizen.after).toBeVisible();
    await citizen.after.getByRole('button', { name: 'Riapri la consulenza' }).click();
    await expect(citizen.composer).toBeVisible();
    await expect(citizen.after).toHaveCount(0);
    await expect(citizen.reference).toHaveText(reference);
    await expect(citizen.events.last()).toHaveText('Consulenza riaperta');
    await citizen.send('Ancora una cosa: quanto costa?');

    await marta.take(reference);
    for (const text of ['Serve una fotografia?', 'No, non serve.', 'Ancora una cosa: quanto costa?']) {
      await expect(marta.conversation.entry(text)).toHaveCount(1);
    }
    await marta.conversation.write('Settanta franchi.');
    await expect(citizen.messages).toHaveText([
      'Serve una fotografia?',
      'No, non serve.',
      'Ancora una cosa: quanto costa?',
      'Settanta franchi.',
    ]);
    await citizen.leave();
    await expect(citizen.after.locator('.thanks')).toBeVisible();
    await citizen.after.getByRole('button', { name: 'Riapri la consulenza' }).click();
    await expect(citizen.composer).toBeFocused();
    await citizen.leave();
    await expect(citizen.after).toBeVisible();
  },
);
