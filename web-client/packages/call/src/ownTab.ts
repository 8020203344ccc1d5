/** W3C Capture Handle, where the browser has it. */
interface MarksTabs {
  setCaptureHandleConfig?(config: { readonly handle: string; readonly permittedOrigins: readonly string[] }): void;
}
interface MarkedTrack {
  getCaptureHandle?(): { readonly handle?: string } | null;
}

/**
 * Marks this tab, so that {@link isOwnTab} can tell afterwards; call it before a screen is chosen. Only pages of this
 * origin can read the mark.
 */
export function markOwnTab(mark: string): void {
  const devices = navigator.mediaDevices as (MediaDevices & MarksTabs) | undefined;
  devices?.setCaptureHandleConfig?.({ handle: mark, permittedOrigins: [location.origin] });
}

/** Whether the shared screen is the tab with this mark: then what staff point at can be shown on the page itself. */
export function isOwnTab(screen: MediaStreamTrack, mark: string): boolean {
  return (screen as MarkedTrack).getCaptureHandle?.()?.handle === mark;
}
