import { expect, type Page } from '@playwright/test';
import { adminWalks } from './adminWalks.ts';
import { boardWalks } from './boardWalks.ts';
import type { Console } from './Console.ts';
import { ago, cannedReplies, consultations, me, offer, uuid } from './city.ts';
import { passingWalks } from './passingWalks.ts';
import { presenceWalks } from './presenceWalks.ts';
import type { ScriptedDesk } from './ScriptedDesk.ts';

/** Looks at what is on the screen now; `within` names the only part that is new. */
export type Look = (name: string, within?: string) => Promise<void>;
type Act = (it: {
  readonly staff: Console;
  readonly page: Page;
  readonly desk: ScriptedDesk;
  readonly look: Look;
}) => Promise<void>;

/** One load of the console, and everything that is looked at on the way. */
export interface Walk {
  readonly path: string;
  readonly prepare?: (desk: ScriptedDesk) => void;
  readonly act: Act;
}

const open = consultations[0];
const dialog = '[role="dialog"]';
const menu = '[role="menu"]';
const signedOut = (desk: ScriptedDesk) => {
  desk.signedIn = false;
};

const door: Readonly<Record<string, Walk>> = {
  'sign-in': {
    path: '/console/',
    prepare: signedOut,
    act: async ({ staff, page, desk, look }) => {
      await look('sign-in');
      desk.askForCode();
      await staff.enter('marta@rivalago.example', 'benvenuti');
      await expect(page.getByLabel(staff.say('code'))).toBeFocused();
      await look('sign-in-code');
      await page.getByLabel(staff.say('code')).fill('000000');
      await page.getByRole('button', { name: staff.say('sign_in'), exact: true }).click();
      await expect(page.getByRole('alert')).toContainText(staff.say('sign_in_code_wrong'));
      desk.lockOut(90_000);
      await page.getByRole('button', { name: staff.say('sign_in'), exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: '1:' })).toBeVisible();
      await look('sign-in-locked');
    },
  },
  invitation: {
    path: '/console/invitation#token',
    prepare: signedOut,
    act: async ({ staff, page, look }) => {
      await expect(page.getByLabel(staff.say('password_again'))).toBeVisible();
      expect(page.url()).not.toContain('token');
      await look('invitation');
    },
  },
  'invitation-dead': {
    path: '/console/invitation#token',
    prepare: (desk) => {
      desk.signedIn = false;
      desk.link = undefined;
    },
    act: async ({ staff, page, look }) => {
      await expect(page.getByRole('alert')).toContainText(staff.say('link_dead_help'));
      await look('invitation-dead');
    },
  },
  'set-up': {
    path: '/console/set-up#token',
    prepare: (desk) => {
      desk.signedIn = false;
      desk.link = 'SET_UP';
    },
    act: async ({ staff, page, look }) => {
      await expect(page.getByLabel(staff.say('first_name'), { exact: true })).toBeVisible();
      await look('set-up');
    },
  },
};

