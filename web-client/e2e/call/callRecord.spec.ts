import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { call, test, write } from './two.ts';

test('a call stands in the archive and in its export: by whom, how long, why it ended, how good, what was shown', async ({
  two,
}) => {
  const { citizen, operator, theirs, ours } = two;
  const { page, say } = operator;
  const reference = await write(two);
  await ours.propose();
  await theirs.press('Non ora');
  await expect(ours.rows).toHaveCount(0);
  await call(two);
  await theirs.camera.click();
  await expect(page.locator('video')).toHaveCount(1);
  await theirs.camera.click();
  await expect(page.locator('video')).toHaveCount(0);
  // Only what was measured before the end can stand in the record.
  await expect(ours.quality).toBeVisible();
  // Every 15 s each side says it; what it says last of all may come after the end.
  await expect(ours.row('running')).toContainText(/0:[2-5]\d|[1-9]\d*:\d\d/, { timeout: 60_000 });
  await ours.press('call_hang_up');
  // How good it is depends on how busy the machine is.
  const qualities = [say('call_good'), say('call_fair'), say('event_call_poor')].map(escaped).join('|');
  const length = String.raw`\d:\d\d`;
  const told = [
    say('event_call_declined'),
    say('event_call_started', { mode: say('mode_talk'), name: 'Marta' }),
    say('event_camera_started', { name: say('citizen') }),
    new RegExp(escaped(say('event_camera_ended', { name: say('citizen'), time: '|' })).replace('\\|', length)),
    new RegExp(
      `${escaped(say('event_call_ended', { time: '|', reason: say('call_end_hung_up') })).replace('\\|', length)} · (${qualities})`,
    ),
  ];
  for (const event of told) await expect(operator.conversation.log).toContainText(event);

  await operator.conversation.end();
  // The citizen is told once it can no longer be undone: from then on it is past.
  await expect(citizen.after).toBeVisible();
  await expect(operator.undo).toBeHidden();
  await operator.go('nav_archive');
  await page.getByLabel(say('reference')).fill(reference);
  await page.getByRole('button', { name: say('search'), exact: true }).click();
  await page.getByRole('link', { name: reference }).click();
  const transcript = page.getByRole('region', { name: say('transcript') });
  for (const event of told) await expect(transcript).toContainText(event);
  expect(await violationsOf(page)).toEqual([]);

  for (const kind of ['transcript_text', 'transcript_html'] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: say(kind) }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toContain('Marta: chiamata iniziata (voce)');
    expect(text).toMatch(/Chiamata terminata dopo \d:\d\d: riagganciato; qualità: perdita \d+ %/);
    expect(text).toMatch(/non mostra più la videocamera \(\d:\d\d\)/);
    expect(text).toContain('La chiamata non ha avuto luogo');
  }
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
