import { expect } from '@playwright/test';
import { ago, type Json, people, topics, uuid } from './city.ts';
import type { Walk } from './walks.ts';

const dialog = '[role="dialog"]';

const figures = topics.map(({ id }, index) => ({
  topic: id,
  waiting: index === 1 ? 2 : 0,
  offered: index === 2 ? 1 : 0,
  active: index === 0 ? 2 : 0,
  ...(index === 1 || index === 2 ? { longestSince: ago(400 - 250 * index) } : {}),
  targetS: 120,
  answered: 8 - index,
  inTarget: 7 - index,
  left: index === 1 ? 1 : 0,
}));
const open = (index: number, more: Json): Json => ({
  id: uuid(300 + index),
  reference: ['T9-4KD', 'C2-6RM', 'W7-3PX', 'K7-4F2', 'H3-9QT'][index],
  topic: topics[index === 3 ? 0 : 1]?.id,
  mode: index === 1 ? 'TALK' : 'WRITE',
  state: 'WAITING',
  language: index === 1 ? 'de' : 'it',
  since: ago(150),
  joined: [],
  ...more,
});
const states = ['AVAILABLE', 'AWAY', 'AVAILABLE', 'OFFLINE'];
const person = (index: number, figuresOn: boolean): Json => {
  const { id, firstName, lastName, office } = people[index] ?? {};
  return {
    id,
    firstName,
    lastName,
    office,
    state: states[index],
    ...(index === 1 ? { reason: 'LUNCH', until: ago(-900) } : {}),
    since: ago(900 + 60 * index),
    load: index % 3,
    most: 3,
    ...(figuresOn ? { today: { answered: 9 - index, inTarget: 8 - index } } : {}),
  };
};
const board = (figuresOn = false): Json => ({
  topics: figures,
  open: [
    open(0, { since: ago(400) }),
    open(1, { state: 'WAITING' }),
    open(2, { state: 'OFFERED', operator: people[2]?.id }),
    open(3, { state: 'ACTIVE', operator: people[1]?.id, joined: [people[2]?.id] }),
    open(4, { state: 'ACTIVE', operator: people[0]?.id }),
  ],
  openInAll: 5,
  people: people.map((_, index) => person(index, figuresOn)),
  offices: [{ office: 'Sportello generale', people: 6, today: { answered: 40, inTarget: 33 } }],
  personFigures: figuresOn ? { on: true, by: 'Anna Moretti', at: ago(86_400) } : { on: false },
});

