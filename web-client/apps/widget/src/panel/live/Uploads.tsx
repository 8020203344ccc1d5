import { w } from '../../words/words.ts';
import type { Upload } from '../state.ts';
import type { LiveKit, LiveStaged } from './kit.ts';
import styles from './uploads.css?inline';

const problems = { type: w.file_type, size: w.file_size, network: w.file_failed } as const;

function UploadRow({ kit, upload }: { readonly kit: LiveKit; readonly upload: Upload }) {
  const { say, files } = kit;
  const { step, name } = upload;
  if (step.is === 'failed') {
    return (
      <div class="note alert" role="alert">
        <span>
          <b>{name}</b> {say(problems[step.why])}
        </span>
        <button type="button" class="plain" onClick={async () => (await files()).forget(upload.key)}>
          {say(w.discard)}
        </button>
      </div>
    );
  }
  return (
    <label class="upload">
      <span>
        {name} – {say(w.uploading, { percent: step.percent })}
      </span>
      <progress max={100} value={step.percent} />
    </label>
  );
}

/** Files on their way to the server, and those that did not get there. */
function Uploads({ kit, stage }: LiveStaged) {
  return (
    <>
      {stage.uploads.map((upload) => (
        <UploadRow key={upload.key} kit={kit} upload={upload} />
      ))}
    </>
  );
}

export { styles, Uploads as Part };
