import type { Locator } from '@playwright/test';
import type { Widget } from './Widget.ts';

/** The call beside a citizen's chat. */
export class CallPart {
  readonly #widget: Widget;

  constructor(widget: Widget) {
    this.#widget = widget;
  }

  get part(): Locator {
    return this.#widget.panel.locator('.call');
  }

  /** What stands for the closed panel. */
  get strip(): Locator {
    return this.#widget.page.locator('dialog.strip[open]');
  }

  get microphone(): Locator {
    return this.part.locator('.switch').first();
  }

  get camera(): Locator {
    return this.part.locator('.switch').nth(1);
  }

  get liveText(): Locator {
    return this.part.locator('.switch').nth(4);
  }

  /** Puts the call on hold, or goes on. */
  get hold(): Locator {
    return this.part.locator('.switch').nth(2);
  }

  get pictures(): Locator {
    return this.part.locator('video');
  }

  /** What the other side types now. */
  get lines(): Locator {
    return this.#widget.panel.locator('.live-lines');
  }

  /** A button that asks for a call. */
  offer(name: string): Locator {
    return this.#widget.panel.locator('.offers').getByRole('button', { name });
  }

  async press(name: string): Promise<void> {
    await this.part.getByRole('button', { name }).click();
  }
}
