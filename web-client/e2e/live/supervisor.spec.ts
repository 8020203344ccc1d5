import { expect, type Page, test } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { portalIsTold } from '../portalIsTold.ts';
import { People } from './people.ts';

/* The supervisor's board against the running demo city: Marta oversees, Luca answers. */

test.use({ locale: 'it-CH', timezoneId: 'Europe/Zurich' });

/** Of level 1 for Marta and 2 for Luca, who is asked later: so long it waits. */
const TOPIC = 'Certificati';

/** What the table says of that topic. Others may still have people whom the stories before left behind. */
async function figures(page: Page): Promise<{ queued: number; active: number }> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: TOPIC }) });
  const [waiting = Number.NaN, offered = Number.NaN, active = Number.NaN] = (
    await row.getByRole('cell').allTextContents()
  ).map(Number);
  return { queued: waiting + offered, active };
}

test('who waits is assigned; the supervisor joins openly and leaves; a pause is ended; the figures add up', async ({
  browser,
}) => {
  const people = new People(browser);
  const luca = await people.staff('luca');
  const marta = await people.staff('marta');
  await luca.becomeAvailable();
  await portalIsTold(luca.page.request, true);
  await marta.becomeAvailable();
  await marta.goAway('away_meeting');
  const widget = await people.citizen('/c?site=ch');
  await widget.start('Chi mi aiuta?', TOPIC);
  const reference = (await widget.reference.textContent()) ?? '';

  await marta.go('nav_board');
  const board = marta.page;
  const item = marta.card(reference);
  await expect(item).toContainText(TOPIC);
  const before = await figures(board);
  expect(before.queued).toBeGreaterThan(0);

  await item.getByRole('button', { name: marta.say('board_reassign_named', { reference }) }).click();
  await board.getByRole('dialog').getByRole('radio', { name: 'Luca Ferrari' }).check();
  await board
    .getByRole('dialog')
    .getByRole('button', { name: marta.say('board_assign'), exact: true })
    .click();
  await expect(widget.operator).toContainText('Luca');
  await expect(
    luca.notices.filter({ hasText: marta.say('notice_assigned', { name: 'Marta', reference }) }),
  ).toBeVisible();
  await expect
    .poll(() => figures(board))
    .toEqual({
      queued: before.queued - 1,
      active: before.active + 1,
    });

  await item.getByRole('button', { name: marta.say('board_join_named', { reference }) }).click();
  await expect(widget.events.last()).toContainText('Marta');
  await marta.conversation.write('Buongiorno, sono qui anch’io.');
  await expect(widget.messages.last()).toHaveText('Buongiorno, sono qui anch’io.');
  await expect(widget.operator).toContainText('Luca');
  await board.getByRole('button', { name: marta.say('joined_leave') }).click();
  await expect(marta.conversation.log).toBeHidden();
  await expect(widget.events.last()).toHaveText('Marta non partecipa più alla conversazione');

  await luca.goAway('away_break');
  await marta.go('nav_board');
  await board.getByRole('button', { name: marta.say('board_end_pause_named', { name: 'Luca' }) }).click();
  await expect(luca.presence).toContainText(luca.say('presence_available'));
  await expect(luca.notices.filter({ hasText: marta.say('notice_pause_ended', { name: 'Marta' }) })).toBeVisible();
  expect(await violationsOf(board)).toEqual([]);

  await board.getByRole('link', { name: marta.say('board_wall') }).click();
  await expect(board.getByRole('heading', { level: 1, name: marta.say('wall_title') })).toBeVisible();
  await expect(board.getByRole('term').filter({ hasText: marta.say('board_longest') })).toBeVisible();
  await expect(board.getByText('Luca')).toHaveCount(0);
  await widget.leave();
  await people.leave();
});
