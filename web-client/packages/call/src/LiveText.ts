import { type Answer, type Clock, type Connection, Listeners } from '@indiretta/connection';
import { type Author, type ConsultationId, limits, type Push, retryByErrorCode } from '@indiretta/protocol';
import { sameAuthor } from './authors.ts';

/** The server takes 20 lines a second; a little less leaves room for the clocks' differences. */
export const LIVE_TEXT_EVERY_MS = 55;
/** A line that ended stands until its message is in the transcript, but no longer than this. */
export const ENDED_LINE_FADES_AFTER_MS = 10_000;

/** A line somebody else types, as it stands; corrections show as they are made. */
export interface LiveLine {
  readonly author: Author;
  readonly line: number;
  readonly text: string;
  /** Sent: its message comes in a moment. */
  readonly ended: boolean;
}

export interface LiveTextSnapshot {
  readonly on: boolean;
  /** Who switched it last. */
  readonly setBy: Author | undefined;
  readonly lines: readonly LiveLine[];
}

export interface LiveTextPorts {
  readonly connection: Pick<Connection, 'onPush' | 'onState' | 'request'>;
  readonly clock: Clock;
  readonly consultation: ConsultationId;
  readonly self: Author;
}

/**
 * Real-time text beside the voice (EN 301 549 v3.2.1, 6.2): what is typed is seen by the other side as it is typed. Sent at
 * most every 55 ms, always with the last state, so it is there well within 500 ms. Nothing of it is stored; a line that
 * ends is an ordinary message, which the app sends.
 */
export class LiveText {
  readonly #ports: LiveTextPorts;
  readonly #changes = new Listeners<LiveTextSnapshot>();
  readonly #unsubscribe: (() => void)[];
  readonly #fading = new Map<LiveLine, () => void>();
  #snapshot: LiveTextSnapshot = { on: false, setBy: undefined, lines: [] };
  #line = 1;
  #text = '';
  /** Undefined: the other side has to be told, whatever it had. */
  #sent: string | undefined = '';
  #callOff: (() => void) | undefined;

  constructor(ports: LiveTextPorts) {
    this.#ports = ports;
    this.#unsubscribe = [
      ports.connection.onPush((push) => this.#pushed(push)),
      ports.connection.onState(({ type }) => {
        if (type === 'online' && this.#text !== '') this.#sayAgain();
      }),
    ];
  }

  get snapshot(): LiveTextSnapshot {
    return this.#snapshot;
  }

  onChange(call: (snapshot: LiveTextSnapshot) => void): () => void {
    return this.#changes.add(call);
  }

  /** What the consultation's view says, on a page that came later or missed the news. */
  follow(on: boolean): void {
    if (on !== this.#snapshot.on) this.#set(on, undefined);
  }

  /** By this person's preference or click; the push that follows switches it. */
  set(on: boolean): Promise<Answer<'setLiveText'>> {
    return this.#ports.connection.request({ type: 'setLiveText', consultation: this.#ports.consultation, on });
  }

  /** All of the line as it stands now. Does nothing while it is off. */
  typed(text: string): void {
    if (!this.#snapshot.on) return;
    this.#text = text.slice(0, limits.messageChars);
    this.#send();
  }

  /** The line was sent as a message (or given up): the next one begins. */
  endLine(): void {
    if (this.#text === '' && this.#sent === '') return;
    this.#line += 1;
    this.#text = '';
    this.#sayAgain();
  }

  /** May be called twice. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const callOff of this.#fading.values()) callOff();
    this.#callOff?.();
  }

  #sayAgain(): void {
    this.#sent = undefined;
    this.#send();
  }

  #send(): void {
    if (!this.#callOff && this.#text !== this.#sent) void this.#say();
  }

  async #say(): Promise<void> {
    const { connection, consultation } = this.#ports;
    const text = this.#text;
    this.#wait(LIVE_TEXT_EVERY_MS);
    this.#sent = text;
    const answer = await connection.request({ type: 'typeLive', consultation, line: this.#line, text });
    if (answer.type !== 'refused' || !retryByErrorCode[answer.code]) return;
    this.#sent = undefined;
    this.#wait(answer.retryAfterMs ?? LIVE_TEXT_EVERY_MS);
  }

  #wait(ms: number): void {
    this.#callOff?.();
    this.#callOff = this.#ports.clock.after(ms, () => {
      this.#callOff = undefined;
      this.#send();
    });
  }

  #pushed(push: Push): void {
    if (!('consultation' in push) || push.consultation !== this.#ports.consultation) return;
    if (push.type === 'liveText') this.#received(push.author, push.line, push.text);
    else if (push.type === 'liveTextSet') this.#set(push.on, push.author);
    else if (push.type === 'entryAdded' && push.entry.body.type === 'message') this.#committed(push.entry.author);
    else if (push.type === 'callChanged' && push.call.state === 'ENDED') this.#set(false, undefined);
  }

  #set(on: boolean, setBy: Author | undefined): void {
    if (!on) {
      this.#text = '';
      this.#sent = '';
    }
    this.#change({ on, setBy, lines: on ? this.#snapshot.lines : [] });
  }

  #received(author: Author, line: number, text: string): void {
    if (sameAuthor(author, this.#ports.self)) return;
    const others = this.#snapshot.lines.filter((other) => !sameAuthor(other.author, author));
    const before = this.#snapshot.lines.filter((other) => sameAuthor(other.author, author) && other.line !== line);
    const ended = before.filter(({ text }) => text !== '').map((old) => (old.ended ? old : this.#end(old)));
    const now = text === '' ? [] : [{ author, line, text, ended: false }];
    this.#change({ ...this.#snapshot, lines: [...others, ...ended, ...now] });
  }

  #end(line: LiveLine): LiveLine {
    const ended = { ...line, ended: true };
    this.#fading.set(
      ended,
      this.#ports.clock.after(ENDED_LINE_FADES_AFTER_MS, () => this.#remove(ended)),
    );
    return ended;
  }

  /** A message ends its author's oldest line, whether the line's own end was told already or not. */
  #committed(author: Author): void {
    const oldest = this.#snapshot.lines.find((line) => sameAuthor(line.author, author));
    if (oldest) this.#remove(oldest);
  }

  #remove(line: LiveLine): void {
    this.#fading.get(line)?.();
    this.#fading.delete(line);
    this.#change({ ...this.#snapshot, lines: this.#snapshot.lines.filter((other) => other !== line) });
  }

  #change(snapshot: LiveTextSnapshot): void {
    this.#snapshot = snapshot;
    this.#changes.tell(snapshot);
  }
}
