import type { OtherMember } from '@indiretta/call';
import { useState } from 'preact/hooks';
import { close } from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import { Controls } from './Controls.tsx';
import { drawings } from './drawings.ts';
import { type CallKit, durationOf, isAtJitsi } from './kit.ts';
import { DeviceChoices, DeviceProblem, Picture } from './parts.tsx';
import { nameOf as personName, roleWords } from './people.ts';

const nameOf = ({ words, name }: CallKit, { author }: OtherMember): string =>
  author.kind === 'OPERATOR' ? (author.name ?? name) : personName(words, author);

/** Everybody else who is in the call, by first names. */
const everybody = (kit: CallKit): string => {
  const here = kit.state.call.others.filter(({ invited }) => !invited);
  return here.map((other) => nameOf(kit, other)).join(', ') || kit.name;
};

/** Who is in the call and as what; between two people the title says it. */
function People({ kit }: { readonly kit: CallKit }) {
  const { words, state } = kit;
  const { others } = state.call;
  if (others.length < 2 && others.every(({ role }) => role === 'OPERATOR')) return null;
  return (
    <ul class="people" aria-label={words.people({})}>
      {others.map((other) => (
        <li key={other.member} data-role={other.role} data-speaking={other.speaking || undefined}>
          <b>{nameOf(kit, other)}</b> {other.author.name && <span>{roleWords(words, other.role)}</span>}
          {other.invited && <small>{words.invited({})}</small>}
        </li>
      ))}
    </ul>
  );
}

/** How far the call is, with whom and for how long; who speaks now. */
function Head({ kit }: { readonly kit: CallKit }) {
  const { words, state } = kit;
  const { phase, others, own, quality } = state.call;
  const name = everybody(kit);
  const goesOn = own.onHold ? words.on_hold({}) : words.running({ name });
  const title = phase.type === 'running' ? goesOn : words.connecting({ name });
  const speaking = others.filter((other) => other.speaking && !own.onHold);
  return (
    <div class="call-head">
      <div role="status">
        <b tabIndex={-1} data-call-focus="">
          {phase.type === 'reestablishing' ? words.again({}) : title}
        </b>
      </div>
      {state.seconds !== undefined && (
        <time class="lasts" title={words.lasts({})}>
          <span class="sr">{words.lasts({})} </span>
          {durationOf(state.seconds)}
        </time>
      )}
      <p class="speaks">
        {speaking.length > 0 && (
          <>
            <i />
            <i />
            <i /> {words.speaks({ name: speaking.map((other) => nameOf(kit, other)).join(', ') })}
          </>
        )}
        {speaking.length === 0 && quality === 'fair' && words.fair({})}
      </p>
    </div>
  );
}

/** What the others do that a person should know; read out once when it comes. */
function Notes({ kit }: { readonly kit: CallKit }) {
  const { words, state } = kit;
  const { others, quality, phase } = state.call;
  const running = phase.type === 'running';
  return (
    <div role="status" class="notes">
      {others.map((other) => {
        const name = nameOf(kit, other);
        if (other.invited) return null;
        if (other.onHold) return <p class="note">{words.holds({ name })}</p>;
        if (other.away && running) return <p class="note">{words.away({ name })}</p>;
        if (running && other.microphone !== 'ON') return <p class="quiet">{words.their_microphone({ name })}</p>;
        return null;
      })}
      {quality === 'poor' && <p class="note">{words.poor({})}</p>}
    </div>
  );
}

/** The one click that is needed now: to hear, to be heard, to share again. */
function Next({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state, name } = kit;
  const { own, tapToHear } = state.call;
  if (own.onHold) {
    return (
      <div class="next">
        <span>{words.on_hold_note({})}</span>
        <button type="button" class="strong" onClick={() => intents.turnHold()}>
          {words.resume({})}
        </button>
      </div>
    );
  }
  return (
    <>
      {tapToHear && (
        <div class="next">
          <span>{words.tap_to_hear_note({})}</span>
          <button type="button" class="strong" onClick={() => intents.tapToHear()}>
            {words.tap_to_hear({})}
          </button>
        </div>
      )}
      {own.microphone !== 'ON' &&
        (own.speakAgain || own.microphone === 'OFF') &&
        state.support.microphone === 'yes' && (
          <div class="next">
            <span>{own.speakAgain ? words.speak_again_note({ name }) : words.turn_on_note({ name })}</span>
            <button type="button" class="strong" onClick={() => intents.speak()}>
              {own.speakAgain ? words.speak_again({}) : words.turn_on({})}
            </button>
          </div>
        )}
      {own.shareAgain === 'camera' && (
        <div class="next">
          <button type="button" class="plain" onClick={() => intents.turnCamera()}>
            <Icon path={drawings.camera} /> {words.camera_again({})}
          </button>
        </div>
      )}
    </>
  );
}

