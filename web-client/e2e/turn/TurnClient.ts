import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { isIPv4 } from 'node:net';

/** STUN and TURN numbers: RFC 8489, 18; RFC 8656, 17 and 18. */
const COOKIE = 0x2112a442;
const ALLOCATE = 0x003;
const REFRESH = 0x004;
const CREATE_PERMISSION = 0x008;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  lifetime: 0x000d,
  peer: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  family: 0x0017,
  transport: 0x0019,
} as const;
const UDP = 17;
const ANSWER_WITHIN_MS = 15_000;

/** Granted, or the code of the refusal (RFC 8656, 19). */
export type TurnAnswer = 'granted' | number;
type Attributes = readonly (readonly [number, Buffer])[];

/** By the scheme that the server shares with a TURN server: the user is `expiry:name`, the password an HMAC of it. */
export function credentialsFor(
  secret: string,
  expiresAt: Date,
  name: string = randomUUID(),
): { readonly user: string; readonly password: string } {
  const user = `${Math.floor(expiresAt.getTime() / 1_000)}:${name}`;
  return { user, password: createHmac('sha1', secret).update(user).digest('base64') };
}

/** Asks a TURN server as anybody could who has credentials, or has none that are good. */
export class TurnClient {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #port: number;
  readonly #user: string;
  readonly #password: string;
  #realm = '';
  #nonce = '';
  #allocated = false;

  constructor(host: string, port: number, { user, password }: ReturnType<typeof credentialsFor>) {
    this.#socket = createSocket(isIPv4(host) ? 'udp4' : 'udp6');
    this.#host = host;
    this.#port = port;
    this.#user = user;
    this.#password = password;
  }

  /** Asks for an address to relay from. */
  async allocate(): Promise<TurnAnswer> {
    const family = Buffer.from([isIPv4(this.#host) ? 1 : 2, 0, 0, 0]);
    const wanted = (): Attributes => [
      [ATTRIBUTE.transport, Buffer.from([UDP, 0, 0, 0])],
      [ATTRIBUTE.family, family],
    ];
    const first = await this.#ask(ALLOCATE, wanted, false);
    const answer = first === 401 ? await this.#ask(ALLOCATE, wanted, true) : first;
    this.#allocated = answer === 'granted';
    return answer;
  }

  /** Asks to send to this address, once an address is allocated. */
  permit(address: string): Promise<TurnAnswer> {
    return this.#ask(CREATE_PERMISSION, (id) => [[ATTRIBUTE.peer, peer(address, id)]], true);
  }

  /** Gives the address back: the next socket may get this one's port, and would be refused with 437. */
  async close(): Promise<void> {
    if (this.#allocated) await this.#ask(REFRESH, () => [[ATTRIBUTE.lifetime, Buffer.alloc(4)]], true);
    this.#socket.close();
  }

  async #ask(method: number, of: (id: Buffer) => Attributes, signed: boolean): Promise<TurnAnswer> {
    const id = randomBytes(12);
    const attributes = of(id);
    const asked: Attributes = signed
      ? [
          ...attributes,
          [ATTRIBUTE.username, Buffer.from(this.#user)],
          [ATTRIBUTE.realm, Buffer.from(this.#realm)],
          [ATTRIBUTE.nonce, Buffer.from(this.#nonce)],
        ]
      : attributes;
    const message = encode(method, id, asked, signed ? this.#key() : undefined);
    const answer = decode(await this.#exchange(id, message));
    this.#realm = answer.get(ATTRIBUTE.realm)?.toString() ?? this.#realm;
    this.#nonce = answer.get(ATTRIBUTE.nonce)?.toString() ?? this.#nonce;
    const error = answer.get(ATTRIBUTE.error);
    return error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 'granted';
  }

  #exchange(id: Buffer, message: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const over = setTimeout(() => reject(new Error('the TURN server does not answer')), ANSWER_WITHIN_MS);
      const heard = (answer: Buffer) => {
        if (!answer.subarray(8, 20).equals(id)) return;
        clearTimeout(over);
        this.#socket.off('message', heard);
        resolve(answer);
      };
      this.#socket.on('message', heard);
      this.#socket.send(message, this.#port, this.#host);
    });
  }

  /** Of long-term credentials (RFC 8489, 9.2.2). */
  #key(): Buffer {
    return createHash('md5').update(`${this.#user}:${this.#realm}:${this.#password}`).digest();
  }
}

function encode(method: number, id: Buffer, attributes: Attributes, key: Buffer | undefined): Buffer {
  const body = Buffer.concat(attributes.map(([type, value]) => attribute(type, value)));
  const header = (length: number) => {
    const head = Buffer.alloc(8);
    head.writeUInt16BE(method, 0);
    head.writeUInt16BE(length, 2);
    head.writeUInt32BE(COOKIE, 4);
    return Buffer.concat([head, id]);
  };
  if (!key) return Buffer.concat([header(body.length), body]);
  const unsigned = Buffer.concat([header(body.length + 24), body]);
  const integrity = createHmac('sha1', key).update(unsigned).digest();
  return Buffer.concat([unsigned, attribute(ATTRIBUTE.integrity, integrity)]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function decode(message: Buffer): Map<number, Buffer> {
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= message.length; ) {
    const length = message.readUInt16BE(at + 2);
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return attributes;
}

/** XOR-PEER-ADDRESS (RFC 8489, 14.2); the port does not matter for a permission. */
function peer(address: string, id: Buffer): Buffer {
  const cookie = Buffer.alloc(4);
  cookie.writeUInt32BE(COOKIE);
  const mask = Buffer.concat([cookie, id]);
  const v4 = isIPv4(address);
  const bytes = (v4 ? bytesOfV4(address) : bytesOfV6(address)).map((byte, at) => byte ^ (mask[at] ?? 0));
  return Buffer.concat([Buffer.from([0, v4 ? 1 : 2]), mask.subarray(0, 2), bytes]);
}

const bytesOfV4 = (address: string): Buffer => Buffer.from(address.split('.').map(Number));

function bytesOfV6(address: string): Buffer {
  const v4 = /\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  const hex = v4
    ? address.replace(
        v4,
        bytesOfV4(v4)
          .toString('hex')
          .replace(/(.{4})(.{4})/, '$1:$2'),
      )
    : address;
  const [head = '', tail = ''] = hex.split('::');
  const groups = (part: string) => part.split(':').filter(Boolean);
  const left = groups(head);
  const right = groups(tail);
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return Buffer.from([...left, ...middle, ...right].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
