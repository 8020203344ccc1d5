/** What keeps the screen awake, as a browser offers it (Screen Wake Lock). */
export interface WakePorts {
  /** Rejects where the browser does not allow it. */
  readonly request: () => Promise<{ readonly release: () => Promise<void> }>;
  readonly isVisible: () => boolean;
  /** Calls when the page is shown or hidden, until the answer is called. */
  readonly onVisibility: (call: () => void) => () => void;
}

/**
 * Keeps the screen awake until the answer is called: a browser lets go of it whenever the page is hidden, so it is
 * asked again when it is shown. `tell` says whether it holds.
 */
export function keepAwake(ports: WakePorts, tell: (awake: boolean) => void): () => void {
  let held: { readonly release: () => Promise<void> } | undefined;
  let over = false;
  const ask = async () => {
    if (over || !ports.isVisible()) return;
    try {
      const lock = await ports.request();
      if (over) return void lock.release();
      held = lock;
      tell(true);
    } catch {
      tell(false);
    }
  };
  const stop = ports.onVisibility(() => void ask());
  void ask();
  return () => {
    over = true;
    stop();
    void held?.release();
  };
}

export const browserWake: WakePorts = {
  request: () => navigator.wakeLock.request('screen'),
  isVisible: () => document.visibilityState === 'visible',
  onVisibility: (call) => {
    document.addEventListener('visibilitychange', call);
    return () => document.removeEventListener('visibilitychange', call);
  },
};
