import type { Pointed } from '@indiretta/call';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface PlaceProps {
  readonly pointed: Pointed;
  /** What it means; the one on the page is for eyes only, the same stands in the panel. */
  readonly label?: string;
  /** Over the whole page, because the page is what is shown. */
  readonly onPage?: boolean;
}

/** Where the operator points. Placed by script: portals may forbid style attributes. */
export function PointedPlace({ pointed, label, onPage = false }: PlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const { x, y, highlight } = pointed;
  useLayoutEffect(() => {
    const style = place.current?.style;
    style?.setProperty('left', `${100 * x}%`);
    style?.setProperty('top', `${100 * y}%`);
  }, [x, y]);
  // a popover stands over everything, also over the panel's dialog
  useLayoutEffect(() => {
    if (onPage) place.current?.parentElement?.showPopover?.();
  }, [onPage]);
  const looks = highlight ? 'pointed highlight' : 'pointed';
  if (!onPage) return <div ref={place} class={looks} role="img" aria-label={label} />;
  return (
    <div class="page-cover" popover="manual" aria-hidden="true">
      <div ref={place} class={looks} />
    </div>
  );
}
