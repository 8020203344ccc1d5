import type { Author } from '@indiretta/protocol';

/** Whether both name the same person; staff are told apart by their ids where the reader sees them. */
export const sameAuthor = (one: Author, other: Author): boolean =>
  one.kind === other.kind &&
  (one.operator === undefined || other.operator === undefined
    ? one.name === undefined || other.name === undefined || one.name === other.name
    : one.operator === other.operator);
