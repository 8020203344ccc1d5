import { useState } from 'preact/hooks';
import { queueWords } from '../../words/queue.ts';
import { w } from '../../words/words.ts';
import { daySaid, placeOf } from '../queue/said.ts';
import * as drawings from '../ready/drawings.ts';
import { Icon } from '../ready/icons.tsx';
import type { Kit } from '../ready/kit.ts';
import { Emergency, Title } from '../ready/parts.tsx';
import { type LeftStage, languageOf } from '../state.ts';
import styles from './left.css?inline';

/** The page on which a request is followed: the secret stands in the fragment, which no server gets. */
export function followAddress(server: URL, locale: Parameters<typeof languageOf>[0], secret: string): string {
  return new URL(`c?language=${languageOf(locale)}#request=${secret}`, server).href;
}

/** The link, to open and to copy. */
function Follow({ kit, address, isMailed }: { kit: Kit; address: string; isMailed: boolean }) {
  const [copied, setCopied] = useState(false);
  const words = queueWords(kit.state.locale, kit.bring);
  if (!words) return null;
  return (
    <section class="follow">
      <p>
        {words.follow_note({})} {isMailed && words.follow_mailed({})}
      </p>
      <p class="row">
        <a class="plain" href={address} target="_blank" rel="noopener noreferrer">
          {words.follow({})}
        </a>
        <button
          type="button"
          class="plain"
          onClick={() => void navigator.clipboard?.writeText(address).then(() => setCopied(true))}
        >
          {words.follow_copy({})}
        </button>
      </p>
      <p role="status" class="quiet">
        {copied && words.follow_copied({})}
      </p>
    </section>
  );
}

/** A contact request was left. */
export function Left({ kit, stage }: { readonly kit: Kit; readonly stage: Omit<LeftStage, 'at'> }) {
  const { state, intents, say } = kit;
  const words = queueWords(state.locale, kit.bring);
  if (!words) return <p class="quiet">{say(w.loading)}</p>;
  const { reference, secret, dueAt, isMailed, missing } = stage;
  return (
    <div class="scroll">
      <div class="big">
        <Icon path={drawings.done} />
      </div>
      <Title kit={kit} focus>
        {say(w.request_left)}
      </Title>
      <p>{words.request_reference({})}</p>
      <p class="reference-big">{reference}</p>
      {dueAt && <p>{words.follow_due({ day: daySaid(placeOf(kit), dueAt, true) })}</p>}
      {missing.length > 0 && <p class="note status">{words.files_missing({ names: missing.join(', ') })}</p>}
      {secret && (
        <Follow
          kit={kit}
          address={followAddress(intents.ports.portal.server, state.locale, secret)}
          isMailed={isMailed}
        />
      )}
      <Emergency kit={kit} />
    </div>
  );
}

export { styles };
