/*
 * Shows the notices that somebody on call gets while the console is closed, and opens the page of the offer. It keeps
 * nothing, answers nothing in the person's place and takes no part in what the console loads.
 */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a notice says; undefined for one that a newer server writes otherwise. */
function noticeIn(data) {
  try {
    const { consultation, title, body, language } = data?.json() ?? {};
    const texts = [title, body, language].every((it) => typeof it === 'string');
    return texts && UUID.test(consultation) ? { consultation, title, body, language } : undefined;
  } catch {
    return undefined;
  }
}

/** The desk of a console that is open already goes there; otherwise one is opened. */
async function openOffer(consultation) {
  const address = new URL(`/console/offer/${consultation}`, self.location.origin).href;
  const windows = await self.clients.matchAll({ type: 'window' });
  for (const open of windows) {
    try {
      const there = await open.navigate(address);
      await (there ?? open).focus().catch(() => undefined);
      return;
    } catch {
      // It was closed meanwhile, or is not this worker's to lead: the next one.
    }
  }
  await self.clients.openWindow(address);
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const notice = noticeIn(event.data);
  if (!notice) return;
  const { consultation, title, body, language } = notice;
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      lang: language,
      tag: consultation,
      requireInteraction: true,
      data: { consultation },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { consultation } = event.notification.data ?? {};
  if (UUID.test(consultation)) event.waitUntil(openOffer(consultation));
});
