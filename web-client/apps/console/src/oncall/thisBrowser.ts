import { api } from '../http/api.ts';
import type { PushSubscriptions } from '../http/types.ts';

const SCOPE = '/console/';
const WORKER = '/console/service-worker.js';

/** What the notices of this browser are like. */
export type BrowserNotices =
  /** This browser cannot show any. */
  | { readonly type: 'impossible' }
  /** The person refused them in the browser's own question. */
  | { readonly type: 'denied' }
  | { readonly type: 'off' }
  /** `id`: how the server knows this browser. */
  | { readonly type: 'on'; readonly id: string };

const isPossible = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

/** Whether this browser gets the notices of the person who is signed in. */
export async function thisBrowser({ browsers }: PushSubscriptions): Promise<BrowserNotices> {
  if (!isPossible()) return { type: 'impossible' };
  if (Notification.permission === 'denied') return { type: 'denied' };
  const worker = await navigator.serviceWorker.getRegistration(SCOPE);
  const own = await worker?.pushManager.getSubscription();
  const known = browsers.find(({ endpoint }) => endpoint === own?.endpoint);
  return known ? { type: 'on', id: known.id } : { type: 'off' };
}

/** Asks the person, then the browser's push service, and tells the server; what there is from now on. */
export async function switchOn({ key }: PushSubscriptions): Promise<PushSubscriptions | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  // One that was made with another key of the server gets nothing.
  if (before) await before.unsubscribe();
  const own = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const { endpoint = '', keys } = own.toJSON();
  return api.addPushSubscription({ endpoint, keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } });
}

/** This browser gets no more. */
export async function switchOff(id: string): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration(SCOPE);
  const own = await worker?.pushManager.getSubscription();
  await own?.unsubscribe();
  await api.removePushSubscription(id);
}

/** The bytes of base64url. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
