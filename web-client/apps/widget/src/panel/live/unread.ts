import type { ConsultationSnapshot } from '@indiretta/connection';

/** How many entries of others came that this person has not seen; `seen` is what this page showed already. */
export function unreadIn({ entries, view }: ConsultationSnapshot, seen = 0): number {
  const read = Math.max(seen, view?.readByCitizen ?? 0);
  return entries.filter(({ seq, author, body }) => seq > read && author.kind === 'OPERATOR' && body.type !== 'withheld')
    .length;
}
