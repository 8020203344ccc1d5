import { type QueueWords, queueWords } from '../../words/queue.ts';
import { reopen } from '../live/afterwards.ts';
import type { LiveStaged } from '../live/kit.ts';
import { Title } from '../ready/parts.tsx';
import { followAddress } from '../request/Left.tsx';
import left from '../request/left.css?inline';
import { daySaid, placeOf } from './said.ts';

type Part = Pick<LiveStaged, 'kit'> & { readonly words: QueueWords };

/** The code to come back with; shown here alone. */
function ReturnCode({ kit, words }: Part) {
  const given = kit.wire.ports.kept.read()?.returnCode;
  if (!given) return null;
  return (
    <section>
      <Title kit={kit}>{words.return_title({})}</Title>
      <p class="reference-big">{given.code}</p>
      <p>{words.return_note({ time: daySaid(placeOf(kit), given.expiresAt, true) })}</p>
    </section>
  );
}

/** The link was lost too long: today it goes on where it was. */
function Lost({ kit, words }: Part) {
  return (
    <section>
      <p>{words.lost_note({})}</p>
      <p>
        <button type="button" class="strong" onClick={() => void reopen(kit.wire)}>
          {words.take_up({})}
        </button>
      </p>
    </section>
  );
}

interface AfterwardsProps extends LiveStaged {
  /** The link was lost too long, and it can be taken up again. */
  readonly lost: boolean;
}

/** What may remain to be done after the end: to take it up again, a code to come back with, a contact request. */
function Afterwards({ kit, stage, lost }: AfterwardsProps) {
  const { state, wire } = kit;
  const words = queueWords(state.locale, kit.bring);
  if (!words) return null;
  const { requested, snapshot } = stage;
  const isRefused = snapshot.view?.state === 'REFUSED';
  return (
    <>
      {lost && <Lost kit={kit} words={words} />}
      <ReturnCode kit={kit} words={words} />
      {requested ? (
        <section role="status">
          <p>{words.request_reference({})}</p>
          <p class="reference-big">{requested.reference}</p>
          {requested.dueAt && <p>{words.follow_due({ day: daySaid(placeOf(kit), requested.dueAt, true) })}</p>}
          {requested.missing.length > 0 && (
            <p class="note status">{words.files_missing({ names: requested.missing.join(', ') })}</p>
          )}
          {requested.secret && (
            <p>
              {words.follow_note({})} {requested.isMailed && words.follow_mailed({})}{' '}
              <a
                href={followAddress(wire.ports.portal.server, state.locale, requested.secret)}
                target="_blank"
                rel="noopener noreferrer"
              >
                {words.follow({})}
              </a>
            </p>
          )}
        </section>
      ) : (
        <section>
          {isRefused && <p>{words.refused_note({})}</p>}
          <p>
            <button
              type="button"
              class={isRefused ? 'strong' : 'plain'}
              onClick={() => wire.turn({ confirming: 'request' })}
            >
              {isRefused ? words.request_now({}) : words.request_instead({})}
            </button>
          </p>
        </section>
      )}
    </>
  );
}

const styles = left;

export { Afterwards as Part, styles };
