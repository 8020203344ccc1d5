import { expect, type Locator, type Page } from '@playwright/test';
import type { Say } from './words.ts';

type Outcome =
  | 'outcome_resolved'
  | 'outcome_referred'
  | 'outcome_to_be_completed'
  | 'outcome_unresolved'
  | 'outcome_no_reply';

/** The consultation that is open. */
export class ConversationPart {
  readonly page: Page;
  readonly say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.say = say;
  }

  heading(reference: string): Locator {
    return this.page.getByRole('heading', { level: 2, name: reference });
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: this.say('log') });
  }

  /** Messages, files and notes with their text, also those still under way. */
  get entries(): Locator {
    return this.log.getByRole('article');
  }

  entry(text: string): Locator {
    return this.entries.filter({ hasText: text });
  }

  /** Internal notes only. */
  get notes(): Locator {
    return this.log.locator('article[data-kind="note"]');
  }

  /** What is known of the citizen beside the conversation, by its term: the name, the page, the language. */
  fact(term: 'citizen' | 'says_to_be' | 'page' | 'language'): Locator {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.getByRole('term').filter({ hasText: this.say(term) }) })
      .getByRole('definition');
  }

  get isWriting(): Locator {
    return this.log.getByText(this.say('citizen_is_writing'));
  }

  get message(): Locator {
    return this.page.getByRole('textbox', { name: this.say('message_to_citizen') });
  }

  get note(): Locator {
    return this.page.getByRole('textbox', { name: this.say('note_to_colleagues') });
  }

  /** Writes to the citizen; done when the server has it. */
  async write(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press('Enter');
    await expect(this.entry(text)).toContainText(new RegExp(`${this.say('sent')}|${this.say('read')}`));
  }

  /** Turns the composer to internal notes. */
  async chooseNote(): Promise<void> {
    await this.page.getByText(this.say('note'), { exact: true }).first().click();
  }

  async addNote(text: string): Promise<void> {
    await this.chooseNote();
    await this.note.fill(text);
    await this.note.press('Enter');
    await expect(this.notes.filter({ hasText: text })).toBeVisible();
  }

  async attach(path: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: this.say('attach') }).click();
    await (await chooser).setFiles(path);
  }

  withdrawButton(text: string): Locator {
    return this.entry(text).getByRole('button', { name: this.say('withdraw') });
  }

  /** Withdraws an own entry: its content is erased, its place stays. */
  async withdraw(text: string): Promise<void> {
    await this.withdrawButton(text).click();
    await this.page
      .getByRole('dialog', { name: this.say('withdraw') })
      .getByRole('button', { name: this.say('withdraw') })
      .click();
    await expect(this.entry(text)).toHaveCount(0);
  }

  async more(
    key:
      | 'ask_anything_else'
      | 'hand_over'
      | 'forward'
      | 'transcript_text'
      | 'transcript_html'
      | 'warn_citizen'
      | 'end_abusive',
  ): Promise<void> {
    await this.page.getByRole('button', { name: this.say('more') }).click();
    await this.page.getByRole('menuitem', { name: this.say(key) }).click();
  }

  /** Offers it to a colleague by full name, who must accept. */
  async handOver(colleague: string, note = ''): Promise<void> {
    await this.page.getByRole('button', { name: this.say('hand_over'), exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: colleague }).check();
    if (note) await dialog.getByLabel(this.say('hand_over_note')).fill(note);
    await dialog.getByRole('button', { name: this.say('hand_over_now'), exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Opens the dialog where topics are chosen. */
  async chooseTransfer(): Promise<Locator> {
    const button = this.page.getByRole('button', { name: this.say('hand_over'), exact: true });
    if (await button.isVisible()) await button.click();
    else await this.more('hand_over');
    const dialog = this.page.getByRole('dialog');
    await dialog.getByText(this.say('hand_over_topic'), { exact: true }).click();
    await expect(dialog.getByRole('radiogroup', { name: this.say('topic') })).toBeVisible();
    return dialog;
  }

  /** Passes it to a topic, by its name. */
  async transfer(topic: string, note = ''): Promise<void> {
    const dialog = await this.chooseTransfer();
    await dialog.getByRole('radio', { name: topic }).check();
    if (note) await dialog.getByLabel(this.say('hand_over_note')).fill(note);
    await dialog.getByRole('button', { name: this.say('hand_over_now'), exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  async cancelHandOver(): Promise<void> {
    await this.page.getByRole('button', { name: this.say('hand_over_cancel') }).click();
  }

  async end(outcome: Outcome = 'outcome_resolved'): Promise<void> {
    await this.page.getByRole('button', { name: this.say('end'), exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: this.say(outcome), exact: true }).check();
    await dialog.getByRole('button', { name: this.say('end_now'), exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Takes the end back, within 5 s. */
  async undoEnd(): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${this.say('undo')}`) }).click();
    await expect(this.message).toBeVisible();
  }
}
