import { expect } from '@playwright/test';
import { ago, offer } from './city.ts';
import type { Walk } from './walks.ts';

const dialog = '[role="dialog"]';
const since = ago(600);

/** What a person says and is asked about being there. */
export const presenceWalks: Readonly<Record<string, Walk>> = {
  pause: {
    path: '/console/',
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.waiting).toHaveCount(2);
      await staff.presence.click();
      await page.getByRole('menuitem', { name: staff.say('away_lunch') }).click();
      const chosen = page.getByRole('radio', { name: staff.say('pause_minutes', { n: '60' }) });
      await expect(chosen).toBeChecked();
      await look('pause', dialog);
      await page.getByText(staff.say('pause_minutes', { n: '30' })).click();
      await page.getByRole('button', { name: staff.say('pause_now') }).click();
      await expect.poll(() => desk.last('setPresence')).toBeDefined();
      const { reason, until } = desk.last('setPresence') ?? {};
      expect(reason).toBe('LUNCH');
      const minutes = (Date.parse(String(until)) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(28);
      expect(minutes).toBeLessThan(31);
      desk.become({ state: 'AWAY', reason: 'LUNCH', since, until });
      await expect(staff.presence).toContainText(staff.say('away_lunch'));
      await look('paused');
      desk.become({ state: 'AWAY', reason: 'LUNCH', since, until: ago(60) });
      await expect(staff.presenceCard('pause_over_title')).toBeVisible();
      await look('pause-over');
      await page.getByRole('button', { name: staff.say('pause_longer') }).click();
      await expect.poll(() => desk.last('setPresence')?.until).not.toBe(until);
      expect(Date.parse(String(desk.last('setPresence')?.until)) - Date.now()).toBeGreaterThan(9 * 60_000);
    },
  },
  'set-away': {
    path: '/console/',
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.waiting).toHaveCount(2);
      desk.become({ state: 'AVAILABLE', since, stillThere: ago(-60) });
      await expect(staff.presenceCard('here_title')).toContainText(staff.say('here_offer'));
      await look('still-here');
      await page.getByRole('button', { name: staff.say('here'), exact: true }).click();
      await expect.poll(() => desk.last('stillHere')).toBeDefined();
      desk.become({ state: 'AWAY', reason: 'NO_ANSWER', since });
      await expect(staff.presenceCard('set_away_title')).toBeVisible();
      await look('set-away');
      await page.getByRole('button', { name: staff.say('available_now') }).click();
      await expect.poll(() => desk.last('setPresence')).toMatchObject({ state: 'AVAILABLE' });
    },
  },
  'wrap-up': {
    path: '/console/',
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.waiting).toHaveCount(2);
      desk.become({ state: 'AVAILABLE', since, wrapUpUntil: ago(-90) });
      await expect(staff.presenceCard('wrap_up_title').getByRole('timer')).toHaveText(/^1:[0-3]\d$/);
      await expect(staff.presence).toContainText(staff.say('presence_wrap_up'));
      await look('wrap-up');
      await page.getByRole('button', { name: staff.say('wrap_up_done') }).click();
      await expect.poll(() => desk.last('setPresence')).toMatchObject({ state: 'AVAILABLE' });
    },
  },
  'sign-out-open': {
    path: '/console/',
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.waiting).toHaveCount(2);
      await staff.personMenu.click();
      await page.getByRole('menuitem', { name: staff.say('sign_out') }).click();
      const asked = page.getByRole('dialog', { name: staff.say('sign_out_title') });
      await expect(asked).toContainText('Giulia');
      await look('sign-out-open', dialog);
      await asked.getByRole('button', { name: staff.say('sign_out_stay') }).click();
      await expect(asked).toBeHidden();
      expect(desk.heard.some(({ type }) => type === 'handBack')).toBe(false);
      await staff.personMenu.click();
      await page.getByRole('menuitem', { name: staff.say('sign_out') }).click();
      await asked.getByRole('button', { name: staff.say('sign_out_hand_back') }).click();
      await expect(page.getByRole('heading', { name: staff.say('sign_in_title') })).toBeVisible();
      expect(desk.heard.filter(({ type }) => type === 'handBack')).toHaveLength(1);
    },
  },
  'on-call': {
    path: '/console/me',
    act: async ({ staff, page, look }) => {
      const part = page.getByRole('region', { name: staff.say('on_call_title') });
      await expect(part.getByRole('group')).toHaveCount(2);
      await part.getByRole('button', { name: staff.say('on_call_add') }).click();
      await part.getByLabel(staff.say('on_call_to')).last().fill('07:00');
      await expect(part.getByText(staff.say('on_call_reversed'))).toBeVisible();
      await expect(part.getByRole('button', { name: staff.say('save') })).toBeDisabled();
      await part.getByRole('heading').scrollIntoViewIfNeeded();
      await look('on-call');
    },
  },
  offer: {
    path: `/console/offer/${offer.waiting.id}`,
    act: async ({ staff, page, desk, look }) => {
      const accept = page.getByRole('article').getByRole('button', { name: staff.say('accept') });
      await expect(accept).toBeVisible();
      await look('offer');
      expect(desk.heard.some(({ type }) => type === 'acceptOffer')).toBe(false);
      desk.push({ type: 'offerEnded', consultation: offer.waiting.id, ending: 'EXPIRED' });
      await expect(page.getByText(staff.say('offer_over'))).toBeVisible();
      await look('offer-over');
    },
  },
};
