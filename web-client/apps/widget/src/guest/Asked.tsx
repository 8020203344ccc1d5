import { useState } from 'preact/hooks';
import { TrialBefore } from '../panel/call/TrialBefore.tsx';
import type { GuestStage } from './GuestVisit.ts';
import type { GuestKit } from './kit.ts';

interface AskedProps {
  readonly kit: GuestKit;
  readonly stage: Extract<GuestStage, { at: 'asked' }>;
}

/** Who asks and for what, what the others see, what is kept, and one button. */
export function Asked({ kit, stage }: AskedProps) {
  const { words, talk, intents } = kit;
  const { invitation, joining, problem } = stage;
  const { city, role, name, privacy } = invitation;
  const [tries, setTries] = useState(false);
  const asks = role === 'INTERPRETER' ? words.asks_interpreter : words.asks_helper;
  return (
    <div class="scroll asked">
      <h2 class="title" tabIndex={-1} data-focus>
        {asks({ city })}
      </h2>
      <p>{words.before_note({})}</p>
      <p>{words.seen_as({ name })}</p>
      {tries ? (
        <TrialBefore words={talk} />
      ) : (
        <button type="button" class="plain" onClick={() => setTries(true)}>
          {talk.test({})}
        </button>
      )}
      <div role="alert">
        {problem && <p class="note alert">{problem === 'tooMany' ? words.too_many({}) : words.failed_note({})}</p>}
      </div>
      <p class="quiet">
        {words.microphone_note({})} {privacy.text}{' '}
        {privacy.link && (
          <a href={privacy.link} target="_blank" rel="noopener">
            {words.privacy_link({})}
          </a>
        )}
      </p>
      <button type="button" class="strong" aria-disabled={joining} onClick={() => void intents.join()}>
        {joining ? words.joining({}) : words.join({})}
      </button>
    </div>
  );
}
