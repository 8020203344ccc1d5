import { limits } from '@indiretta/protocol';
import { useRef, useState } from 'preact/hooks';
import type { QueueWords } from '../../words/queue.ts';
import { w } from '../../words/words.ts';
import { refusalOf } from '../live/uploads.ts';
import { CharsLeft, MessageForm } from '../ready/Asking.tsx';
import { close } from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import type { Kit } from '../ready/kit.ts';
import { Title } from '../ready/parts.tsx';
import type { Site } from '../site.ts';
import type { Problem } from '../state.ts';
import { isWrong, type RequestDraft, type RequestKind, requestLimits } from './RequestDraft.ts';

/** Types a person may choose; JPEG is named first so that phones convert their own format. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';

interface RequestFormProps {
  readonly kit: Kit;
  readonly words: QueueWords;
  readonly site: Site;
  readonly draft: RequestDraft;
  readonly problem: Problem | undefined;
  readonly sending: boolean;
  /** What was written in the consultation comes along: a text may be added. */
  readonly textKept: boolean;
  readonly onChange: (change: Partial<RequestDraft>) => void;
  readonly onSubmit: () => void;
}

const kinds = (words: QueueWords): readonly (readonly [RequestKind, string])[] => [
  ['QUESTION', words.kind_question({})],
  ['SUGGESTION', words.kind_suggestion({})],
  ['REPORT', words.kind_report({})],
];

type Part = Pick<RequestFormProps, 'kit' | 'words' | 'draft' | 'onChange'>;

function Kind({ words, draft, onChange }: Part) {
  return (
    <fieldset class="kinds">
      <legend>{words.kind({})}</legend>
      <div>
        {kinds(words).map(([kind, name]) => (
          <label key={kind}>
            <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => onChange({ kind })} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface LineProps extends Part {
  readonly field: 'name' | 'email' | 'telephone';
  readonly label: string;
  readonly most: number;
  /** The keyboard of phones. */
  readonly keys: 'text' | 'email' | 'tel';
  readonly autocomplete: 'given-name' | 'email' | 'tel';
  readonly invalid?: boolean;
}

function Line({ draft, onChange, field, label, most, keys, autocomplete, invalid = false }: LineProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        inputMode={keys}
        autocomplete={autocomplete}
        maxLength={most}
        value={draft[field]}
        aria-invalid={invalid}
        aria-describedby={invalid ? 'problem' : undefined}
        onInput={(event) => onChange({ [field]: event.currentTarget.value })}
      />
    </label>
  );
}

/** Files that go with the request; what is not accepted is said and not taken. */
function Files({ kit, words, draft, onChange }: Part) {
  const { say } = kit;
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<'type' | 'size' | undefined>();
  const { files } = draft;
  const take = (chosen: readonly File[]) => {
    const taken = chosen.filter((file) => !refusalOf(file));
    setRefused(chosen.map(refusalOf).find(Boolean));
    onChange({ files: [...files, ...taken].slice(0, requestLimits.files) });
  };
  return (
    <div class="field">
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          take(chosen);
        }}
      />
      {files.length > 0 && (
        <ul class="chosen-files">
          {files.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <span>{file.name}</span>
              <button
                type="button"
                class="round"
                aria-label={words.file_remove({ name: file.name })}
                onClick={() => onChange({ files: files.filter((each) => each !== file) })}
              >
                <Icon path={close} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="alert">
        {refused && <p class="note alert">{say(refused === 'type' ? w.file_type : w.file_size)}</p>}
      </div>
      {files.length < requestLimits.files && (
        <button type="button" class="plain" aria-describedby="files-note" onClick={() => input.current?.click()}>
          {words.request_files({})}
        </button>
      )}
      <small id="files-note">{words.request_files_note({ n: requestLimits.files })}</small>
    </div>
  );
}

/** What is asked, suggested or reported, and where the answer goes. */
export function RequestForm(props: RequestFormProps) {
  const { kit, words, site, draft, problem, sending, textKept, onChange, onSubmit } = props;
  const { say } = kit;
  const missing = problem === w.question_missing;
  const isInvalid = (field: 'email' | 'telephone') =>
    problem === w.leave_reach_missing || (problem === w.leave_reach_wrong && isWrong(draft, field));
  return (
    <MessageForm
      kit={kit}
      stage={{ problem, sending }}
      site={site}
      looks="leave"
      submit={words.request_send({})}
      onSubmit={onSubmit}
    >
      <div>
        <Title kit={kit}>{words.request_title({})}</Title>
        <p class="quiet">{textKept ? words.request_kept({}) : words.request_note({})}</p>
      </div>
      <Kind {...props} />
      <label class="field">
        <span>{textKept ? words.request_more({}) : words.request_text({})}</span>
        <textarea
          rows={textKept ? 2 : 4}
          maxLength={limits.messageChars}
          value={draft.text}
          aria-invalid={missing}
          aria-describedby={missing ? 'problem' : undefined}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
        />
        <CharsLeft kit={kit} text={draft.text} />
      </label>
      <Files {...props} />
      <fieldset>
        <legend>{say(w.leave_reach)}</legend>
        <Line
          {...props}
          field="email"
          label={say(w.email)}
          most={requestLimits.emailChars}
          keys="email"
          autocomplete="email"
          invalid={isInvalid('email')}
        />
        <Line
          {...props}
          field="telephone"
          label={say(w.telephone)}
          most={requestLimits.telephoneChars}
          keys="tel"
          autocomplete="tel"
          invalid={isInvalid('telephone')}
        />
      </fieldset>
      <Line {...props} field="name" label={say(w.name)} most={limits.nameChars} keys="text" autocomplete="given-name" />
    </MessageForm>
  );
}
