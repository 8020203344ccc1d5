import { expect, type Page } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { CallRow } from '../console/CallRow.ts';
import type { Console } from '../console/Console.ts';
import { PASSWORD, type People } from '../live/people.ts';
import { hears, watchPeers } from './calls.ts';
import { call, DEVICES, type Two, test, write } from './two.ts';

declare const peers: readonly RTCPeerConnection[];

/** From so many other people sound comes now. */
async function heardFrom(page: Page): Promise<number> {
  const counts = () =>
    page.evaluate(() =>
      Promise.all(
        peers.map(async (peer) =>
          [...(await peer.getStats()).values()]
            .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
            .reduce((sum, { packetsReceived }) => sum + packetsReceived, 0),
        ),
      ),
    );
  const before = await counts();
  await page.evaluate(() => new Promise((later) => setTimeout(later, 600)));
  const after = await counts();
  return after.filter((count, at) => count > (before[at] ?? 0) + 5).length;
}

/** Another member of staff with devices, by the name before the @. */
async function colleague(people: People, name: string): Promise<Console> {
  const staff = await people.visitor(DEVICES);
  await watchPeers(staff.page.context());
  await staff.signIn(`${name}@rivalago.example`, PASSWORD);
  await staff.becomeAvailable();
  return staff;
}

/** Marta asks a colleague, by full name, into the call. */
async function invite({ operator, ours }: Two, name: string): Promise<void> {
  await ours.press('call_invite');
  await operator.page.getByRole('menuitem', { name: operator.say('call_invite_colleague') }).click();
  const dialog = operator.page.getByRole('dialog');
  await dialog.getByRole('radio', { name }).check();
  await dialog.getByRole('button', { name: operator.say('call_invite'), exact: true }).click();
  await expect(dialog).toBeHidden();
}

const invitationOf = (staff: Console) =>
  staff.offers.filter({ hasText: staff.say('call_asked_by', { name: 'Marta' }) });

test('a colleague is asked in, comes by one click, hears both and is heard, writes, leaves; the call goes on', async ({
  two,
  people,
}) => {
  const { citizen, operator, ours } = two;
  const luca = await colleague(people, 'luca');
  const reference = await write(two);
  await call(two);
  await invite(two, 'Luca Ferrari');
  await expect(ours.people.filter({ hasText: 'Luca' })).toContainText(operator.say('call_invited'));
  await expect(invitationOf(luca)).toContainText(reference);
  await expect(luca.page).toHaveTitle(/^\(\d+\)/);
  await expect(luca.muteButton).toBeVisible();
  expect(await violationsOf(luca.page)).toEqual([]);

  await invitationOf(luca)
    .getByRole('button', { name: luca.say('call_visit') })
    .click();
  const theirs = new CallRow(luca);
  await expect(theirs.row('running')).toBeVisible();
  await expect(luca.conversation.heading(reference)).toBeVisible();
  await expect(invitationOf(luca)).toHaveCount(0);
  await expect.poll(() => heardFrom(luca.page)).toBe(2);
  await expect.poll(() => heardFrom(citizen.page)).toBe(2);
  await expect.poll(() => heardFrom(operator.page)).toBe(2);
  await expect(ours.people.filter({ hasText: 'Luca' })).toContainText(operator.say('colleague'));
  await expect(theirs.people.filter({ hasText: 'Marta' })).toContainText(luca.say('operator'));
  await expect(operator.conversation.log).toContainText(
    operator.say('event_call_joined', { name: `Luca, ${operator.say('colleague')}` }),
  );

  for (const key of ['end', 'hand_over']) {
    await expect(luca.page.getByRole('button', { name: luca.say(key), exact: true })).toHaveCount(0);
  }
  await expect(theirs.button('call_invite')).toHaveCount(0);
  expect(await violationsOf(luca.page)).toEqual([]);
  await luca.conversation.write('Il modulo è il numero 12.');
  await expect(citizen.messages.last()).toHaveText('Il modulo è il numero 12.');
  await luca.conversation.addNote('Residente dal 2019.');
  await expect(operator.conversation.notes).toContainText('Residente dal 2019.');

  await luca.page.reload();
  await expect(theirs.button('call_speak_again')).toBeVisible();
  await expect.poll(() => heardFrom(luca.page)).toBe(2);
  await theirs.press('call_hang_up');
  await expect(luca.notices.filter({ hasText: luca.say('notice_call_left', { reference }) })).toBeVisible();
  await expect(luca.conversation.log).toHaveCount(0);
  await expect(ours.people).toHaveCount(0);
  await expect(ours.row('running')).toBeVisible();
  await hears(citizen.page);
  await hears(operator.page);
  await expect(operator.conversation.log).toContainText(
    operator.say('event_call_left', { name: `Luca, ${operator.say('colleague')}` }),
  );
});

test('an invitation is declined, another taken back; a supervisor comes as one, and is taken out', async ({
  two,
  people,
}) => {
  const { operator, ours } = two;
  const admin = await colleague(people, 'admin');
  await write(two);
  await call(two);
  const [first, full] = ['Anna', 'Anna Moretti'];
  await invite(two, full);
  await invitationOf(admin)
    .getByRole('button', { name: admin.say('decline') })
    .click();
  await expect(invitationOf(admin)).toHaveCount(0);
  await expect(ours.people).toHaveCount(0);

  await invite(two, full);
  await operator.page.getByRole('button', { name: operator.say('call_invitation_back', { name: first }) }).click();
  await expect(invitationOf(admin)).toHaveCount(0);

  await invite(two, full);
  await invitationOf(admin)
    .getByRole('button', { name: admin.say('call_visit') })
    .click();
  await expect(ours.people.filter({ hasText: first })).toContainText(operator.say('role_supervisor'));
  await expect.poll(() => heardFrom(admin.page)).toBe(2);
  await operator.page.getByRole('button', { name: operator.say('call_remove', { name: first }) }).click();
  const dialog = operator.page.getByRole('dialog');
  await dialog.getByRole('button', { name: operator.say('call_remove_now'), exact: true }).click();
  await expect(new CallRow(admin).rows).toHaveCount(0);
  await expect(admin.conversation.log).toHaveCount(0);
  await expect(ours.people).toHaveCount(0);
  await hears(operator.page);
});

test('the operator ends what the citizen shows; the citizen may show it again', async ({ two }) => {
  const { operator, theirs, ours } = two;
  const { page } = operator;
  await write(two);
  await call(two);
  await theirs.camera.click();
  await expect(page.locator('video')).toHaveCount(1);
  await page.getByRole('button', { name: /^Termina la videocamera/ }).click();
  await expect(page.locator('video')).toHaveCount(0);
  await expect(theirs.camera).toHaveAttribute('aria-pressed', 'false');
  await expect(operator.conversation.log).toContainText(/Videocamera di .* spenta \(\d:\d\d\)/);
  await theirs.camera.click();
  await expect(page.locator('video')).toHaveCount(1);
  await hears(page, 'video');
  await expect(ours.row('running')).toBeVisible();
});

test('a picture is asked for in a Talk whose camera is on', async ({ two }) => {
  const { operator, theirs } = two;
  await write(two);
  await call(two);
  const ask = operator.page.getByRole('button', { name: operator.say('call_ask_still') });
  await expect(ask).toHaveCount(0);
  await theirs.camera.click();
  await ask.click();
  await theirs.press('Scatta');
  await theirs.press('Invia');
  await expect(operator.conversation.entries.filter({ has: operator.page.getByText(/\.jpe?g/) })).toBeVisible();
});
