import { vi } from 'vitest';

/** Parts are brought when they are needed, and compiled first: on a busy machine that takes longer than the second vitest gives, in ms. */
const SOON_MS = 30_000;

/** Waits until this no longer throws, and gives back what it gives. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: SOON_MS });
