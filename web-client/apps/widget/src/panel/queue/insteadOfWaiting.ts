import type { TopicId } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import type { LiveKit } from '../live/kit.ts';
import { emptyDraft, type RequestDraft } from '../request/RequestDraft.ts';
import { fileSender, sendRequest } from '../request/sendRequest.ts';
import { type ConsultingStage, languageOf } from '../state.ts';
import { problemOfStart } from './startRefused.ts';

/** What a waiting person may want besides waiting. */
type Wire = Pick<LiveKit['wire'], 'about' | 'ports' | 'request' | 'token' | 'turn'>;

/** The request as it is typed; what stands in the field to write in is its text, so that nothing is typed twice. */
export const draftIn = ({ request, snapshot }: ConsultingStage): RequestDraft => ({
  ...emptyDraft,
  text: snapshot.draft,
  ...request,
});

/** Another topic; the time already waited counts there too. */
export async function changeTopic(wire: Wire, topic: TopicId): Promise<void> {
  wire.turn({ confirming: undefined });
  await wire.about({ type: 'changeTopic', topic }, w.not_now);
}

/** Keeps the place; without a number the page stays open. */
export async function keepPlace(wire: Wire, telephone: string): Promise<void> {
  const done = await wire.about({ type: 'keepPlace', ...(telephone && { telephone }) }, w.not_now);
  if (done) wire.turn({ confirming: undefined });
}

/** Lands with the operator on the telephone who gave the code. */
export async function joinWithCode(wire: Wire, joinCode: string): Promise<void> {
  const { stage, locale } = wire.ports.store.state;
  const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
  if (!view) return;
  wire.turn({ problem: undefined });
  const answer = await wire.request({
    type: 'startConsultation',
    mode: view.mode,
    language: languageOf(locale),
    joinCode,
  });
  if (answer.type === 'started') wire.turn({ confirming: undefined });
  else wire.turn({ problem: answer.type === 'refused' ? problemOfStart(answer.code) : w.not_now });
}

/** Leaves a request with what was written; the server ends a wait with it. */
export async function sendAsRequest(wire: Wire, draft: RequestDraft): Promise<void> {
  const { store, api, portal } = wire.ports;
  const { stage, locale } = store.state;
  const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
  const { token } = wire;
  if (!view || !token || (stage.at === 'consulting' && stage.requesting)) return;
  wire.turn({ requesting: true, problem: undefined });
  const about = {
    site: portal.site,
    topic: view.topic,
    language: languageOf(locale),
    from: { consultation: view.id, token },
  };
  const answer = await sendRequest(api, draft, about, fileSender(api));
  if (typeof answer === 'number') {
    wire.turn({ requesting: false, problem: answer });
    return;
  }
  wire.turn({ requesting: false, confirming: undefined, request: undefined, requested: answer });
}
