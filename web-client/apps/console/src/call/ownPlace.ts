import type { Author, CallMember, ConsultationView } from '@indiretta/protocol';

/**
 * This person's place in a call. Everybody sees the same picture of it, which names staff by first name only: the
 * owner is who has that role, and somebody asked in is looked for among those.
 */
export function ownPlace(
  { call, operator }: Pick<ConsultationView, 'call' | 'operator'>,
  self: Author,
): CallMember | undefined {
  const owns = operator !== undefined && operator.id === self.operator;
  return call?.members.find(({ role, author }) =>
    owns ? role === 'OPERATOR' : (role === 'COLLEAGUE' || role === 'SUPERVISOR') && author.name === self.name,
  );
}
