import type { Locator, Page } from '@playwright/test';
import type { Console } from './Console.ts';

/** A call as staff see it: the row under the consultation's head, or above the screen when another one is open. */
export class CallRow {
  readonly #staff: Console;

  constructor(staff: Console) {
    this.#staff = staff;
  }

  get #page(): Page {
    return this.#staff.page;
  }

  /** Every row there is. */
  get rows(): Locator {
    return this.#page.locator('section[data-phase]');
  }

  row(phase: 'proposedByThem' | 'proposedByUs' | 'connecting' | 'running' | 'reestablishing'): Locator {
    return this.#page.locator(`section[data-phase="${phase}"]`);
  }

  /** Who is in it, once there are more than two. */
  get people(): Locator {
    return this.rows.getByRole('list', { name: this.#staff.say('call_people') }).getByRole('listitem');
  }

  /** How good the call is, from the first measurement on. */
  get quality(): Locator {
    return this.row('running').locator('[data-quality]');
  }

  /** A button of the row, by the key of its word. */
  button(key: string): Locator {
    return this.rows.getByRole('button', { name: this.#staff.say(key), exact: true });
  }

  async press(key: string): Promise<void> {
    await this.button(key).click();
  }

  /** The button that asks the citizen for a call. */
  offer(mode: 'talk' | 'show'): Locator {
    return this.#page.getByRole('button', { name: this.#staff.say(`call_propose_${mode}`), exact: true });
  }

  async propose(mode: 'talk' | 'show' = 'talk'): Promise<void> {
    await this.offer(mode).click();
  }

  /** What the citizen types now. */
  line(text: string): Locator {
    return this.#staff.conversation.log.locator('[aria-live="off"]').getByText(text);
  }
}
