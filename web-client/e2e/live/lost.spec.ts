import { chromium, expect } from '@playwright/test';
import { conversation, People, story } from './people.ts';

/** Of level 1 for Marta and 2 for Luca. */
const TOPIC = 'Certificati';

story(
  'the operator’s browser is killed: the citizen is told, comes first, and the next operator goes on',
  async ({ people, launchOptions, baseURL }) => {
    story.setTimeout(300_000);
    // A browser of its own, with a process that can be killed.
    const server = await chromium.launchServer(launchOptions);
    const colleague = new People(await chromium.connect(server.wsEndpoint()));
    const luca = await colleague.staff('luca', baseURL ? { baseURL } : {});
    await luca.becomeAvailable();
    const board = await people.staff('marta');
    // Nobody else is asked before.
    await board.goAway('away_meeting');
    const citizen = await people.citizen();
    const reference = await conversation(citizen, luca, 'Mi serve un certificato.', TOPIC);
    await luca.conversation.write('Per quale uso?');
    await luca.conversation.addNote('Ha due cognomi.');
    await expect(citizen.messages.last()).toHaveText('Per quale uso?');
    await board.go('nav_board');
    await expect(board.card(reference)).toContainText('Luca');

    await server.kill();
    await board.becomeAvailable();
    await citizen.send('Per la banca.');
    // For 45 s it may have been a tunnel.
    await expect(citizen.waiting).toBeVisible({ timeout: 120_000 });
    await expect(board.card(reference)).toContainText(board.say('offered_to', { name: 'Marta Bernasconi' }));
    await board.go('nav_desk');
    await expect(board.offers.filter({ hasText: reference })).toBeVisible();
    await board.take(reference);
    await expect(citizen.operator).toContainText('Marta');
    for (const text of ['Mi serve un certificato.', 'Per quale uso?', 'Per la banca.']) {
      await expect(board.conversation.entry(text)).toHaveCount(1);
    }
    await expect(board.conversation.notes.first()).toContainText('Ha due cognomi.');
    await board.conversation.write('Eccomi, continuo io.');
    await expect(citizen.messages).toHaveText([
      'Mi serve un certificato.',
      'Per quale uso?',
      'Per la banca.',
      'Eccomi, continuo io.',
    ]);
    await expect(citizen.reference).toHaveText(reference);
  },
);
