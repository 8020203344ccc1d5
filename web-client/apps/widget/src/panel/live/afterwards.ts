import { PROTOCOL_VERSION } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import { isFailed } from '../Api.ts';
import type { LiveKit } from './kit.ts';

/** What a person may want after the end. */
type Wire = LiveKit['wire'];

/** Says how it was; can be said again. */
export async function rate(wire: Wire, score: 1 | 2 | 3 | 4 | 5, comment: string): Promise<void> {
  wire.turn({ rating: 'sending' });
  const text = comment.trim();
  const done = await wire.about({ type: 'rateConsultation', score, ...(text ? { comment: text } : {}) });
  wire.turn({ rating: done ? 'sent' : 'failed' });
}

/** Goes on with the ended one, as long as its time lasts. */
export const reopen = (wire: Wire): Promise<boolean> => wire.about({ type: 'reopenConsultation' }, w.reopen_failed);

/** A new question; the transcript of the ended one stays readable until its time. */
export async function startNew(wire: Wire): Promise<void> {
  const { store, api, portal } = wire.ports;
  wire.startOver();
  const { site } = portal;
  const answer = await wire.request({ type: 'watchAvailability', protocol: PROTOCOL_VERSION, site });
  const now = answer.type === 'availability' ? answer.availability : await api.readAvailability(site);
  if (!isFailed(now)) store.change({ availability: now });
}

/** "Erase from this device": the token, drafts and unsent messages; the server forgets the token too. */
export function erase(wire: Wire): void {
  const { token } = wire;
  // that it fails changes nothing for the person, whose device forgets it
  if (token) {
    void wire.ports.api.fetch('citizens/me', { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
  }
  wire.forget();
}
