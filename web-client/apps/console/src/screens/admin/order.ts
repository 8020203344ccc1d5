interface Placed {
  readonly id: string;
  readonly position: number;
}

/** In the order of their positions; equal ones by id, so that the order never jumps. */
export const inOrder = <T extends Placed>(items: readonly T[]): readonly T[] =>
  [...items].sort((one, other) => one.position - other.position || one.id.localeCompare(other.id));

/**
 * Those whose position changes when the item at `from` moves by one; positions become 10, 20, 30 … so that the next
 * move changes two only.
 */
export function moved<T extends Placed>(items: readonly T[], id: string, by: -1 | 1): readonly T[] {
  const ordered = [...inOrder(items)];
  const from = ordered.findIndex((item) => item.id === id);
  const to = from + by;
  const [one, other] = [ordered[from], ordered[to]];
  if (!one || !other) return [];
  ordered[from] = other;
  ordered[to] = one;
  return ordered
    .map((item, index) => ({ ...item, position: (index + 1) * 10 }))
    .filter((item) => items.find(({ id: before }) => before === item.id)?.position !== item.position);
}

/** The position after the last. */
export const lastPosition = (items: readonly Placed[]): number =>
  Math.max(0, ...items.map(({ position }) => position)) + 10;

/** An id (`^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$`) out of a name; unique among those there are. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 34)
    .replace(/^-+|-+$/g, '');
  const base = plain || 'x';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(id)) return id;
  }
}