const deskWalks: Readonly<Record<string, Walk>> = {
  desk: {
    path: '/console/',
    act: async ({ staff, page, look }) => {
      await expect(staff.offers).toHaveCount(2);
      await expect(staff.waiting).toHaveCount(2);
      await expect(staff.card('C2-6RM')).toContainText(staff.say('no_answer_from', { name: 'Elena Rossi' }));
      await expect(staff.card('W7-3PX')).toContainText(
        `${staff.say('offered_to', { name: 'Paolo Conti' })} · ${staff.say('presence_on_call')}`,
      );
      await look('desk');
      await staff.presence.click();
      await expect(page.getByRole('menuitem', { name: staff.say('away_lunch') })).toBeVisible();
      await look('presence', menu);
      await page.keyboard.press('Escape');
      await staff.personMenu.click();
      await expect(page.getByRole('menuitem', { name: staff.say('sign_out') })).toBeVisible();
      await look('person-menu', menu);
      await page.getByRole('menuitem', { name: staff.say('shortcuts') }).click();
      await expect(page.getByRole('dialog', { name: staff.say('shortcuts') })).toBeVisible();
      await look('shortcuts', dialog);
    },
  },
  'desk-empty': {
    path: '/console/admin/topics',
    prepare: (desk) => {
      desk.empty = true;
    },
    act: async ({ staff, page, look }) => {
      await expect(page.getByText(staff.say('site_first'))).toBeVisible();
      await look('site-missing');
      await page.getByRole('link', { name: staff.say('site_first_link') }).click();
      await expect(page.getByRole('textbox').first()).toHaveValue('');
      await look('site-new');
      await staff.go('nav_desk');
      await expect(page.getByText(staff.say('nobody_waits'), { exact: true })).toBeVisible();
      await look('desk-empty');
    },
  },
  'link-lost': {
    path: `/console/consultation/${open?.id}`,
    act: async ({ staff, desk, look }) => {
      await expect(staff.conversation.entries).toHaveCount(7);
      await staff.conversation.write('Ci penso io.');
      desk.push({ type: 'offerEnded', consultation: offer.waiting.id, ending: 'EXPIRED' });
      await expect(staff.notices).toHaveCount(1);
      desk.cutLink();
      await expect(staff.reconnecting).toBeVisible();
      await expect(staff.conversation.message, 'one writes on').toBeInViewport({ ratio: 1 });
      await look('link-lost');
    },
  },
};

const signInEnding: Readonly<Record<string, Walk>> = {
  'sign-in-ends': {
    path: '/console/',
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.waiting).toHaveCount(2);
      desk.warn(100, 'IDLE');
      await expect(page.getByRole('dialog', { name: staff.say('still_there_title') })).toBeVisible();
      await look('still-there', dialog);
      desk.signOut('IDLE');
      await expect(page.getByText(staff.say('signed_out_idle'))).toBeVisible();
      await look('signed-out-idle');
    },
  },
};

const conversation: Readonly<Record<string, Walk>> = {
  conversation: {
    path: `/console/consultation/${open?.id}`,
    prepare: (desk) => {
      desk.undoMs = 60_000;
    },
    act: async ({ staff, page, desk, look }) => {
      const { conversation: part } = staff;
      await expect(part.entries).toHaveCount(7);
      await look('conversation');
      await part.message.fill('/');
      await expect(page.getByRole('option')).toHaveCount(cannedReplies.length);
      await look('canned', '[role="listbox"]');
      await part.message.fill('');
      await part.chooseNote();
      await expect(part.note).toBeVisible();
      await look('note');
      await part.withdrawButton('Ho ricevuto il contratto').click();
      await expect(page.getByRole('dialog', { name: staff.say('withdraw') })).toBeVisible();
      await look('withdraw', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('more') }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await look('more', menu);
      await page.getByRole('menuitem', { name: staff.say('warn_citizen') }).click();
      await expect(page.getByRole('dialog', { name: staff.say('warn_citizen') })).toBeVisible();
      await look('warn', dialog);
      await page.keyboard.press('Escape');
      await part.more('hand_over');
      await expect(
        page
          .getByRole('dialog')
          .getByRole('radiogroup', { name: staff.say('colleague') })
          .getByRole('radio'),
      ).toHaveCount(3);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('hand_over_now'), exact: true })
        .click();
      await expect(page.getByRole('dialog')).toContainText(staff.say('choose_colleague'));
      await look('hand-over', dialog);
      await page.getByRole('radio', { name: 'Luca' }).check();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('hand_over_now'), exact: true })
        .click();
      await expect(page.getByRole('button', { name: staff.say('hand_over_cancel') })).toBeVisible();
      await look('hand-over-waiting');
      desk.change({ handOver: undefined });
      await page.getByRole('button', { name: staff.say('end'), exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('end', dialog);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('end_now'), exact: true })
        .click();
      await expect(staff.undo).toBeVisible();
      await look('undo');
    },
  },
  forward: {
    path: `/console/consultation/${open?.id}`,
    act: async ({ staff, page, look }) => {
      await staff.conversation.more('forward');
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('forward', dialog);
    },
  },
  abusive: {
    path: `/console/consultation/${open?.id}`,
    prepare: (desk) => desk.warned(),
    act: async ({ staff, page, look }) => {
      await expect(staff.conversation.log).toContainText(staff.say('event_warned'));
      await staff.conversation.more('end_abusive');
      await expect(page.getByRole('dialog', { name: staff.say('end_abusive') })).toBeVisible();
      await look('abusive', dialog);
    },
  },
};

