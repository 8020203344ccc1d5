import { type APIRequestContext, expect } from '@playwright/test';

/** What a portal is told, which may be two seconds old, says by now that somebody is there, or nobody. */
export const portalIsTold = (request: APIRequestContext, there: boolean): Promise<void> =>
  expect
    .poll(async () => {
      const { open } = await (await request.get('/api/v1/availability?site=ch')).json();
      return Object.keys(open).length > 0;
    })
    .toBe(there);
