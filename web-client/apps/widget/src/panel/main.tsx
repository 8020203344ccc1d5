import { render } from 'preact';
import { loadWords, localeFor } from '../words/words.ts';
import { Panel } from './Panel.tsx';

export interface PanelSettings {
  /** Language tag (BCP 47) asked for by the page. */
  readonly locale: string;
}

/** Draws the panel into the shadow root of the button, in the language of the page. */
export async function openPanel(root: ShadowRoot | HTMLElement, { locale }: PanelSettings): Promise<void> {
  const words = await loadWords(localeFor([locale]));
  const place = document.createElement('div');
  root.append(place);
  const close = () => {
    render(null, place);
    place.remove();
  };
  render(<Panel words={words} onClose={close} />, place);
}
