import { expect } from '@playwright/test';
import type { Widget } from '../widget/Widget.ts';
import { widgetWords } from '../widget/words.ts';
import { conversation, story } from './people.ts';

const WEDDING = 'Matrimonio, nascita';
const words = widgetWords('it');
const say = (key: string): string => words[key] ?? key;

/** "I have a code", from the button on the portal. */
async function enterCode(citizen: Widget, code: string, question?: string): Promise<void> {
  await citizen.open();
  await citizen.panel.getByRole('button', { name: say('code_have') }).click();
  await citizen.panel.getByLabel(say('code_label')).fill(code);
  if (question) await citizen.panel.getByLabel(say('code_question')).fill(question);
  await citizen.panel.getByRole('button', { name: say('go_on'), exact: true }).click();
}

story('passed to a topic with revoke; back with a code; joined from the telephone; called back', async ({ people }) => {
  story.setTimeout(180_000);
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  const reference = await conversation(citizen, marta, 'Che cosa serve per sposarsi?');

  // Nobody but Marta is there: the dialog says so before anything is done.
  const asked = await marta.conversation.chooseTransfer();
  await expect(asked.getByRole('radio', { name: WEDDING })).toBeDisabled();
  await marta.page.keyboard.press('Escape');

  const elena = await people.staff('elena');
  await elena.becomeAvailable();
  await marta.conversation.transfer(WEDDING, 'Vogliono sposarsi a giugno.');
  await expect(elena.offers.filter({ hasText: reference })).toContainText('Vogliono sposarsi a giugno.');
  await expect(
    marta.page.getByText(marta.say('transfer_asks', { topic: WEDDING, name: 'Elena' }), { exact: true }),
  ).toBeVisible();
  await expect(citizen.operator).toContainText('Marta');
  await marta.conversation.cancelHandOver();
  await expect(elena.offers.filter({ hasText: reference })).toHaveCount(0);
  await marta.conversation.write('Resto io, un momento.');

  await marta.conversation.transfer(WEDDING);
  await elena.take(reference);
  await expect(citizen.operator).toContainText('Elena');
  await elena.conversation.write('Porti gli atti di nascita.');
  await expect(citizen.messages.last()).toHaveText('Porti gli atti di nascita.');

  await elena.page.getByRole('button', { name: elena.say('end'), exact: true }).click();
  const ending = elena.page.getByRole('dialog');
  await ending.getByRole('radio', { name: elena.say('outcome_to_be_completed') }).check();
  await ending.getByRole('button', { name: elena.say('end_now'), exact: true }).click();
  const given = elena.page.getByRole('dialog', { name: elena.say('return_code_title', { reference }) });
  const code = (await given.getByText(/^\w{3}-\w{3}-\w{3}$/).textContent()) ?? '';
  await given.getByRole('button', { name: elena.say('done') }).click();
  await expect(citizen.after).toContainText(code);
  await citizen.page.reload();
  await expect(citizen.after, 'kept on this device until it is taken away').toContainText(code);

  // On another device, in small letters; Elena is told which case comes back.
  const back = await people.citizen();
  await enterCode(back, code.toLowerCase(), 'Ho gli atti di nascita.');
  const card = elena.page.getByRole('listitem').filter({ hasText: elena.say('lane_case', { reference }) });
  await expect(card).toContainText('Ho gli atti di nascita.');
  await card.getByRole('button', { name: elena.say('accept') }).click();
  await expect(back.operator).toContainText('Elena');
  await expect(elena.page.getByRole('link', { name: reference, exact: true })).toBeVisible();

  // Used once: a second time it is refused.
  const again = await people.citizen();
  await enterCode(again, code, 'Io pure.');
  await expect(again.panel).toContainText(say('code_wrong'));

  await elena.page.getByRole('button', { name: elena.say('join_code') }).click();
  const making = elena.page.getByRole('dialog', { name: elena.say('join_code') });
  await making.getByRole('button', { name: elena.say('join_code_make') }).click();
  const digits = (await making.getByText(/^\d{3} \d{3}$/).textContent()) ?? '';
  await making.getByRole('button', { name: elena.say('done') }).click();
  const caller = await people.citizen();
  await enterCode(caller, digits);
  await expect(caller.operator).toContainText('Elena');

  const busy = await people.citizen();
  await busy.open();
  await busy.start('Mi può richiamare?', WEDDING);
  await busy.room.getByRole('button', { name: say('call_me') }).click();
  await busy.sheet.getByRole('textbox').fill('091 555 12 34');
  await busy.sheet.getByRole('button', { name: say('call_keep') }).click();
  await expect(busy.room).toContainText('091 555 12 34');
  const called = (await busy.reference.textContent()) ?? '';
  await expect(elena.card(called)).toContainText('091 555 12 34');
  await elena.take(called);
  await expect(
    elena.page.getByRole('link', { name: elena.say('call_back_number', { number: '091 555 12 34' }) }),
  ).toHaveAttribute('href', 'tel:0915551234');
  await expect(busy.operator).toContainText('Elena');
  await elena.conversation.end();
  await expect(busy.after).toBeVisible();
});
