import { queueWords } from '../../words/queue.ts';
import type { Kit, Staged } from '../ready/kit.ts';
import type { Site } from '../site.ts';
import { type AskingStage, languageOf } from '../state.ts';
import { OtherWays } from './OtherWays.tsx';
import { emptyDraft, problemOf, type RequestDraft } from './RequestDraft.ts';
import { RequestForm } from './RequestForm.tsx';
import styles from './request.css?inline';
import { fileSender, sendRequest } from './sendRequest.ts';

/** What is typed so far: text and name are those of the question, so that nothing is typed twice. */
const draftOf = ({ form, request }: AskingStage): RequestDraft => ({
  ...emptyDraft,
  ...request,
  text: form.question,
  name: form.name,
});

/** Leaves what was typed as a contact request. */
export async function leaveRequest({ ports }: Pick<Kit['intents'], 'ports'>): Promise<void> {
  const { store, api, portal } = ports;
  const { stage, locale } = store.state;
  if (stage.at !== 'asking' || !stage.topic || stage.sending) return;
  const draft = draftOf(stage);
  const problem = problemOf(draft, false);
  if (problem !== undefined) {
    store.failed(problem);
    return;
  }
  store.inStage('asking', { sending: true, problem: undefined });
  const about = { site: portal.site, topic: stage.topic, language: languageOf(locale) };
  const answer = await sendRequest(api, draft, about, fileSender(api));
  if (typeof answer === 'number') store.failed(answer);
  else store.change({ stage: { at: 'left', ...answer } });
}

/** It cannot be started for the topic: the other ways, and a contact request. */
function Nobody({ kit, stage, site }: Staged<AskingStage> & { readonly site: Site }) {
  const { intents, state } = kit;
  const words = queueWords(state.locale, kit.bring);
  if (!words) return null;
  const { store } = intents.ports;
  const change = ({ text, name, ...request }: Partial<RequestDraft>) =>
    store.inStage('asking', {
      problem: undefined,
      form: { question: text ?? stage.form.question, name: name ?? stage.form.name },
      request: { ...stage.request, ...request },
    });
  return (
    <>
      <OtherWays kit={kit} site={site} />
      <RequestForm
        kit={kit}
        words={words}
        site={site}
        draft={draftOf(stage)}
        problem={stage.problem}
        sending={stage.sending}
        textKept={false}
        onChange={change}
        onSubmit={() => void leaveRequest(intents)}
      />
    </>
  );
}

export { Nobody as Part, styles };
