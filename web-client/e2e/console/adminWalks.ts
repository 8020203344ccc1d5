import { expect } from '@playwright/test';
import { cannedReplies, operators } from './city.ts';
import type { Walk } from './walks.ts';

const dialog = '[role="dialog"]';

/** The administration: its screens and what they open. */
export const adminWalks: Readonly<Record<string, Walk>> = {
  operators: {
    path: '/console/admin/operators',
    act: async ({ staff, page, look }) => {
      await expect(page.getByRole('row')).toHaveCount(operators.length + 1);
      await look('operators');
      await page.getByRole('button', { name: staff.say('operator_add') }).click();
      await expect(page.getByRole('textbox', { name: staff.say('first_name'), exact: true })).toBeFocused();
      await look('operator-new', dialog);
      await page.getByRole('switch', { name: staff.say('auto_accept') }).focus();
      await expect(page.getByRole('group', { name: staff.say('weights_title') }).getByRole('textbox')).toHaveCount(3);
      await look('operator-new-capacity', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('disable_named', { name: 'Luca Ferrari' }) }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('operator-disable', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('invite_named', { name: 'Luca Ferrari' }) }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('invite'), exact: true })
        .click();
      await expect(page.getByLabel(staff.say('invitation_link'))).toBeVisible();
      await look('invitation-link', dialog);
    },
  },
  topics: {
    path: '/console/admin/topics',
    prepare: (desk) => {
      desk.inUse = '/admin/groups';
    },
    act: async ({ staff, page, look }) => {
      const add = page.getByRole('button', { name: staff.say('topic_add') }).first();
      await expect(add).toBeVisible();
      await look('topics');
      await add.click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('topic-new', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('group_add') }).click();
      await expect(page.getByRole('dialog').getByLabel(staff.say('language_it'))).toBeFocused();
      await page.getByRole('dialog').getByLabel(staff.say('language_it')).fill('Mobilità');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('save') })
        .click();
      await expect(page.getByRole('dialog').getByRole('alert')).toContainText(staff.say('problem_in_use'));
      await expect(page.getByRole('dialog').getByLabel(staff.say('language_it'))).toHaveValue('Mobilità');
      await look('group-refused', dialog);
    },
  },
  competences: {
    path: '/console/admin/competences',
    act: async ({ page, look }) => {
      await expect(page.getByRole('grid')).toBeVisible();
      await look('competences');
    },
  },
  replies: {
    path: '/console/admin/replies',
    act: async ({ staff, page, look }) => {
      await expect(page.getByRole('row')).toHaveCount(cannedReplies.length + 1);
      await look('replies');
      await page.getByRole('button', { name: staff.say('reply_add') }).click();
      await expect(page.getByRole('dialog').getByLabel(staff.say('shortcut'))).toBeFocused();
      await look('reply-new', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('remove_named', { name: '/saluto' }) }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('reply-remove', dialog);
    },
  },
  calendar: {
    path: '/console/admin/calendar',
    act: async ({ staff, page, look }) => {
      const week = page.getByRole('region', { name: staff.say('calendar_week') });
      await expect(page.getByRole('region', { name: staff.say('calendar_preview') })).toContainText('08:00–12:00');
      await expect(page.getByRole('checkbox', { name: /2026 · / })).toHaveCount(5);
      await look('calendar');
      const monday = week.getByLabel(staff.say('calendar_live')).first();
      await monday.fill('8-12, 11:30-13');
      await expect(week).toContainText('08:00–12:00');
      await page.getByRole('button', { name: staff.say('save') }).click();
      await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveText(staff.say('problem_malformed'));
      await look('calendar-overlap');
      await monday.fill('8-12');
      await page.getByRole('button', { name: staff.say('calendar_date_add'), exact: true }).click();
      await expect(page.getByRole('dialog').getByLabel(staff.say('calendar_day')).first()).toBeFocused();
      await look('calendar-date', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('calendar_exception_add') }).click();
      await expect(page.getByRole('dialog').getByLabel(staff.say('calendar_mode'))).toBeVisible();
      await look('calendar-topic', dialog);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: staff.say('calendar_closure_add') }).click();
      await expect(page.getByRole('dialog').getByLabel(staff.say('calendar_from'))).toBeVisible();
      await look('calendar-closure', dialog);
    },
  },
  site: {
    path: '/console/admin/site',
    act: async ({ staff, page, look }) => {
      await expect(page.getByLabel(staff.say('site_embed'))).toHaveValue(/data-site="ch"/);
      await look('site');
    },
  },
};
