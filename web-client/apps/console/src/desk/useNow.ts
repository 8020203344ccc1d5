import { useSyncExternalStore } from 'react';

const calls = new Set<() => void>();
let now = 0;
/** Whole seconds, so that two reads in one render are the same. */
const thisSecond = () => Math.floor(Date.now() / 1000) * 1000;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(call: () => void): () => void {
  calls.add(call);
  timer ??= setInterval(() => {
    now = thisSecond();
    for (const each of [...calls]) each();
  }, 1000);
  return () => {
    calls.delete(call);
    if (calls.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time of day in ms, anew every second; one timer for all who watch. */
export const useNow = (): number =>
  useSyncExternalStore(subscribe, () => {
    if (timer === undefined) now = thisSecond();
    return now;
  });
