import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** A push service of its own for one browser, because a browser without the network has none to subscribe at. */
export class PushService {
  readonly #server: Server;
  readonly #keys: ECDH;
  readonly #auth = randomBytes(16);
  /** What came, as the browser reads it. */
  readonly read: string[] = [];

  private constructor() {
    this.#keys = createECDH('prime256v1');
    this.#keys.generateKeys();
    this.#server = createServer(async (request, response) => {
      const signed = request.headers.authorization?.startsWith('vapid t=') && request.headers['content-encoding'];
      const body = Buffer.concat(await request.toArray());
      if (signed === 'aes128gcm') this.read.push(this.#decrypted(body));
      response.writeHead(signed === 'aes128gcm' ? 201 : 403).end();
    });
  }

  static async start(): Promise<PushService> {
    const service = new PushService();
    await new Promise<void>((listening) => service.#server.listen(0, '127.0.0.1', listening));
    return service;
  }

  close(): void {
    this.#server.close();
  }

  /** From the next load on the page subscribes here. */
  async standInFor(page: Page): Promise<void> {
    const { port } = this.#server.address() as AddressInfo;
    const json = {
      endpoint: `http://127.0.0.1:${port}/browser`,
      keys: { p256dh: this.#keys.getPublicKey('base64url'), auth: this.#auth.toString('base64url') },
    };
    await page.addInitScript((given) => {
      const subscription = { endpoint: given.endpoint, toJSON: () => given, unsubscribe: async () => true };
      let subscribed = false;
      Object.assign(PushManager.prototype, {
        subscribe: async () => {
          subscribed = true;
          return subscription;
        },
        getSubscription: async () => (subscribed ? subscription : null),
      });
    }, json);
  }

  /** RFC 8291, 3.4: one record. */
  #decrypted(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const end = 21 + body.readUInt8(20);
    const sender = body.subarray(21, end);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), sender]);
    const derived = (from: Buffer, salted: Buffer, about: Buffer | string, bytes: number) =>
      Buffer.from(hkdfSync('sha256', from, salted, about, bytes));
    const secret = derived(this.#keys.computeSecret(sender), this.#auth, info, 32);
    const key = derived(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
    const nonce = derived(secret, salt, 'Content-Encoding: nonce\0', 12);
    const cipher = createDecipheriv('aes-128-gcm', key, nonce);
    cipher.setAuthTag(body.subarray(-16));
    const padded = Buffer.concat([cipher.update(body.subarray(end, -16)), cipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
  }
}

/** Hands a push message to the page's service worker, as the browser does when one comes. */
export async function deliver(page: Page, data: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((known) => {
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const one = registrations.find(({ isDeleted }) => !isDeleted);
      if (one) known(one.registrationId);
    });
  });
  await devTools.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  await devTools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data });
  await devTools.detach();
}
