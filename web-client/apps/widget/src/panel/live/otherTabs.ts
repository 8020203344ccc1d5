/** A change another tab made: of the visit itself (`key` empty) or of a text kept under it. */
export interface OtherTabChange {
  readonly key: string;
  readonly value: string | null;
}

/** Tells what other tabs write under this place of `localStorage`: a start, an end, an erasure, a draft. */
export function watchOtherTabs(place: string, call: (change: OtherTabChange) => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === null || key === place) call({ key: '', value: newValue });
    else if (key.startsWith(`${place}:`)) call({ key: key.slice(place.length + 1), value: newValue });
  });
}
