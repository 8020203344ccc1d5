import { expect } from '@playwright/test';
import { ago, desk as city, consultations, uuid } from './city.ts';
import type { Walk } from './walks.ts';

const dialog = '[role="dialog"]';
const open = consultations[0];
const luca = city.colleagues[0];
const inAMonth = ago(-30 * 86_400);

const topics = [
  { topic: 'certificates', state: 'FREE', waiting: 0 },
  { topic: 'passport', state: 'BUSY', waiting: 3 },
  { topic: 'municipal-tax', state: 'FULL', waiting: 50 },
  { topic: 'waste', state: 'NOBODY', waiting: 0 },
];

/** How a consultation gets to somebody else, or comes back. */
export const passingWalks: Readonly<Record<string, Walk>> = {
  transfer: {
    path: `/console/consultation/${open?.id}`,
    prepare: (desk) => {
      desk.replies.listTransfers = () => ({ type: 'transfers', topics });
    },
    act: async ({ staff, page, desk, look }) => {
      await expect(staff.conversation.entries).toHaveCount(7);
      await staff.conversation.chooseTransfer();
      const asked = page.getByRole('dialog');
      await expect(asked.getByRole('radio', { disabled: true })).toHaveCount(1);
      await look('transfer', dialog);
      const full = asked.getByRole('radio').and(page.locator('[value="municipal-tax"]'));
      await full.check();
      await expect(asked.getByRole('status')).toContainText(staff.say('transfer_full_note'));
      await look('transfer-full', dialog);
      await asked.getByRole('button', { name: staff.say('transfer_anyway') }).click();
      await expect
        .poll(() => desk.last('transferToTopic'))
        .toMatchObject({ consultation: open?.id, topic: 'municipal-tax' });
      const handOver = { from: open?.operator, topic: 'municipal-tax', offeredAt: ago(0) };
      desk.change({ handOver });
      await expect(page.getByRole('button', { name: staff.say('hand_over_cancel') })).toBeVisible();
      await look('transfer-waits');
      desk.change({ handOver: { ...handOver, to: luca, expiresAt: ago(-20) } });
      await expect(page.getByText(String(luca?.firstName)).first()).toBeVisible();
      await look('transfer-asks');
    },
  },
  'return-code': {
    path: `/console/consultation/${open?.id}`,
    prepare: (desk) => {
      desk.undoMs = 60_000;
      desk.replies.closeConsultation = () => ({ type: 'closed', returnCode: 'K7A-4FM-2XQ', expiresAt: inAMonth });
    },
    act: async ({ staff, page, look }) => {
      await expect(staff.conversation.entries).toHaveCount(7);
      await page.getByRole('button', { name: staff.say('end'), exact: true }).click();
      const asked = page.getByRole('dialog');
      await asked.getByRole('radio', { name: staff.say('outcome_to_be_completed') }).check();
      await look('end-to-be-completed', dialog);
      await asked.getByRole('button', { name: staff.say('end_now'), exact: true }).click();
      const given = page.getByRole('dialog', { name: staff.say('return_code_title', { reference: 'K7-4F2' }) });
      await expect(given).toContainText('K7A-4FM-2XQ');
      await expect(given.getByRole('button', { name: new RegExp(`^${staff.say('undo')}`) })).toBeVisible();
      await look('return-code', dialog);
      await given.getByRole('button', { name: staff.say('done') }).click();
      await expect(given).toBeHidden();
    },
  },
  'join-code': {
    path: '/console/',
    prepare: (desk) => {
      desk.replies.makeJoinCode = () => ({ type: 'joinCode', code: '402719', expiresAt: ago(-600) });
    },
    act: async ({ staff, page, look }) => {
      await expect(staff.waiting).toHaveCount(2);
      await page.getByRole('button', { name: staff.say('join_code') }).click();
      const made = page.getByRole('dialog', { name: staff.say('join_code') });
      await made.getByRole('button', { name: staff.say('join_code_make') }).click();
      await expect(made.getByRole('status')).toContainText('402 719');
      await look('join-code', dialog);
    },
  },
  'call-back': {
    path: `/console/consultation/${open?.id}`,
    prepare: (desk) => {
      const callBack = { telephone: '+41 91 555 12 34' };
      desk.hold({ callBack, earlier: { id: uuid(900), reference: 'M4-2XQ' } });
      desk.wait({ callBack, earlier: { id: uuid(901), reference: 'P3-7KC' } });
    },
    act: async ({ staff, page, look }) => {
      await expect(staff.conversation.entries).toHaveCount(7);
      const number = page.getByRole('link', { name: staff.say('call_back_number', { number: '+41 91 555 12 34' }) });
      await expect(number).toHaveAttribute('href', 'tel:+41915551234');
      await look('call-back');
      await page.goto('/console/');
      await expect(staff.waiting.first()).toContainText(staff.say('call_back'));
      await expect(staff.waiting.first()).toContainText(staff.say('lane_case', { reference: 'P3-7KC' }));
      await look('call-back-waiting');
    },
  },
};
