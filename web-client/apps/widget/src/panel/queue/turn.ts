import { isWaiting } from '../state.ts';
import type { Store } from '../store.ts';

/** Asks whether the browser may show a notice; to be called from a click. Where there are none, the title says it. */
export function askForNotices(): void {
  if ('Notification' in globalThis && Notification.permission === 'default') {
    Notification.requestPermission().catch(() => undefined);
  }
}

/** Tells a person who left the page open that it is their turn: a notice of the browser, and the title until they look. */
export function tellTurn(store: Pick<Store, 'onChange'>, text: string): () => void {
  const stop = store.onChange(({ stage }) => {
    const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
    if (!view || (isWaiting(view) && view.state !== 'OFFERED')) return;
    stop();
    // nobody has to be called who looks at it, or who has left
    if (document.visibilityState === 'visible' || (view.state !== 'OFFERED' && view.state !== 'ACTIVE')) return;
    if ('Notification' in globalThis && Notification.permission === 'granted') new Notification(text);
    const title = document.title;
    document.title = `${text} – ${title}`;
    const looked = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', looked);
      document.title = title;
    };
    document.addEventListener('visibilitychange', looked);
  });
  // the room goes when somebody answers, and that is when it has to be told
  return () => queueMicrotask(stop);
}
