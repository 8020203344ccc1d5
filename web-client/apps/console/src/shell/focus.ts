/** Whether the focus is lost: what had it is gone from the page. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Puts a lost focus where a person goes on (WCAG 2.4.3); a focus that somebody has is never taken away. */
export function rescueFocus(place: HTMLElement | null): void {
  if (isFocusLost()) place?.focus({ preventScroll: true });
}

/** Whether writing is by a keyboard beside the screen; elsewhere a focused field would open one over the page. */
export const hasKeyboard = (): boolean => matchMedia('(hover: hover) and (pointer: fine)').matches;
