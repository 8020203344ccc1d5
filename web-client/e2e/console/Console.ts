import { expect, type Locator, type Page } from '@playwright/test';
import { portalOffersTheirs } from '../portalIsTold.ts';
import { ConversationPart } from './ConversationPart.ts';
import { type ConsoleLanguage, consoleWords, type Say } from './words.ts';

type Section = 'nav_desk' | 'nav_requests' | 'nav_archive' | 'nav_board' | 'nav_admin';
type AdminPart = 'admin_operators' | 'admin_topics' | 'admin_competences' | 'admin_replies' | 'admin_site';
type AwayReason = 'away_break' | 'away_lunch' | 'away_counter' | 'away_meeting' | 'away_other';

/** The heading of each section's screen; the administration begins with its people. */
const headings: Readonly<Record<Section, string>> = {
  nav_desk: 'nav_desk',
  nav_requests: 'requests_title',
  nav_archive: 'archive_title',
  nav_board: 'board_title',
  nav_admin: 'admin_operators',
};

/** The staff's console of one person, by what a person sees; `language` is the one chosen in that person's profile. */
export class Console {
  readonly page: Page;
  readonly say: Say;
  readonly conversation: ConversationPart;

  constructor(page: Page, language: ConsoleLanguage = 'it') {
    this.page = page;
    this.say = consoleWords(language);
    this.conversation = new ConversationPart(page, this.say);
  }

  // ── the door ────────────────────────────────────────────────────────────────────────────────────

  /** Opens the console and signs in; `doorLanguage` is the one the browser asks for. */
  async signIn(email: string, password: string, doorLanguage: ConsoleLanguage = 'it'): Promise<void> {
    await this.page.goto('/console/');
    await this.enter(email, password, consoleWords(doorLanguage));
    await expect(this.presence).toBeVisible();
  }

  /** Fills the sign-in that is on the screen, and sends it. */
  async enter(email: string, password: string, say: Say = this.say): Promise<void> {
    await this.page.getByLabel(say('email')).fill(email);
    await this.page.getByLabel(say('password'), { exact: true }).fill(password);
    await this.page.getByRole('button', { name: say('sign_in'), exact: true }).click();
  }

  /** Sends the form of a one-use link. */
  async choosePassword(password: string, again = password): Promise<void> {
    await this.page.getByLabel(this.say('password_new')).fill(password);
    await this.page.getByLabel(this.say('password_again')).fill(again);
    await this.page.getByRole('button', { name: this.say('password_set') }).click();
  }

  /** Opens a one-use link (`…/console/invitation#…`) and sets the password with it. */
  async useInvitation(link: string, password: string): Promise<void> {
    await this.page.goto(link);
    await this.choosePassword(password);
    await expect(this.presence).toBeVisible();
  }

