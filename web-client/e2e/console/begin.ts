import { expect, type Page } from '@playwright/test';
import { Console } from './Console.ts';
import { ScriptedDesk } from './ScriptedDesk.ts';
import type { Walk } from './walks.ts';

/** Loads the console for a walk; `complaints` is what the browser writes into its console meanwhile. */
export async function begin(
  page: Page,
  { path, prepare }: Pick<Walk, 'path' | 'prepare'>,
  language: 'it' | 'de' = 'it',
): Promise<{ staff: Console; desk: ScriptedDesk; complaints: string[] }> {
  const complaints: string[] = [];
  // That nobody is signed in is a 401, and a cut link is a failed connection: browsers write both down.
  const isOurs = (text: string) => !/^(Failed to load resource|WebSocket connection to)/.test(text);
  page.on(
    'console',
    (message) => message.type() === 'error' && isOurs(message.text()) && complaints.push(message.text()),
  );
  page.on('pageerror', (error) => complaints.push(error.message));
  const desk = new ScriptedDesk();
  desk.language = language;
  prepare?.(desk);
  await desk.answer(page);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  return { staff: new Console(page, language), desk, complaints };
}

/** A clock is stopped at a time to come: so long may the order take on its way. */
const STOP_IN_MS = 4_000;

/** From now on an installed clock goes on only where the test says so: however slow the machine is, nothing happens by itself. */
export const stopClock = async (page: Page): Promise<void> =>
  page.clock.pauseAt((await page.evaluate(() => Date.now())) + STOP_IN_MS);
