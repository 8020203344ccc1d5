import { limits } from '@indiretta/protocol';
import { Component, createRef } from 'preact';
import { w } from '../../words/words.ts';
import { CharsLeft } from '../ready/Asking.tsx';
import { Icon } from '../ready/icons.tsx';
import { later } from '../ready/parts.tsx';
import * as drawings from './drawings.ts';
import type { LiveStaged } from './kit.ts';

const Uploads = later(() => import('./Uploads.tsx'));

/** Types a person may choose; JPEG is named first so that phones convert their own format. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';

/** Where the next message is written. Enter sends where there is a keyboard; on phones it begins a new line. */
export class Composer extends Component<LiveStaged> {
  readonly #field = createRef<HTMLTextAreaElement>();
  readonly #files = createRef<HTMLInputElement>();

  override render({ kit, stage }: LiveStaged) {
    const { say, wire } = kit;
    const { draft } = stage.snapshot;
    const send = (event: Event) => {
      event.preventDefault();
      wire.send();
      this.#field.current?.focus();
    };
    return (
      <div class="composer">
        {stage.uploads.length > 0 && <Uploads kit={kit} stage={stage} />}
        <form onSubmit={send}>
          <input
            ref={this.#files}
            type="file"
            hidden
            multiple
            accept={ACCEPTED}
            onChange={async ({ currentTarget }) => {
              const chosen = [...(currentTarget.files ?? [])];
              currentTarget.value = '';
              await (await kit.files()).send(chosen);
            }}
          />
          <button
            type="button"
            class="round"
            aria-label={say(w.attach)}
            title={say(w.attach)}
            onClick={() => this.#files.current?.click()}
          >
            <Icon path={drawings.clip} />
          </button>
          <textarea
            ref={this.#field}
            rows={1}
            aria-label={say(w.composer)}
            placeholder={say(w.composer)}
            maxLength={limits.messageChars}
            value={draft}
            onFocus={() => wire.seen()}
            onInput={(event) => wire.type(event.currentTarget.value)}
            onKeyDown={(event) => {
              const newLine = event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches;
              if (event.key === 'Enter' && !newLine) send(event);
            }}
          />
          <button type="submit" class="round strong" aria-label={say(w.send)} aria-disabled={!draft.trim()}>
            <Icon path={drawings.send} />
          </button>
        </form>
        <CharsLeft kit={kit} text={draft} />
      </div>
    );
  }
}
