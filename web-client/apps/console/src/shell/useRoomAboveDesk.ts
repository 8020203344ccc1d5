import { type RefObject, useLayoutEffect } from 'react';

/** The desk is as high as the window; what stands above it, the place of the calls or of the link, takes from that. */
export function useRoomAboveDesk(what: 'calls' | 'link', place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const above = place.current;
    if (!above) return;
    const root = document.documentElement.style;
    const watching = new ResizeObserver(() => root.setProperty(`--desk-above-${what}`, `${above.offsetHeight}px`));
    watching.observe(above);
    return () => {
      watching.disconnect();
      root.removeProperty(`--desk-above-${what}`);
    };
  }, [what, place]);
}
