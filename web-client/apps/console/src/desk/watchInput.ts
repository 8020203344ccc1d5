/** What only a person causes; focus and scrolling also come from scripts. */
const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input', 'click'] as const;

/** Calls at every real input on this page. A pointer that only seems to move, because the page moved under it, is none. */
export function watchInput(call: () => void): () => void {
  let place = '';
  const heard = (event: Event) => {
    if (!event.isTrusted) return;
    if (event.type === 'pointermove') {
      const { screenX, screenY } = event as PointerEvent;
      const before = place;
      place = `${screenX} ${screenY}`;
      if (before === place || before === '') return;
    }
    call();
  };
  const how = { capture: true, passive: true } as const;
  for (const name of inputs) window.addEventListener(name, heard, how);
  return () => {
    for (const name of inputs) window.removeEventListener(name, heard, how);
  };
}