const call: Readonly<Record<string, Walk>> = {
  call: {
    path: `/console/consultation/${open?.id}`,
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.conversation.entries).toHaveCount(7);
      const proposed = {
        id: uuid(800),
        version: 1,
        mode: 'TALK',
        provider: 'PEERS',
        proposedBy: { kind: 'CITIZEN' },
        proposedAt: ago(5),
      };
      desk.change({ call: { ...proposed, state: 'PROPOSED', members: [] } });
      await expect(page.locator('section[data-phase="proposedByThem"]')).toBeVisible();
      await look('call-proposed');
      const media = { microphone: 'ON', camera: false, screen: false, onHold: false, away: false };
      const members = [
        { member: uuid(811), role: 'CITIZEN', author: { kind: 'CITIZEN' }, peer: uuid(801), ...media },
        {
          member: uuid(810),
          role: 'OPERATOR',
          author: { kind: 'OPERATOR', name: 'Marta', operator: me.id },
          peer: uuid(802),
          ...media,
        },
      ];
      desk.change({ call: { ...proposed, version: 2, state: 'RUNNING', startedAt: ago(2), members } });
      await expect(page.locator('section[data-phase="outside"]')).toBeVisible();
      await look('call-elsewhere');
    },
  },
};

const other: Readonly<Record<string, Walk>> = {
  requests: {
    path: '/console/requests',
    act: async ({ page, look, staff }) => {
      await expect(page.getByText('Andrea Lepori')).toBeVisible();
      await look('requests');
      await page.getByRole('button', { name: staff.say('request_answer') }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('Sì, basta una persona maggiorenne.');
      await look('request-answer', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('request_called') }).click();
      await look('request-called', dialog);
      await page.keyboard.press('Escape');
    },
  },
  archive: {
    path: '/console/archive',
    act: async ({ staff, page, look }) => {
      await expect(page.getByRole('row')).toHaveCount(3);
      await look('archive');
      await page
        .getByRole('link', { name: String(open?.reference) })
        .first()
        .click();
      await expect(page.getByRole('article').first()).toBeVisible();
      await look('archived');
      await page.getByText(staff.say('choices_title')).click();
      const why = page.locator('details');
      await expect(why).toContainText(staff.say('choice_to', { name: 'Marta Bianchi' }));
      await expect(why).toContainText(staff.say('choice_not_paused', { names: 'Luca Ferrari' }));
      await expect(why.getByRole('listitem').first()).toContainText(staff.say('choice_nobody'));
      await look('archived-choices', 'details');
    },
  },
  profile: {
    path: '/console/me',
    act: async ({ staff, page, look }) => {
      const factor = page.getByRole('region', { name: staff.say('second_factor') });
      await look('profile');
      await factor.getByLabel(staff.say('password_current')).fill('benvenuti');
      await factor.getByRole('button', { name: staff.say('second_factor_add') }).click();
      await expect(page.getByRole('img', { name: staff.say('second_factor_qr') })).toBeVisible();
      await factor.scrollIntoViewIfNeeded();
      await look('second-factor');
    },
  },
};

/** Every screen, dialog and bar of the console, by part. */
export const walks = {
  door,
  desk: { ...deskWalks, ...signInEnding },
  presence: presenceWalks,
  conversation: { ...conversation, ...call },
  passing: passingWalks,
  other,
  admin: adminWalks,
  board: boardWalks,
} as const;