  get personMenu(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${this.say('person_menu', { name: '' }).trim()}`) });
  }

  async signOut(): Promise<void> {
    await this.personMenu.click();
    await this.page.getByRole('menuitem', { name: this.say('sign_out') }).click();
    await expect(this.page.getByRole('heading', { name: this.say('sign_in_title') })).toBeVisible();
  }

  // ── the frame ───────────────────────────────────────────────────────────────────────────────────

  get presence(): Locator {
    return this.page.getByRole('button', { name: this.say('presence_is') });
  }

  async becomeAvailable(): Promise<void> {
    await this.#choosePresence('presence_available');
    await expect(this.presence).toContainText(this.say('presence_available'));
    // Its citizens are told a moment later.
    if (new URL(this.page.url()).origin === process.env.DEMO_CITY_URL) await portalOffersTheirs(this.page.request);
  }

  /** With the end that is usual for that reason. */
  async goAway(reason: AwayReason): Promise<void> {
    await this.#choosePresence(reason);
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: this.say('pause_now') })
      .click();
    await expect(this.presence).toContainText(this.say(reason));
  }

  /** What is asked or told about this person's own presence. */
  presenceCard(title: string): Locator {
    return this.page.getByRole('status').getByRole('region', { name: this.say(title), exact: true });
  }

  async #choosePresence(key: string): Promise<void> {
    await this.presence.click();
    await this.page.getByRole('menuitem', { name: this.say(key), exact: true }).click();
  }

  /** Done when its own screen is there: until its code has come, the one before stays. */
  async go(section: Section): Promise<void> {
    await this.page
      .getByRole('navigation', { name: this.say('navigation') })
      .getByRole('link', { name: this.say(section) })
      .click();
    await expect(this.#heading(headings[section])).toBeAttached();
  }

  #heading(key: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.say(key), exact: true });
  }

  async goAdmin(part: AdminPart): Promise<void> {
    await this.go('nav_admin');
    await this.page
      .getByRole('navigation', { name: this.say('nav_admin') })
      .getByRole('link', { name: this.say(part), exact: true })
      .click();
    await expect(this.#heading(part)).toBeVisible();
  }

  /** What the console told and nobody put away. */
  get notices(): Locator {
    return this.page.getByRole('status').locator('.mantine-Alert-root');
  }

  /** Shown while the link is lost. */
  get reconnecting(): Locator {
    return this.page.getByText(this.say('link_reconnecting'));
  }

  /** There while it rings. */
  get muteButton(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: this.say('mute') });
  }

  /** The button of the bar that takes an end back. */
  get undo(): Locator {
    return this.page.getByRole('status').getByRole('button', { name: new RegExp(`^${this.say('undo')}`) });
  }

  // ── the desk ────────────────────────────────────────────────────────────────────────────────────

  /** A waiting consultation, an offer or a hand-over, by its reference. */
  card(reference: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: reference });
  }

  get waiting(): Locator {
    return this.page.getByRole('region', { name: this.say('waiting_title'), exact: true }).getByRole('listitem');
  }

  get offers(): Locator {
    return this.page.getByRole('region', { name: this.say('offers_title') }).getByRole('listitem');
  }

  get own(): Locator {
    return this.page.getByRole('region', { name: this.say('own_title') }).getByRole('listitem');
  }

  /** Takes by hand, or accepts when it is offered; then it is open. */
  async take(reference: string): Promise<void> {
    const card = this.card(reference);
    const button = card.getByRole('button', { name: new RegExp(`^(${this.say('take')}|${this.say('accept')})`) });
    await button.click();
    await expect(this.conversation.log).toBeVisible();
    await expect(this.conversation.heading(reference)).toBeVisible();
  }

  async decline(reference: string): Promise<void> {
    await this.card(reference)
      .getByRole('button', { name: this.say('decline') })
      .click();
  }

  /** Opens one of the own consultations, by the citizen's name or the reference that stands for it; done when it is there. */
  async open(name: string): Promise<void> {
    await this.own.filter({ hasText: name }).getByRole('link').click();
    await expect(this.conversation.heading(name)).toBeVisible();
  }

  // ── administration ──────────────────────────────────────────────────────────────────────────────

  /** Adds an operator and gives back the invitation link, shown this once. */
  async addOperator(person: { firstName: string; lastName: string; email: string; office?: string }): Promise<string> {
    await this.goAdmin('admin_operators');
    await this.page.getByRole('button', { name: this.say('operator_add') }).click();
    const dialog = this.page.getByRole('dialog', { name: this.say('operator_add') });
    await dialog.getByRole('textbox', { name: this.say('first_name'), exact: true }).fill(person.firstName);
    await dialog.getByLabel(this.say('last_name')).fill(person.lastName);
    await dialog.getByLabel(this.say('email')).fill(person.email);
    if (person.office) await dialog.getByLabel(this.say('office')).fill(person.office);
    await dialog.getByRole('button', { name: this.say('operator_create') }).click();
    return this.#shownLink(`${person.firstName} ${person.lastName}`);
  }

  /** Makes a new invitation for somebody by full name; earlier ones die. */
  async inviteAgain(name: string): Promise<string> {
    await this.goAdmin('admin_operators');
    await this.page.getByRole('button', { name: this.say('invite_named', { name }) }).click();
    const dialog = this.page.getByRole('dialog', { name: this.say('invite_named', { name }) });
    await dialog.getByRole('button', { name: this.say('invite'), exact: true }).click();
    return this.#shownLink(name);
  }

  async #shownLink(name: string): Promise<string> {
    const invitation = this.page.getByRole('dialog', { name: this.say('invitation_for', { name }) });
    const link = await invitation.getByLabel(this.say('invitation_link')).inputValue();
    await invitation.getByRole('button', { name: this.say('done') }).click();
    await expect(invitation).toBeHidden();
    return link;
  }

  /** Gives a new installation its city, by its Italian name. */
  async addSite(name: string): Promise<void> {
    await this.goAdmin('admin_site');
    const part = this.page.getByRole('region', { name: this.say('site_name') });
    await part.getByLabel(this.say('language_it')).first().fill(name);
    await this.page.getByRole('button', { name: this.say('save') }).click();
    await expect(this.page.getByLabel(this.say('site_embed'))).toHaveValue(/data-site="[a-z0-9-]+"/);
  }

  async addGroup(name: string): Promise<void> {
    await this.goAdmin('admin_topics');
    await this.page.getByRole('button', { name: this.say('group_add') }).click();
    await this.#saveNamed(name);
    await expect(this.page.getByRole('region', { name, exact: true })).toBeVisible();
  }

  async addTopic(group: string, name: string): Promise<void> {
    await this.goAdmin('admin_topics');
    const region = this.page.getByRole('region', { name: group, exact: true });
    await region.getByRole('button', { name: this.say('topic_add') }).click();
    await this.#saveNamed(name);
    await expect(region.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  }

  /** Fills the Italian name in the dialog, and saves. */
  async #saveNamed(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    const names = dialog.getByRole('group', { name: this.say('name'), exact: true });
    await names.getByLabel(this.say('language_it')).fill(name);
    await dialog.getByRole('button', { name: this.say('save') }).click();
    await expect(dialog).toBeHidden();
  }

  /** A cell of the matrix, by the operator's full name and the topic's name in the console's language. */
  level(operator: string, topic: string): Locator {
    return this.page.getByRole('grid').getByRole('button', { name: `${operator}, ${topic}` });
  }

  /** Sets another level by keyboard, as a person does; done when the server has it. */
  async setLevel(operator: string, topic: string, level: 0 | 1 | 2 | 3): Promise<void> {
    await this.goAdmin('admin_competences');
    const cell = this.level(operator, topic);
    await cell.focus();
    const saved = this.page.waitForResponse((answer) => answer.url().includes('/admin/competences/'));
    await this.page.keyboard.press(String(level));
    await expect(cell).toHaveText(level === 0 ? '' : String(level));
    await saved;
  }
}