/** What the others show, and small beside it what this person shows. */
function Pictures({ kit }: { readonly kit: CallKit }) {
  const { words, state } = kit;
  const { others, own } = state.call;
  const theirs = others.flatMap((other) => {
    const name = nameOf(kit, other);
    const label = words.their_picture({ name });
    const shown = [
      ['SCREEN', other.screen],
      ['CAMERA', other.camera],
    ] as const;
    return shown.flatMap(([what, track]) => (track ? [{ track, label, name, member: other.member, what }] : []));
  });
  if (theirs.length === 0 && !own.camera) return null;
  return (
    <div class="pictures">
      {theirs.map(({ track, label, name, member, what }) => (
        <div key={track.id} class="their-picture">
          <Picture track={track} label={label} enlarge={words.enlarge({})} />
          {kit.endShare && (
            <button
              type="button"
              class="round end-share"
              aria-label={words.end_share({ name })}
              title={words.end_share({ name })}
              onClick={() => kit.endShare?.(member, what)}
            >
              <Icon path={close} />
            </button>
          )}
        </div>
      ))}
      {own.camera && (
        <div class={theirs.length > 0 ? 'own-picture small' : 'own-picture'}>
          <Picture track={own.camera} label={words.own_picture({})} />
          <small>{words.own_picture({})}</small>
        </div>
      )}
    </div>
  );
}

/** What this person shows, or the way to it. */
function Show({ kit }: { readonly kit: CallKit }) {
  const { words, intents, state, modes } = kit;
  const { phase } = state.call;
  if (phase.type !== 'running') return null;
  if (kit.Show) return <kit.Show kit={kit} />;
  if (phase.mode === 'SHOW') return null;
  if (!modes.includes('SHOW')) return null;
  return (
    <div class="row">
      <button type="button" class="plain" onClick={() => void intents.propose('SHOW')}>
        <Icon path={drawings.screen} /> {words.show_offer({})}
      </button>
    </div>
  );
}

/** A call from its acceptance to its end. */
export const Running = ({ kit }: { readonly kit: CallKit }) =>
  isAtJitsi(kit) ? <AtJitsi kit={kit} /> : <AmongBrowsers kit={kit} />;

/** Hold is being out of Jitsi's room. */
function AtJitsi({ kit }: { readonly kit: CallKit }) {
  return (
    <>
      <Head kit={kit} />
      <div class="call-body">
        <Notes kit={kit} />
        {kit.state.call.own.onHold ? <Next kit={kit} /> : kit.Jitsi && <kit.Jitsi kit={kit} />}
      </div>
      <Controls kit={kit} />
    </>
  );
}

function AmongBrowsers({ kit }: { readonly kit: CallKit }) {
  const { intents, state } = kit;
  const { ended, problem } = state.call.own;
  const { microphone } = state.support;
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Head kit={kit} />
      <div class="call-body">
        <People kit={kit} />
        <Notes kit={kit} />
        <div role="alert">
          {problem && (
            <DeviceProblem
              kit={kit}
              device={problem.with}
              problem={problem.problem}
              onDismiss={() => intents.dismissProblem()}
            />
          )}
          {ended && (
            <p class="note alert">
              <span>{kit.words.share_ended({})}</span>
              <button type="button" class="plain" onClick={() => intents.dismissProblem()}>
                {kit.words.dismiss({})}
              </button>
            </p>
          )}
          {microphone !== 'yes' && <DeviceProblem kit={kit} device="microphone" problem={microphone} />}
        </div>
        <Next kit={kit} />
        <Show kit={kit} />
        <Pictures kit={kit} />
        {choosing && <DeviceChoices kit={kit} withCamera={state.call.own.camera !== undefined} />}
      </div>
      <Controls kit={kit} choice={{ choosing, onChoosing: setChoosing }} />
    </>
  );
}
