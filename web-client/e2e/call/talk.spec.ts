import { type BrowserContext, expect } from '@playwright/test';
import { FRONT_DESK } from '../live/people.ts';
import { hears, hearsNothing, silentFor } from './calls.ts';
import { within } from './flow.ts';
import { call, talk, test, write } from './two.ts';

test('Write becomes Talk by the operator’s proposal: heard both ways, muted, typed live, hung up, kept', async ({
  two,
}) => {
  const { citizen, operator, theirs, ours } = two;
  await write(two);
  await ours.propose();
  await expect(ours.row('proposedByUs')).toBeVisible();
  await theirs.press('Rispondi');
  await expect(ours.row('running')).toContainText(/\d:\d\d/);
  await hears(citizen.page);
  await hears(operator.page);
  await expect(ours.quality).toHaveText(/./);

  await ours.press('call_microphone_on');
  await expect(ours.button('call_microphone_muted')).toBeVisible();
  await hearsNothing(citizen.page, operator.page);
  await hears(operator.page);
  await ours.press('call_microphone_muted');
  await hears(citizen.page);

  await ours.press('call_live_off');
  await expect(ours.button('call_live_on')).toBeVisible();
  await expect(citizen.panel).toContainText('Marta vede ciò che Lei scrive');
  await citizen.composer.pressSequentially('Ho il passa');
  await expect(ours.line('Ho il passa')).toBeVisible();
  await operator.conversation.message.pressSequentially('Un mom');
  await expect(theirs.lines).toContainText('Un mom');
  await citizen.composer.pressSequentially('porto qui');
  await citizen.composer.press('Enter');
  await expect(operator.conversation.entry('Ho il passaporto qui')).toBeVisible();
  await expect(ours.line('Ho il passa')).toHaveCount(0);

  await ours.press('call_hang_up');
  await expect(ours.rows).toHaveCount(0);
  await expect(theirs.part).toContainText('Chiamata terminata');
  await expect(operator.conversation.log).toContainText(operator.say('call_end_hung_up'));
  await operator.conversation.message.fill('');
  await operator.conversation.write('Continuiamo per iscritto.');
  await expect(citizen.messages.last()).toHaveText('Continuiamo per iscritto.');
});

test('a Talk consultation: its mode in the list, the citizen’s proposal, answered by a click', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  await talk(two);
  await expect(ours.row('proposedByThem')).toContainText(operator.say('call_answer_note'));
  await ours.press('call_answer');
  await expect(ours.row('running')).toBeVisible();
  await hears(citizen.page);
  await theirs.press('Accendi il microfono');
  await hears(operator.page);

  await ours.press('call_hold');
  await expect(ours.rows).toContainText(operator.say('call_on_hold'));
  await silentFor(citizen.page, ours.row('running'));
  await silentFor(operator.page, ours.row('running'));
  await expect(theirs.part).toContainText('ha messo la chiamata in attesa');
  await ours.press('call_resume');
  await hears(citizen.page);
});

test('after a reload the operator hears within 5 s, and is heard again only after a click', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  await write(two);
  await call(two);
  await hears(citizen.page);
  await within(5_000, async () => {
    await operator.page.reload({ waitUntil: 'commit' });
    await expect(ours.button('call_speak_again')).toBeVisible();
    await expect(ours.row('running')).toBeVisible();
    await hears(operator.page);
  });
  await hearsNothing(citizen.page, operator.page);
  await ours.press('call_speak_again');
  await hears(citizen.page);
  await expect(theirs.part).toContainText('In chiamata con Marta');
});

/** The live link of a browser, on which news can be held up. Made before the page that opens it is loaded. */
async function holdableLink(context: BrowserContext): Promise<{ hold(): void; letGo(): void }> {
  let held: (() => void)[] | undefined;
  await context.routeWebSocket(/\/live\/websocket/, (page) => {
    page.connectToServer().onMessage((text) => {
      const pass = () => page.send(text);
      if (held) held.push(pass);
      else pass();
    });
  });
  return {
    hold: () => {
      held = [];
    },
    letGo: () => {
      const passes = held ?? [];
      held = undefined;
      for (const pass of passes) pass();
    },
  };
}

test('both propose at once: one call, no second question', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  const links = [await holdableLink(citizen.page.context()), await holdableLink(operator.page.context())];
  for (const { page } of [citizen, operator]) await page.reload();
  await write(two);
  await expect(ours.offer('talk')).toBeVisible();
  await expect(theirs.offer('Parlare')).toBeVisible();
  // Neither hears of the other's question before asking.
  for (const link of links) link.hold();
  await Promise.all([ours.propose(), theirs.offer('Parlare').click()]);
  for (const link of links) link.letGo();
  await expect(ours.row('running')).toBeVisible();
  await hears(citizen.page);
  await hears(operator.page);
});

test('declined, withdrawn: said in words, and the chat goes on', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  await write(two);
  await ours.propose();
  await theirs.press('Non ora');
  await expect(operator.page.getByText(/ora non desidera parlare/).first()).toBeVisible();
  await ours.propose();
  await expect(theirs.part).toContainText('vorrebbe parlare con Lei');
  await ours.press('call_take_back');
  await expect(theirs.part.getByRole('button', { name: 'Rispondi' })).toHaveCount(0);
  await expect(operator.conversation.log).toContainText(operator.say('event_call_withdrawn'));
  await citizen.send('Va bene, scriviamo.');
  await expect(operator.conversation.entry('Va bene, scriviamo.')).toBeVisible();
});

test('another consultation is opened: the call stays in sight with the name that leads back', async ({
  two,
  people,
}) => {
  const { citizen, operator, ours } = two;
  const first = await write(two);
  await call(two);
  await operator.go('nav_archive');
  await expect(ours.row('running')).toContainText(first);
  await hears(citizen.page);
  const other = await people.citizen();
  await other.open();
  await other.chooseMode('Scrivere');
  await operator.go('nav_desk');
  await other.start('E io?', FRONT_DESK);
  await operator.take((await other.reference.textContent()) ?? '');
  await operator.conversation.write('Buongiorno a Lei.');
  await expect(ours.row('running')).toContainText(first);
  await ours.row('running').getByRole('link').click();
  await expect(operator.conversation.heading(first)).toBeVisible();
  await ours.press('call_hang_up');
  await expect(ours.rows).toHaveCount(0);
  await other.leave();
});

test.describe(() => {
  test.use({ denied: true });
  test('a denied microphone: said with what to do, the call goes on listening and writing', async ({ two }) => {
    const { operator, theirs, ours } = two;
    await write(two);
    await ours.propose();
    await expect(operator.page.getByText(operator.say('call_microphone_denied'))).toBeVisible();
    await theirs.press('Rispondi');
    await expect(ours.row('running')).toBeVisible();
    await hears(operator.page);
    await expect(ours.button('call_microphone_off')).toBeVisible();
    await ours.press('call_hang_up');
    await expect(ours.rows).toHaveCount(0);
  });
});
