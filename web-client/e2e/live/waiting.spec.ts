import { expect } from '@playwright/test';
import type { Console } from '../console/Console.ts';
import type { Widget } from '../widget/Widget.ts';
import { widgetWords } from '../widget/words.ts';
import { ask, type People, story } from './people.ts';

/* What a citizen who waits can do, and what happens meanwhile; the supervisor's board shows each of it. */

/** Of level 1 for Paolo and 2 for Marta; of level 1 for Marta and 2 for Luca; of level 1 for Elena. */
const TAX = 'Imposta comunale';
const CERTIFICATES = 'Certificati';
const words = widgetWords('it');
const say = (key: string): string => words[key] ?? key;

const referenceOf = async (citizen: Widget): Promise<string> => (await citizen.reference.textContent()) ?? '';

async function waits(people: People, question: string, topic: string): Promise<Widget> {
  const citizen = await people.citizen();
  await citizen.open();
  await citizen.start(question, topic);
  return citizen;
}

const press = (citizen: Widget, key: string) => citizen.room.getByRole('button', { name: say(key) }).click();

/** The supervisor's board, in a window of its own. */
async function boardOf(people: People): Promise<Console> {
  const marta = await people.staff('marta');
  await marta.goAway('away_meeting');
  await marta.go('nav_board');
  return marta;
}

story('while waiting: another topic, whose operators get it; a code, and one is there at once', async ({ people }) => {
  const [paolo, elena, board] = await Promise.all([people.staff('paolo'), people.staff('elena'), boardOf(people)]);
  await Promise.all([paolo.becomeAvailable(), elena.becomeAvailable()]);
  const first = await waits(people, 'Prima domanda', TAX);
  await expect(board.card(await referenceOf(first))).toContainText(TAX);
  const citizen = await waits(people, 'Mi serve un certificato', TAX);
  const reference = await referenceOf(citizen);
  await expect(board.card(reference)).toContainText(TAX);
  const luca = await people.staff('luca');
  await luca.becomeAvailable();

  await press(citizen, 'topic_change');
  await citizen.topicSearch.fill(CERTIFICATES);
  await citizen.panel.getByRole('option', { name: CERTIFICATES }).first().click();
  await expect(luca.card(reference)).toContainText(CERTIFICATES);
  await expect(luca.card(reference)).toContainText('Mi serve un certificato');
  await expect(board.card(reference)).toContainText(CERTIFICATES);
  await expect(citizen.events.last()).toHaveText('Tema cambiato');

  await elena.page.getByRole('button', { name: elena.say('join_code') }).click();
  const making = elena.page.getByRole('dialog', { name: elena.say('join_code') });
  await making.getByRole('button', { name: elena.say('join_code_make') }).click();
  const digits = (await making.getByText(/^\d{3} \d{3}$/).textContent()) ?? '';
  await making.getByRole('button', { name: elena.say('done') }).click();
  await press(citizen, 'code_have');
  await citizen.sheet.getByRole('textbox').fill(digits);
  await citizen.sheet.getByRole('button', { name: say('go_on'), exact: true }).click();
  await expect(citizen.operator).toContainText('Elena');
  await expect(citizen.reference).toHaveText(reference);
  await expect(board.card(reference)).toContainText('Elena');
});

interface Calendar {
  readonly dates: readonly { readonly date: string }[];
}
interface Requests {
  readonly contactRequests: readonly { readonly reference: string; readonly written?: string; readonly text: string }[];
}

/** Today on the clock of the city, and the time of day in so many minutes, at the latest midnight. */
function cityTime(minutes: number): { date: string; time: string } {
  const format = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Zurich', ...options }).format(at);
  const date = format(Date.now(), { dateStyle: 'short' });
  const then = Date.now() + minutes * 60_000;
  const isToday = format(then, { dateStyle: 'short' }) === date;
  return { date, time: isToday ? format(then, { timeStyle: 'short' }) : '24:00' };
}

story(
  'lunch begins while people wait: who waits is told, and what they wrote becomes a request by one click',
  async ({ people }) => {
    const [admin, paolo, board] = await Promise.all([people.staff('admin'), people.staff('paolo'), boardOf(people)]);
    await paolo.becomeAvailable();
    const first = await waits(people, 'Prima domanda', TAX);
    const citizen = await waits(people, 'Posso pagare a rate?', TAX);
    await citizen.send('Ho già la decisione.');
    const reference = await referenceOf(citizen);
    await expect(board.card(reference)).toContainText(board.say('state_waiting'));
    const calendar = (await ask(admin, 'GET', 'admin/calendar?site=ch')) as Calendar;
    const { date, time } = cityTime(4);
    const lunch = { date, hours: [{ from: '00:00', to: time }], text: {} };
    const dates = [...calendar.dates.filter((each) => each.date !== date), lunch];
    await ask(admin, 'PUT', 'admin/calendar', { ...calendar, dates });
    try {
      await expect(citizen.room).toContainText(/Chiudiamo alle \d\d:\d\d/);
      await press(citizen, 'request_now');
      await citizen.email.fill('anna@example.org');
      await citizen.sheet.locator('button.strong').click();
      await expect(citizen.after.locator('.reference-big')).toBeVisible();
      const given = (await citizen.after.locator('.reference-big').textContent()) ?? '';
      await expect(board.card(reference)).toHaveCount(0);
      const { contactRequests } = (await ask(paolo, 'GET', 'contact-requests')) as Requests;
      const request = contactRequests.find((each) => each.reference === given);
      expect(`${request?.text} ${request?.written}`).toMatch(/Posso pagare a rate\?(.|\n)*Ho già la decisione\./);

      // Who was let in before is served all the same.
      await paolo.take(await referenceOf(first));
      await expect(first.operator).toContainText('Paolo');
    } finally {
      await ask(admin, 'PUT', 'admin/calendar', calendar);
    }
  },
);
