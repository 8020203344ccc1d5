import type { TopicId } from '@indiretta/protocol';
import { w } from '../../words/words.ts';
import type { LiveKit } from '../live/kit.ts';
import { emptyDraft, type RequestDraft } from '../request/RequestDraft.ts';
import { fileSender, sendRequest } from '../request/sendRequest.ts';
import { type ConsultingStage, isOver, languageOf } from '../state.ts';

/** What a waiting person may want besides waiting. */
type Wire = Pick<LiveKit['wire'], 'about' | 'leave' | 'ports' | 'token' | 'turn'>;

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

/** Leaves a request with what was written; who waited gives the place up with it. */
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
  const { stage: now } = store.state;
  if (now.at === 'consulting' && !isOver(now.snapshot.view)) await wire.leave();
}