/** What supervisors see: the board, what they may do, the screen on the wall. */
export const boardWalks: Readonly<Record<string, Walk>> = {
  board: {
    path: '/console/board',
    prepare: (desk) => {
      desk.replies.watchBoard = () => ({ type: 'board', board: board() });
    },
    act: async ({ staff, page, desk, look }) => {
      await expect(page.getByRole('region', { name: staff.say('admin_topics') }).first()).toBeVisible();
      await look('board');
      await page.getByRole('button', { name: staff.say('board_reassign_named', { reference: 'C2-6RM' }) }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('board-reassign', dialog);
      await page.getByRole('dialog').getByRole('radio').first().check();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('board_assign'), exact: true })
        .click();
      await expect.poll(() => desk.last('reassign')).toMatchObject({ consultation: uuid(301) });
      await page.getByRole('button', { name: staff.say('board_end_pause_named', { name: 'Luca' }) }).click();
      await expect.poll(() => desk.last('endPause')).toMatchObject({ operator: people[1]?.id });
      await page.getByRole('button', { name: staff.say('board_person_switch_on') }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('board-person-figures', dialog);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: staff.say('board_person_switch_on') })
        .click();
      await expect.poll(() => desk.last('showPersonFigures')).toMatchObject({ on: true });
      desk.push({ type: 'boardChanged', board: board(true) });
      await expect(page.getByText('Anna Moretti')).toBeVisible();
      await look('board-with-person-figures');
    },
  },
  wall: {
    path: '/console/board/wall',
    prepare: (desk) => {
      desk.replies.watchBoard = () => ({ type: 'board', board: board(true) });
    },
    act: async ({ staff, page, look }) => {
      await expect(page.getByText(staff.say('board_longest'))).toBeVisible();
      // Nobody and no consultation is named on a wall.
      for (const { firstName, lastName } of people) {
        await expect(page.getByText(firstName)).toHaveCount(0);
        await expect(page.getByText(lastName)).toHaveCount(0);
      }
      await expect(page.getByText('K7-4F2')).toHaveCount(0);
      await look('wall');
    },
  },
  'topic-service': {
    path: '/console/admin/topics',
    act: async ({ staff, page, desk, look }) => {
      const name = (id: string) => {
        const { it = '', de = '' } = (topics.find((topic) => topic.id === id)?.name ?? {}) as Record<string, string>;
        return staff.say('language_it') === 'Italiano' ? it : de;
      };
      await page.getByRole('button', { name: staff.say('edit_named', { name: name('passport') }) }).click();
      const overflow = page.getByRole('combobox', { name: staff.say('topic_overflow') });
      const choose = async (id: string) => {
        await overflow.click();
        await page.getByRole('option', { name: name(id) }).click();
      };
      await choose('other');
      await expect(page.getByText(`${name('passport')} → ${name('other')}`)).toBeVisible();
      await overflow.scrollIntoViewIfNeeded();
      await look('topic-service', dialog);
      await choose('certificates');
      const circle = `${name('passport')} → ${name('certificates')} → ${name('passport')}`;
      await expect(page.getByText(circle)).toBeVisible();
      await expect(page.getByRole('button', { name: staff.say('save'), exact: true })).toBeDisabled();
      await look('topic-service-circle', dialog);
      await choose('other');
      await page.getByRole('switch', { name: staff.say('topic_enabled') }).press('Space');
      desk.inUse = '/admin/topics/passport';
      await page.getByRole('button', { name: staff.say('save'), exact: true }).click();
      const asked = page.getByRole('dialog', { name: staff.say('move_waiting_title', { name: name('passport') }) });
      await expect(asked.getByRole('combobox', { name: staff.say('move_waiting_to') })).toHaveValue(name('other'));
      await look('topic-move-waiting', dialog);
      await asked.getByRole('button', { name: staff.say('move_waiting_now') }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(desk.movedTo).toBe('other');
    },
  },
  configuration: {
    path: '/console/admin/configuration',
    act: async ({ staff, page, desk, look }) => {
      const file = { name: 'InDiretta.yaml', mimeType: 'application/yaml', buffer: Buffer.from('version: 1') };
      const choose = page.locator('input[type=file]');
      desk.imported = {
        applied: false,
        changes: [],
        errors: [
          {
            line: 12,
            path: 'sites[0].groups[1].topics[0].service.overflow',
            message: 'leads back: passport → certificates → passport',
          },
          {
            line: 40,
            path: 'sites[0].groups[2].topics[3].competences.anna@rivalago.example',
            message: 'nobody has this e-mail address',
          },
        ],
      };
      await choose.setInputFiles(file);
      await expect(page.getByRole('cell', { name: '40' })).toBeVisible();
      await look('configuration-errors');
      desk.imported = {
        applied: false,
        changes: [
          { kind: 'CHANGED', what: 'TOPIC', id: 'passport', detail: 'name, service.targetS' },
          { kind: 'ADDED', what: 'GROUP', id: 'library' },
          { kind: 'REMOVED', what: 'COMPETENCE', id: 'certificates', detail: 'luca@rivalago.example' },
          { kind: 'CHANGED', what: 'CALENDAR', id: 'ch' },
        ],
        errors: [],
      };
      await choose.setInputFiles({ ...file, name: 'InDiretta-2.yaml' });
      await expect(page.getByRole('button', { name: staff.say('configuration_apply') })).toBeVisible();
      await look('configuration-changes');
    },
  },
};
