export type { Greeting } from './Attempt.ts';
export { browserClock, browserKeep, browserLinks, newClientMessageId, watchBrowserWakes } from './browser.ts';
export { Connection, type ConnectionPorts, type ConnectionState } from './Connection.ts';
export { Listeners } from './Listeners.ts';
export {
  type ConsultationSnapshot,
  LiveConsultation,
  type LiveConsultationPorts,
  type Sync,
} from './LiveConsultation.ts';
export { OUTGOING_MOST, type OutgoingBody, type OutgoingEntry } from './Outgoing.ts';
export type { Clock, Keep, Link, LinkKind, LinkListener, OpenLink, Random, Wake, WatchWakes } from './ports.ts';
export type { Answer, Unanswered } from './Requests.ts';
