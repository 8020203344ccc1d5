import { test as base, expect } from '@playwright/test';
import { CallRow } from '../console/CallRow.ts';
import type { Console } from '../console/Console.ts';
import { FRONT_DESK, PASSWORD, People } from '../live/people.ts';
import { CallPart } from '../widget/CallPart.ts';
import type { Widget } from '../widget/Widget.ts';
import { fakeDevices, offer, watchPeers } from './calls.ts';

const TOPIC = 'other';
/** What a person with a microphone and a camera allows. */
export const DEVICES = { permissions: ['microphone', 'camera'] };

export interface Two {
  readonly citizen: Widget;
  readonly operator: Console;
  /** The citizen's and the operator's side of the call. */
  readonly theirs: CallPart;
  readonly ours: CallRow;
}

/** A citizen and an operator with devices; the topic offers all modes while the test runs. */
export const test = base.extend<{ people: People; two: Two; denied: boolean; path: string }>({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakeDevices] }),
    { scope: 'worker' },
  ],
  denied: [false, { option: true }],
  path: ['/demo/', { option: true }],
  people: async ({ browser }, use) => {
    const people = new People(browser);
    await use(people);
    await people.leave();
  },
  two: async ({ people, playwright, denied, path }, use) => {
    const request = await playwright.request.newContext();
    const before = await offer(request, TOPIC, ['SHOW', 'TALK', 'WRITE']);
    try {
      const citizen = await people.citizen('about:blank', DEVICES);
      await watchPeers(citizen.page.context());
      await citizen.page.goto(path);
      const operator = await people.visitor(denied ? {} : DEVICES);
      await watchPeers(operator.page.context());
      await operator.signIn('marta@rivalago.example', PASSWORD);
      await operator.becomeAvailable();
      await use({ citizen, operator, theirs: new CallPart(citizen), ours: new CallRow(operator) });
      if (!(await citizen.after.isVisible())) await citizen.leave();
    } finally {
      await offer(request, TOPIC, before);
      await request.dispose();
    }
  },
});

/** Both are in a written consultation. */
export async function write({ citizen, operator }: Two): Promise<string> {
  await citizen.open();
  await citizen.chooseMode('Scrivere');
  return started({ citizen, operator }, 'Buongiorno, ho una domanda.');
}

/** The citizen pressed Talk; the operator took it. */
export async function talk({ citizen, operator }: Two): Promise<string> {
  await citizen.open();
  await citizen.chooseMode('Parlare');
  return started({ citizen, operator }, '');
}

async function started({ citizen, operator }: Pick<Two, 'citizen' | 'operator'>, question: string): Promise<string> {
  await citizen.start(question, FRONT_DESK);
  const reference = (await citizen.reference.textContent()) ?? '';
  await operator.take(reference);
  await expect(citizen.operator).toBeVisible();
  return reference;
}

/** The operator proposes, the citizen answers. */
export async function call({ theirs, ours }: Two): Promise<void> {
  await ours.propose();
  await theirs.press('Rispondi');
  await expect(ours.row('running')).toBeVisible();
}
