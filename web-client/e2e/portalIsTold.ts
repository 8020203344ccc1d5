import { type APIRequestContext, expect } from '@playwright/test';

/** What a portal is told, which may be two seconds old, says by now that somebody is there, or nobody. */
export const portalIsTold = (request: APIRequestContext, there: boolean): Promise<void> =>
  expect
    .poll(async () => {
      const { open } = await (await request.get('/api/v1/availability?site=ch')).json();
      return Object.keys(open).length > 0;
    })
    .toBe(there);

/** It says by now that each topic is open which whoever is signed in serves first. */
export async function portalOffersTheirs(request: APIRequestContext): Promise<void> {
  const { levels, topics } = await (await request.get('/api/v1/console')).json();
  const theirs = topics
    .filter(({ id, enabled }: { id: string; enabled: boolean }) => enabled && levels[id] === 1)
    .map(({ id }: { id: string }) => id);
  await expect
    .poll(async () => {
      const { open } = await (await request.get('/api/v1/availability?site=ch')).json();
      return theirs.filter((id: string) => !open[id]?.length);
    })
    .toEqual([]);
}
