import { type Answer, type Clock, type Connection, Listeners } from '@indiretta/connection';
import { type CallId, type ConsultationId, limits } from '@indiretta/protocol';

/** The server takes 30 points a second; a little less leaves room for the clocks' differences. */
export const POINT_EVERY_MS = 35;
/** A pointer nobody moves fades after so long. */
export const POINTER_FADES_AFTER_MS = 3_000;

/** A place in the shared picture: 0 to 1 of its width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface Pointed extends Place {
  /** Pressed: look here. */
  readonly highlight: boolean;
}

export interface PointerPorts {
  readonly connection: Pick<Connection, 'onPush' | 'request'>;
  readonly clock: Clock;
  readonly consultation: ConsultationId;
  readonly call: CallId;
}

/** Staff point at the shared picture, and the others see where: the newest place always arrives, older ones may not. */
export class Pointer {
  readonly #ports: PointerPorts;
  readonly #changes = new Listeners<Pointed | undefined>();
  readonly #unsubscribe: () => void;
  #pointed: Pointed | undefined;
  #next: Pointed | undefined;
  #callOffSending: (() => void) | undefined;
  #callOffFading: () => void = () => {};

  constructor(ports: PointerPorts) {
    this.#ports = ports;
    this.#unsubscribe = ports.connection.onPush((push) => {
      if (push.type === 'pointed' && push.call === ports.call) this.#received(push);
    });
  }

  /** Where somebody points now; undefined when nobody does. */
  get pointed(): Pointed | undefined {
    return this.#pointed;
  }

  onChange(call: (pointed: Pointed | undefined) => void): () => void {
    return this.#changes.add(call);
  }

  /** Staff only; places outside the picture are told as its edge. */
  point({ x, y }: Place, highlight = false): void {
    this.#next = { x, y, highlight: highlight || this.#next?.highlight === true };
    if (!this.#callOffSending) this.#send();
  }

  /** May be called twice. */
  close(): void {
    this.#unsubscribe();
    this.#callOffSending?.();
    this.#callOffFading();
  }

  #send(): void {
    this.#callOffSending = undefined;
    const next = this.#next;
    if (!next) return;
    this.#next = undefined;
    this.#callOffSending = this.#ports.clock.after(POINT_EVERY_MS, () => this.#send());
    const { connection, consultation, call } = this.#ports;
    const { highlight } = next;
    void connection.request({ type: 'point', consultation, call, x: parts(next.x), y: parts(next.y), highlight });
  }

  #received({ x, y, highlight }: Pointed): void {
    this.#callOffFading();
    this.#callOffFading = this.#ports.clock.after(POINTER_FADES_AFTER_MS, () => this.#become(undefined));
    this.#become({ x: x / limits.pointRange, y: y / limits.pointRange, highlight });
  }

  #become(pointed: Pointed | undefined): void {
    this.#pointed = pointed;
    this.#changes.tell(pointed);
  }
}

const parts = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * limits.pointRange);

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where in the picture a place of its element is, when the picture is fitted into it whole (`object-fit: contain`);
 * undefined on the bars beside it. All in the same unit, from the element's top left corner.
 */
export function placeInPicture(at: Place, element: Size, picture: Size): Place | undefined {
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const shown = { width: picture.width * scale, height: picture.height * scale };
  const x = (at.x - (element.width - shown.width) / 2) / shown.width;
  const y = (at.y - (element.height - shown.height) / 2) / shown.height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : undefined;
}

/** The reverse: where in its element a place of the picture is drawn. */
export function placeInElement({ x, y }: Place, element: Size, picture: Size): Place {
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const shown = { width: picture.width * scale, height: picture.height * scale };
  return {
    x: (element.width - shown.width) / 2 + x * shown.width,
    y: (element.height - shown.height) / 2 + y * shown.height,
  };
}

/** Staff ask for a still picture of the camera; the citizen takes and confirms it. */
export function askStill({ connection, consultation, call }: PointerPorts): Promise<Answer<'askStill'>> {
  return connection.request({ type: 'askStill', consultation, call });
}

/** A still picture is asked for, until the answer is called. */
export function onStillAsked({ connection, call }: PointerPorts, asked: () => void): () => void {
  return connection.onPush((push) => {
    if (push.type === 'stillAsked' && push.call === call) asked();
  });
}
