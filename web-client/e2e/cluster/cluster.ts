import { appendFileSync, readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** A server of the city that `.ci/with-cluster` runs. */
export type Server = 'one' | 'two';
type Order = 'kill' | 'stop' | 'start' | 'freeze' | 'thaw';

const variable = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run it with .ci/with-cluster`);
  return value;
};

/** Time for what a line asks: a start on a busy machine. */
const DONE_MS = 150_000;

/** Says a line to the city and waits until it is done. */
export async function tell(order: Order, whom: Server | 'redis' | 'postgres'): Promise<void> {
  const line = `${order} ${whom}`;
  const done = () => readFileSync(variable('CLUSTER_SAID'), 'utf8').split(`done: ${line}\n`).length;
  const before = done();
  appendFileSync(variable('CLUSTER_COMMANDS'), `${line}\n`);
  await expect.poll(done, { message: line, timeout: DONE_MS, intervals: [50] }).toBe(before + 1);
}

/** The live links that a server holds. */
export async function linksOf(server: Server): Promise<number> {
  const answer = await fetch(variable(`CLUSTER_METRICS_${server.toUpperCase()}`));
  return (await answer.text())
    .split('\n')
    .filter((line) => line.startsWith('indiretta_sockets{'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

/** How long a page that was loaded again takes to be at a server. */
const LINKED_MS = 10_000;

/**
 * Two people at one server each: the balancer sends whoever comes to the one with fewer. A page that ends one link and opens the
 * next at once may still be counted where it was; then the given one is loaded again.
 */
export async function expectApart(again: Page): Promise<void> {
  const links = async () => [await linksOf('one'), await linksOf('two')];
  await expect(async () => {
    await expect.poll(async () => (await links()).reduce((sum, some) => sum + some, 0)).toBe(2);
    if ((await links()).includes(0)) await again.reload();
    await expect.poll(links, { timeout: LINKED_MS }).toEqual([1, 1]);
  }).toPass({ intervals: [0] });
}
