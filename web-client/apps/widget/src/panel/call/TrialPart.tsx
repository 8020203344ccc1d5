import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../ready/icons.tsx';
import { drawings } from './drawings.ts';
import type { TrialKit } from './kit.ts';
import { DeviceChoices, DeviceProblem } from './parts.tsx';
import type { TrialState } from './Trial.ts';

function soundWords({ words }: TrialKit, sound: Extract<TrialState, { is: 'open' }>['sound']): string | undefined {
  const said = { none: undefined, playing: words.test_playing, played: words.test_played, failed: words.test_silent };
  return said[sound]?.({});
}

/** The test of microphone and sound: closed until the person opens it. */
export function TrialPart({ kit }: { readonly kit: TrialKit }) {
  const { words, intents, state } = kit;
  const { trial } = state;
  const first = useRef<HTMLButtonElement>(null);
  const before = useRef(trial.is);
  useEffect(() => {
    // the button that was pressed is another one now
    if ((before.current === 'closed') !== (trial.is === 'closed')) first.current?.focus();
    before.current = trial.is;
  }, [trial.is]);
  if (trial.is === 'closed') {
    return (
      <button type="button" class="plain" ref={first} onClick={() => intents.openTrial()}>
        <Icon path={drawings.sound} /> {words.test({})}
      </button>
    );
  }
  return (
    <section class="trial" aria-label={words.sound_title({})}>
      <div role="status">{trial.is === 'opening' && <p class="note">{words.test_opening({})}</p>}</div>
      <div role="alert">
        {trial.is === 'failed' && <DeviceProblem kit={kit} device="microphone" problem={trial.problem} />}
      </div>
      {trial.is === 'open' && (
        <>
          <label class="field">
            <span>{words.test_level({})}</span>
            <meter min={0} max={1} value={trial.level} />
          </label>
          <p class="quiet">{words.test_note({})}</p>
          <DeviceChoices kit={kit} withCamera={false} />
          <div role="status">{trial.sound !== 'none' && <p class="quiet">{soundWords(kit, trial.sound)}</p>}</div>
        </>
      )}
      <div class="row">
        {trial.is === 'open' && (
          <button
            type="button"
            class="plain"
            aria-disabled={trial.sound === 'playing'}
            onClick={() => trial.sound !== 'playing' && intents.playTrialSound()}
          >
            <Icon path={drawings.sound} /> {words.test_sound({})}
          </button>
        )}
        <button type="button" class="plain" ref={first} onClick={() => intents.closeTrial()}>
          {words.test_end({})}
        </button>
      </div>
    </section>
  );
}
