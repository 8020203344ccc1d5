import { expect, type Page } from '@playwright/test';
import { portalIsTold } from '../portalIsTold.ts';
import { SaidWords, saidBy, type WidgetLanguage, widgetWords } from '../widget/words.ts';
import { Links, story } from './people.ts';
import { pdf } from './pictures.ts';

/** What the site says in that language: names, channels, what to have ready. */
async function siteWords(page: Page, language: WidgetLanguage): Promise<string[]> {
  const words: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') words.push(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(gather);
  };
  gather(await (await page.request.get(`/api/v1/sites/ch?language=${language}`)).json());
  return words;
}

const typed = { question: 'ABC 123?', answer: 'XYZ 456.', name: 'Q. Q.', mail: 'q@example.org', file: 'q.pdf' };

/** The office as the operator entered it: one text for everybody. */
const marta = { initial: 'M', name: 'Marta', office: 'Sportello generale' };

for (const language of ['it', 'de', 'fr', 'en'] as const) {
  story(`the whole way in ${language}: every word is of that catalogue or of that city`, async ({ people }) => {
    story.setTimeout(240_000);
    const words = widgetWords(language);
    const operator = await people.staff('marta');
    await operator.goAway('away_break');
    await portalIsTold(operator.page.request, false);
    const citizen = await people.citizen(`/demo/${language}/`, { locale: `${language}-CH` });
    const { page, panel } = citizen;
    const links = await Links.of(page.context());
    const known = new SaidWords(language, [
      ...(await siteWords(page, language)),
      ...Object.values(typed),
      ...Object.values(marta),
    ]);
    const check = async (screen: string) => expect.soft(known.unknown(await saidBy(page)), screen).toEqual([]);
    const appears = (key: string) => expect(panel.getByText(words[key] ?? key).first()).toBeVisible();
    const press = (key: string) => panel.getByRole('button', { name: words[key] ?? key, exact: true }).click();

    await page.reload();
    await expect(citizen.button).toContainText(words.button_nobody ?? '');
    await check('the button');
    await citizen.open();
    await expect(citizen.notes.first()).toContainText(words.nobody_all ?? '');
    await check('nobody at all');
    await citizen.beginWriting();
    const topic = await panel.getByRole('option').last().locator('span').textContent();
    await citizen.chooseTopic(topic ?? '');
    await citizen.submit.click();
    await appears('question_missing');
    await check('nobody, nothing typed');
    await citizen.question.fill(typed.question);
    await citizen.submit.click();
    await appears('leave_reach_missing');
    await check('nobody, no way to reach');
    await citizen.email.fill('@');
    await citizen.submit.click();
    await appears('leave_reach_wrong');
    await check('nobody, a wrong way to reach');
    await citizen.email.fill(typed.mail);
    await citizen.submit.click();
    const left = panel.locator('.reference-big');
    await expect(left).toBeVisible();
    known.add((await left.textContent()) ?? '');
    await check('left');

    await operator.becomeAvailable();
    await portalIsTold(operator.page.request, true);
    await page.reload();
    await citizen.open();
    await expect(citizen.notes).toHaveCount(0);
    await citizen.beginWriting();
    await citizen.topicSearch.fill('zzz');
    await check('a search');
    await citizen.topicSearch.fill('');
    await check('topics');
    await citizen.chooseTopic(topic ?? '');
    await citizen.submit.click();
    await appears('question_missing');
    await citizen.question.fill('x'.repeat(3_900));
    await check('asking');
    await citizen.start(typed.question);
    const reference = (await citizen.reference.textContent()) ?? '';
    known.add(reference);
    await check('waiting');
    await operator.take(reference);
    await expect(citizen.operator).toBeVisible();
    await operator.conversation.message.pressSequentially('XYZ');
    await expect(citizen.typing).toBeVisible();
    await check('typing');
    await operator.conversation.write(typed.answer);
    await citizen.attach({ name: typed.file, mimeType: 'application/pdf', buffer: pdf() });
    await expect(citizen.files).toHaveCount(1);
    await citizen.attach({ name: typed.file, mimeType: 'text/plain', buffer: pdf() });
    await appears('file_type');
    await check('a conversation with files');
    await press('discard');

    await links.cut();
    await citizen.send(typed.question);
    await appears('offline');
    await check('offline');
    await links.mend();
    await expect(panel.getByText(words.offline ?? '')).toBeHidden({ timeout: 60_000 });

    await operator.conversation.more('ask_anything_else');
    await expect(panel.getByRole('button', { name: words.anything_no ?? '' })).toBeVisible();
    await check('anything else?');
    await press('anything_yes');
    await citizen.leave();
    await expect(citizen.after).toBeVisible();
    await check('the end');
    await citizen.after.locator('.rating label').nth(2).click();
    await check('rating');
    await citizen.rate(3, typed.answer);
    await check('rated');
    await press('reopen');
    await expect(citizen.composer).toBeVisible();
    await check('reopened');
    await citizen.leave();
    await citizen.after.getByRole('button', { name: words.erase ?? '' }).click();
    await check('erase?');
    await panel.locator('.confirm button.strong').click();
    await expect(citizen.beginning).toBeVisible();
    expect(await panel.evaluate((it) => it.closest('[lang]')?.getAttribute('lang')?.slice(0, 2))).toBe(language);
  });
}
