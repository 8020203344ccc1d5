import { limits } from '@indiretta/protocol';
import { useRef } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import type { Upload } from '../state.ts';
import { drawings } from './drawings.ts';
import type { LiveKit, LiveStaged } from './kit.ts';

/** Types a person may choose; JPEG is named first so that phones convert their own format. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';

function uploadProblem({ words }: LiveKit, why: 'type' | 'size' | 'network'): string {
  return { type: words.file_type({}), size: words.file_size({}), network: words.file_failed({}) }[why];
}

function UploadRow({ kit, upload }: { readonly kit: LiveKit; readonly upload: Upload }) {
  const { words, files } = kit;
  const { step } = upload;
  if (step.is === 'failed') {
    return (
      <div class="note alert" role="alert">
        <span>
          <b>{upload.name}</b> {uploadProblem(kit, step.why)}
        </span>
        <button type="button" class="plain" onClick={() => files.forget(upload.key)}>
          {words.discard({})}
        </button>
      </div>
    );
  }
  return (
    <label class="upload">
      <span>
        {upload.name} – {words.uploading({ percent: step.percent })}
      </span>
      <progress max={100} value={step.percent} />
    </label>
  );
}

/** Where the next message is written. Enter sends where there is a keyboard; on phones it begins a new line. */
export function Composer({ kit, stage }: LiveStaged) {
  const { words, wire } = kit;
  const { draft } = stage.snapshot;
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const left = limits.messageChars - draft.length;
  const send = () => {
    wire.send();
    field.current?.focus();
  };
  return (
    <div class="composer">
      {stage.uploads.map((upload) => (
        <UploadRow key={upload.key} kit={kit} upload={upload} />
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept={ACCEPTED}
          onChange={(event) => {
            void kit.files.send([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <button
          type="button"
          class="round"
          aria-label={words.attach({})}
          title={words.attach({})}
          onClick={() => files.current?.click()}
        >
          <Icon path={drawings.clip} />
        </button>
        <textarea
          ref={field}
          rows={1}
          aria-label={words.composer({})}
          placeholder={words.composer({})}
          maxLength={limits.messageChars}
          value={draft}
          onFocus={() => wire.seen()}
          onInput={(event) => wire.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            const newLine = event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches;
            if (event.key !== 'Enter' || newLine) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="round strong" aria-label={words.send({})} aria-disabled={!draft.trim()}>
          <Icon path={drawings.send} />
        </button>
      </form>
      {left <= 300 && (
        <small class="quiet" role="status">
          {words.chars_left({ n: left })}
        </small>
      )}
    </div>
  );
}
