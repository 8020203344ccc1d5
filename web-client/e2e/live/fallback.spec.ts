import { expect } from '@playwright/test';
import { NoTunnels } from './NoTunnels.ts';
import { conversation, story } from './people.ts';

story('behind a proxy without WebSocket: two failures, then the fallback, and both write', async ({ people }) => {
  const proxy = new NoTunnels();
  const server = await proxy.open();
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen('/demo/', { proxy: { server } });
  // Pressing start begins a new try: only what the panel tries by itself is counted.
  const fallback = () => proxy.asked.findIndex((path) => /\/assets\/sockjs-.*\.js$/.test(path));
  await citizen.open();
  await expect.poll(fallback).toBeGreaterThan(0);
  await conversation(citizen, marta, 'Mi sentite dalla rete dell’ufficio?');
  await marta.conversation.write('Sì, benissimo.');
  await expect(citizen.messages.last()).toHaveText('Sì, benissimo.');
  await citizen.send('Che bello.');
  await expect(marta.conversation.entry('Che bello.')).toHaveCount(1);
  await expect(citizen.ownMessages.last()).toContainText('letto');

  expect(
    proxy.asked.slice(0, fallback()).filter((path) => path === `tunnel to ${new URL(citizen.page.url()).host}`),
  ).toHaveLength(2);
  expect(proxy.asked.some((path) => /^\/live\/\d+\/[^/]{32,}\/xhr_streaming$/.test(path))).toBe(true);

  await citizen.page.reload();
  await expect(citizen.messages).toHaveText(['Mi sentite dalla rete dell’ufficio?', 'Sì, benissimo.', 'Che bello.']);
  await citizen.leave();
  await expect(citizen.after).toBeVisible();
  await proxy.close();
});

story(
  'behind a proxy that holds answers back until they are whole: single answers, and both write',
  async ({ people }) => {
    const proxy = new NoTunnels(true);
    const server = await proxy.open();
    const marta = await people.staff('marta');
    await marta.becomeAvailable();
    const citizen = await people.citizen('/demo/', { proxy: { server } });
    await conversation(citizen, marta, 'E con il filtro?');
    await marta.conversation.write('Anche così.');
    await expect(citizen.messages.last()).toHaveText('Anche così.');
    await citizen.send('Perfetto.');
    await expect(marta.conversation.entry('Perfetto.')).toHaveCount(1);
    expect(proxy.asked.some((path) => /^\/live\/\d+\/[^/]{32,}\/xhr$/.test(path))).toBe(true);
    await citizen.leave();
    await expect(citizen.after).toBeVisible();
    await proxy.close();
  },
);
