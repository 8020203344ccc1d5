import { expect, test } from '@playwright/test';
import { widgetWords } from '../widget/words.ts';
import { begin, look, portalOf, walk, walkers } from './looking.ts';

/* Before the start where it is not plainly open, the waiting room, contact requests; in German, whose words are the longest. */

test.describe.configure({ timeout: 120_000 });
const words = widgetWords('de');
const marta = { id: 'o-1', firstName: 'Marta', office: 'Sportello generale' };
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const topics = ['moving', 'certificates', 'passport', 'municipal-tax', 'other'];
const everywhere = (how: object) => Object.fromEntries(topics.map((id) => [id, { WRITE: how }]));
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') });

for (const walker of walkers) {
  test.describe(`${walker.at} ${walker.colorScheme}`, () => {
    test.beforeEach(async ({ page }) => {
      await walk(page, walker);
    });

    test(`before the start ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
      const { widget, server, complaints } = await begin(page, `${portalOf(baseURL)}/demo/de/`);
      const { panel } = widget;
      server.somebodyThere = false;
      server.topics = everywhere({ state: 'CLOSED', opensAt: inMs(86_400_000) });
      server.closure = { de: 'Wegen eines Wasserschadens bleibt der Schalter heute geschlossen.' };
      await widget.open();
      await expect(widget.notes.last()).toContainText('morgen um');
      await look(page, '50-closed');
      await panel.getByRole('button', { name: words.code_have ?? '' }).click();
      const code = panel.locator('.code');
      await code.fill('k7a 4fm 2xq');
      await panel.locator('form button.strong').click();
      await expect(panel.locator('[aria-invalid=true]')).toBeFocused();
      await look(page, '51-code');
      server.replies.startConsultation = () => ({ type: 'refused', code: 'BAD_CODE', detail: '' });
      await code.fill('123 456');
      await panel.locator('form button.strong').click();
      await expect(code).toBeFocused();
      await look(page, '52-code-wrong');
      delete server.replies.startConsultation;

      server.somebodyThere = true;
      server.closure = undefined;
      server.topics = {
        moving: { WRITE: { state: 'BUSY', wait: { fromS: 300, toS: 600 } } },
        certificates: { WRITE: { state: 'OPEN', languages: ['it', 'fr'] } },
        passport: { WRITE: { state: 'FULL' } },
        'municipal-tax': { WRITE: { state: 'CLOSED', opensAt: inMs(3 * 86_400_000) } },
      };
      await panel.getByRole('button', { name: words.back ?? '', exact: true }).click();
      server.push({ type: 'availabilityChanged', availability: server.availability() });
      await expect(panel.locator('.option').first()).toContainText('5');
      await look(page, '53-topics');
      await widget.chooseTopic('Arrivo, partenza');
      await expect(widget.notes.first()).toContainText('etwa 5 bis 10 Minuten');
      await look(page, '54-busy');
      await panel.getByRole('button', { name: words.topic_change ?? '' }).click();
      await widget.chooseTopic('Certificati');
      await expect(widget.notes.first()).toContainText('Italienisch und Französisch');
      await look(page, '55-languages');
      await panel.getByRole('button', { name: words.call_back_ask ?? '' }).click();
      await expect(widget.email).toBeVisible();
      await look(page, '56-call-back');
      expect(complaints).toEqual([]);
    });

    test(`contact request ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
      const { widget, server, complaints } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
      const { panel } = widget;
      server.topics = { passport: { WRITE: { state: 'FULL' } } };
      const { open, ...rest } = server.availability();
      const without = { ...rest, open: { ...(open as object), passport: [] } };
      server.availability = () => without;
      await widget.open();
      await expect(widget.notes.first()).toContainText('warten schon viele');
      await panel.getByText(words.kind_report ?? '').click();
      await widget.question.fill('Am Schalter 3 ist die Lampe kaputt.');
      await panel.locator('form input[type=file]').setInputFiles([pdf('Foto-vom-Schalter-mit-einem-langen-Namen.pdf')]);
      await widget.submit.click();
      await expect(widget.notes.last()).toContainText('E-Mail');
      await expect(widget.email).toBeFocused();
      await look(page, '57-request');
      await widget.email.fill('anna@example.org');
      await widget.submit.click();
      await expect(panel.locator('.reference-big')).toHaveText('M3-9QT');
      const link = panel.getByRole('link', { name: words.follow ?? '' });
      await expect(link).toHaveAttribute('href', /\/c\?language=de#request=S{43}$/);
      await look(page, '58-request-left');
      // the scripted server takes no file of a request
      expect(complaints.filter((text) => !text.includes('503'))).toEqual([]);
    });

    test(`waiting room ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
      const { widget, server, complaints } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
      const press = (key: string) => widget.room.getByRole('button', { name: words[key] ?? key }).click();
      const cancel = widget.sheet.getByRole('button', { name: words.cancel ?? '', exact: true });
      await widget.open();
      await widget.start('Guten Tag, mein Pass läuft im März ab.');
      server.change({ wait: { fromS: 310, toS: 580 } });
      await expect(widget.waiting).toContainText('etwa 5 bis 10 Minuten');
      await expect(widget.room).toContainText('wer zuerst gekommen ist');
      await look(page, '60-room');
      server.change({ ahead: 3, roseBecause: 'CASE', wait: { fromS: 500, toS: 1_100 }, backShortly: true });
      await expect(widget.room).toContainText(words.rose_case ?? '');
      await look(page, '61-room-news');
      server.change({
        roseBecause: undefined,
        backShortly: undefined,
        closing: { at: inMs(300_000), served: false },
      });
      await expect(widget.room).toContainText('Wir schliessen um');
      await look(page, '62-room-closing');

      await press('topic_change');
      await expect(widget.topicSearch).toBeVisible();
      await look(page, '63-room-topic');
      await widget.topicSearch.press('Escape');
      await expect(widget.room.getByRole('button', { name: words.topic_change ?? '' })).toBeFocused();
      await press('call_me');
      await widget.sheet.locator('input').fill('am Abend');
      await widget.sheet.locator('button.strong').click();
      await expect(widget.sheet.locator('.note')).toBeVisible();
      await look(page, '64-room-call');
      await widget.sheet.locator('input').fill('+41 91 000 22 22');
      await widget.sheet.locator('button.strong').click();
      await expect(widget.sheet).toBeHidden();
      expect(server.last('keepPlace')).toMatchObject({ telephone: '+41 91 000 22 22' });
      server.change({ callBack: { telephone: '+41 91 000 22 22' } });
      await expect(widget.room).toContainText('rufen wir +41 91 000 22 22 an');
      await look(page, '65-room-called');
      await press('code_have');
      await widget.sheet.locator('.code').fill('12');
      await widget.sheet.locator('button.strong').click();
      await expect(widget.sheet.locator('.code')).toBeFocused();
      await look(page, '69-room-code');
      await cancel.click();
      await press('request_now');
      await expect(widget.email).toBeVisible();
      await look(page, '66-room-request');
      await cancel.click();
      await expect(widget.composer).toBeVisible();
      await press('request_now');
      await widget.email.fill('anna@example.org');
      await widget.sheet.locator('button.strong').click();
      await expect(widget.sheet).toBeHidden();
      // the server ends the wait with the request
      server.change({ state: 'ABANDONED', outcome: 'LEFT_WAITING', readableUntil: inMs(86_000_000) });
      await expect(widget.after.locator('.reference-big')).toHaveText('M3-9QT');
      await look(page, '67-room-requested');
      expect(complaints).toEqual([]);
    });

    test(`lost ${walker.at} ${walker.colorScheme}`, async ({ page, baseURL }) => {
      const { widget, server } = await begin(page, `${portalOf(baseURL)}/demo/de/passport.html`);
      await widget.open();
      await widget.start('Guten Tag');
      server.change({ state: 'ACTIVE', operator: marta });
      server.add({ type: 'event', event: 'CITIZEN_LOST' }, 'SYSTEM');
      server.change({
        state: 'CLOSED',
        outcome: 'NO_REPLY',
        reopenUntil: inMs(3_600_000),
        readableUntil: inMs(86_000_000),
      });
      const takeUp = widget.after.getByRole('button', { name: words.take_up ?? '' });
      await expect(takeUp).toBeVisible();
      await look(page, '68-lost');
      await takeUp.click();
      await expect.poll(() => server.last('reopenConsultation')).toBeDefined();
    });

    test(`followed ${walker.at} ${walker.colorScheme}`, async ({ page }) => {
      const { server } = await begin(page, '/c/?language=de');
      server.followed = {
        reference: 'M3-9QT',
        kind: 'QUESTION',
        state: 'TAKEN',
        topic: 'Pass und Identitätskarte',
        createdAt: '2026-03-02T09:00:00.000Z',
        dueAt: '2026-03-05T16:00:00.000Z',
      };
      await page.goto('about:blank');
      await page.goto(`/c/?language=de#request=${'S'.repeat(43)}`);
      await expect(page.getByText(words.state_taken ?? '')).toBeVisible();
      expect(page.url()).not.toContain('SSS');
      await look(page, '70-followed');
      server.followed = {
        ...server.followed,
        state: 'DONE',
        doneAt: '2026-03-04T10:00:00.000Z',
        answer: 'Guten Tag\nVier Wochen genügen. Kosten: CHF 65.\n\nFreundliche Grüsse',
      };
      await page.reload();
      await expect(page.locator('.answer')).toContainText('CHF 65');
      await look(page, '71-answered');
      server.followed = undefined;
      await page.reload();
      await expect(page.getByText(words.follow_gone ?? '')).toBeVisible();
      await look(page, '72-gone');
    });
  });
}
