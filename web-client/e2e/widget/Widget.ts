import { expect, type Locator, type Page } from '@playwright/test';

/** A file that stands nowhere but in the test. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * The citizen's side of a page of the portal or of `/c`, in the words of the panel's structure and not of one language:
 * the same calls work in Italian and in German. Needs {@link openShadowRoots} before the page is loaded.
 */
export class Widget {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The fixed red button. */
  get button(): Locator {
    return this.page.locator('in-diretta button.fixed');
  }

  /** The open panel: the dialog on a portal, the page itself at `/c`. */
  get panel(): Locator {
    return this.page.locator('dialog[open] .panel, main.page .panel');
  }

  get title(): Locator {
    return this.panel.locator('.title').first();
  }

  get topicSearch(): Locator {
    return this.panel.getByRole('combobox').and(this.panel.locator('input'));
  }

  get question(): Locator {
    return this.panel.locator('.scroll form textarea').first();
  }

  /** What the citizen wants to be called; may be left empty. */
  get name(): Locator {
    return this.panel.locator('.scroll form input[autocomplete=given-name]');
  }

  /** Start, or "send the message" where nobody is there. */
  get submit(): Locator {
    return this.panel.locator('.scroll form button.strong');
  }

  /** What a notice says: nobody there, a problem, a lost link. */
  get notes(): Locator {
    return this.panel.locator('.note');
  }

  /** Where the answer to a contact request goes. */
  get email(): Locator {
    return this.panel.locator('form input[autocomplete=email]');
  }

  /** What a waiting person reads and can do besides waiting. */
  get room(): Locator {
    return this.panel.locator('.room');
  }

  /** What is asked in the place of the field to write in. */
  get sheet(): Locator {
    return this.panel.locator('.sheet');
  }

  get waiting(): Locator {
    return this.panel.locator('.waiting');
  }

  /** Short and speakable, for example `K7-4F2`. */
  get reference(): Locator {
    return this.panel.locator('.reference b');
  }

  get log(): Locator {
    return this.panel.getByRole('log');
  }

  /** The texts of all messages, in order. */
  get messages(): Locator {
    return this.log.locator('.bubble .text');
  }

  get ownMessages(): Locator {
    return this.log.locator('.bubble.own');
  }

  get events(): Locator {
    return this.log.locator('.event');
  }

  get files(): Locator {
    return this.log.locator('.file');
  }

  get typing(): Locator {
    return this.panel.locator('.typing');
  }

  get operator(): Locator {
    return this.panel.locator('.operator');
  }

  get composer(): Locator {
    return this.panel.locator('.composer textarea');
  }

  /** The part after the end: rating, transcript, what else can be done. */
  get after(): Locator {
    return this.panel.locator('.after');
  }

  /** Presses the red button and waits for the panel. */
  async open(): Promise<void> {
    await this.button.click();
    await expect(this.panel).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
  }

  get modes(): Locator {
    return this.panel.locator('.card');
  }

  /** Where a visit begins: the modes to choose from, or the topics where there is only one. */
  get beginning(): Locator {
    return this.topicSearch.or(this.modes.first());
  }

  /** Where several modes are offered: one of them, by its name. */
  async chooseMode(name: string): Promise<void> {
    await this.modes.filter({ hasText: name }).click();
  }

  /** To the topics of Write, which is the last of the modes where several are offered. */
  async beginWriting(): Promise<void> {
    await expect(this.beginning).toBeVisible();
    if ((await this.modes.count()) > 0) await this.modes.last().click();
    await expect(this.topicSearch).toBeVisible();
  }

  /** Searches the topic (of Write, unless a mode was chosen) and takes it; the name as it stands in the list. */
  async chooseTopic(name: string): Promise<void> {
    await this.beginWriting();
    await this.topicSearch.fill(name);
    await this.panel.getByRole('option', { name }).first().click();
  }

  /** From the open panel to the waiting screen; where the page named the topic, `topic` is left out. */
  async start(question: string, topic?: string): Promise<void> {
    if (topic) await this.chooseTopic(topic);
    else await expect(this.question.or(this.modes.first())).toBeVisible();
    if ((await this.modes.count()) > 0) await this.modes.last().click();
    await this.question.fill(question);
    await this.submit.click();
    await expect(this.reference).toBeVisible();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.panel.locator('.composer button[type=submit]').click();
  }

  /** Gives files to the composer as a person does with the paper clip. */
  async attach(...files: string[] | GivenFile[]): Promise<void> {
    await this.panel.locator('.composer input[type=file]').setInputFiles(files);
  }

  /** Presses a file of the transcript and gives back the bytes that come. */
  async download(name: string): Promise<Buffer> {
    const download = this.page.waitForEvent('download');
    await this.files.filter({ hasText: name }).getByRole('button').click();
    return Buffer.concat(await (await (await download).createReadStream()).toArray());
  }

  /** Leaves while waiting, which takes one click, or ends what goes on, and confirms; done when the server knows it. */
  async leave(): Promise<void> {
    await this.panel.locator('.bar button').click();
    const confirm = this.panel.locator('.confirm button.strong');
    await expect(confirm.or(this.after)).toBeVisible();
    if (await confirm.isVisible()) await confirm.click();
    await expect(this.after).toBeVisible();
  }

  /** Whatever goes on ends, as far as this page can still end it: nobody of it is left for who comes next. */
  async goAway(): Promise<void> {
    const soon = { timeout: 15_000 };
    const there = { timeout: 3_000 };
    const end = this.panel.locator('.bar button');
    try {
      if (this.page.isClosed()) return;
      await expect(this.panel.or(this.button).first()).toBeVisible(there);
      if (!(await this.panel.isVisible())) await this.button.click(soon);
      await expect(this.panel).toBeVisible(soon);
      if (!(await end.isVisible())) return;
      await end.click(soon);
      const confirm = this.panel.locator('.confirm button.strong');
      await expect(confirm.or(this.after)).toBeVisible(soon);
      if (await confirm.isVisible()) await confirm.click(soon);
      await expect(this.after).toBeVisible(soon);
    } catch {
      // offline, or another page by now: then it ends by itself
    }
  }

  /** 1 (insufficient) to 5 (excellent). */
  async rate(score: number, comment = ''): Promise<void> {
    await this.after
      .locator('.rating label')
      .nth(score - 1)
      .click();
    if (comment) await this.after.locator('textarea').fill(comment);
    await this.after.locator('form button.strong').click();
    await expect(this.after.locator('.thanks')).toBeVisible();
  }
}
