import { limits } from '@indiretta/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CallPart } from '../panel/call/CallPart.tsx';
import type { CallKit } from '../panel/call/kit.ts';
import { LiveLines, LiveNote } from '../panel/call/LiveLines.tsx';
import { send as sendDrawing } from '../panel/live/drawings.ts';
import { Icon } from '../panel/ready/icons.tsx';
import { GuestLog } from './GuestLog.tsx';
import type { GuestStage } from './GuestVisit.ts';
import type { GuestKit } from './kit.ts';

interface InCallProps {
  readonly kit: GuestKit;
  readonly stage: Extract<GuestStage, { at: 'in' }>;
}

/** Where the guest writes; as it is typed it is seen only while real-time text is on. */
function Composer({ kit, stage }: InCallProps) {
  const { words } = kit;
  const { live } = stage.line;
  const { draft } = live.snapshot;
  const field = useRef<HTMLTextAreaElement>(null);
  const send = (event: Event) => {
    event.preventDefault();
    const text = draft.trim().slice(0, limits.messageChars);
    if (text && live.send({ type: 'message', text })) stage.talking.sent();
    field.current?.focus();
  };
  return (
    <div class="composer">
      <form onSubmit={send}>
        <textarea
          ref={field}
          rows={1}
          aria-label={words.composer({})}
          placeholder={words.composer({})}
          maxLength={limits.messageChars}
          value={draft}
          onInput={({ currentTarget: { value } }) => {
            live.typed(value);
            stage.talking.typed(value);
          }}
          onKeyDown={(event) => {
            const newLine = event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches;
            if (event.key === 'Enter' && !newLine) send(event);
          }}
        />
        <button type="submit" class="round strong" aria-label={words.send({})} aria-disabled={!draft.trim()}>
          <Icon path={sendDrawing} />
        </button>
      </form>
    </div>
  );
}

/** The call, the conversation beside it and what is typed. */
export function InCall({ kit, stage }: InCallProps) {
  const { talking, line } = stage;
  const [, drawAgain] = useState<unknown>();
  useEffect(() => {
    const stops = [talking.onChange(drawAgain), line.live.onChange(drawAgain)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [talking, line]);
  const call: CallKit = {
    words: kit.talk,
    state: talking.state,
    intents: talking,
    name: line.snapshot.view?.operator?.firstName ?? kit.talk.desk({}),
    waiting: false,
    modes: [],
    onFile: () => undefined,
    elsewhere: null,
    ownPage: true,
    guest: true,
    Jitsi: stage.jitsi.screen?.Part,
  };
  return (
    <div class="consulting">
      <CallPart kit={call} />
      <LiveNote kit={call} />
      <div class="scroll talk">
        <GuestLog kit={kit} snapshot={line.live.snapshot} self={line.self} live={line.live} />
        <LiveLines kit={call} />
      </div>
      <Composer kit={kit} stage={stage} />
    </div>
  );
}
