import { supportOf } from '@indiretta/call';
import { useEffect, useState } from 'preact/hooks';
import { loadTalkWords, type TalkWords } from '../../words/talk.ts';
import type { Kit, Staged } from '../ready/kit.ts';
import { topicOf } from '../site.ts';
import { type AskingStage, languageOf, siteOf } from '../state.ts';
import { DeviceProblem } from './parts.tsx';
import { hindrance } from './said.ts';

/** Microphone and sound tried before there is anybody to talk to; the code of calls comes with the click. */
function TryBefore({ kit, words }: { readonly kit: Kit; readonly words: TalkWords }) {
  const [wanted, setWanted] = useState(false);
  const { live } = kit;
  const Trial = wanted && live && kit.bring(live.calls)?.TrialBefore;
  if (Trial) return <Trial words={words} />;
  return (
    <button type="button" class="plain" aria-disabled={wanted} onClick={() => setWanted(true)}>
      {words.test({})}
    </button>
  );
}

/** The full page with what was chosen here already. */
function fullPage({ state }: Kit, { topic, mode }: AskingStage, server: URL): string {
  const query = new URLSearchParams({
    site: siteOf(state)?.id ?? '',
    mode: mode.toLowerCase(),
    language: languageOf(state.locale),
  });
  if (topic) query.set('topic', topic);
  return new URL(`c?${query}`, server).href;
}

/** To the question, about the topic that was chosen already where it can be written about. */
function writeInstead({ state, intents }: Kit, { topic }: AskingStage): void {
  const site = siteOf(state);
  intents.chooseMode('WRITE');
  if (site && topicOf(site, topic)?.modes.includes('WRITE')) intents.chooseTopic(topic);
}

/** Before a start by voice: that nothing has to be written, or what keeps this page from a call and what helps. */
export function Part({ kit, stage }: Staged<AskingStage>) {
  const [words, setWords] = useState<TalkWords>();
  useEffect(() => {
    let wanted = true;
    loadTalkWords(kit.state.locale).then(
      (loaded) => wanted && setWords(loaded),
      () => undefined, // the start works without these sentences
    );
    return () => {
      wanted = false;
    };
  }, [kit.state.locale]);
  if (!words) return null;
  const why = hindrance(supportOf(window));
  if (!why) {
    return (
      <>
        <p class="quiet">{stage.mode === 'SHOW' ? words.before_show({}) : words.before_talk({})}</p>
        <TryBefore kit={kit} words={words} />
      </>
    );
  }
  const elsewhere = fullPage(kit, stage, new URL(/* @vite-ignore */ '..', import.meta.url));
  return (
    <>
      <DeviceProblem kit={{ words, elsewhere }} device="microphone" problem={why} />
      {kit.state.served.includes('WRITE') && (
        <button type="button" class="plain" onClick={() => writeInstead(kit, stage)}>
          {words.write_instead({})}
        </button>
      )}
    </>
  );
}
