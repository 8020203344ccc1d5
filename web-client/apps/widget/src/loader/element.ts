import type { RedButton } from './button.ts';
import { modeOf } from './commands.ts';
import type { Loader } from './loader.ts';

/** Defines `<in-diretta-button topic="…" mode="write">`, a red button that stands in the text of a page. */
export function defineButtonElement(loader: Loader): void {
  class InDirettaButton extends HTMLElement {
    #button: RedButton | undefined;
    readonly #shadow = this.attachShadow({ mode: 'closed', delegatesFocus: true });

    connectedCallback(): void {
      this.#button = loader.newButton({
        mode: modeOf(this.getAttribute('mode')),
        topic: this.getAttribute('topic') ?? undefined,
      });
      this.#shadow.adoptedStyleSheets = [loader.looks];
      this.#shadow.replaceChildren(this.#button.element);
    }

    disconnectedCallback(): void {
      if (this.#button) loader.forget(this.#button);
    }
  }
  customElements.define('in-diretta-button', InDirettaButton);
}
