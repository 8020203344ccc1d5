import { browserParts, supportOf } from '@indiretta/call';
import type { Connection, Keep, LiveConsultation } from '@indiretta/connection';
import type { Mode } from '@indiretta/protocol';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadTalkWords, type TalkWords } from '../../words/talk.ts';
import type { Locale } from '../../words/words.ts';
import { CallPart } from './CallPart.tsx';
import styles from './call.css?inline';
import { browserEquipment } from './Equipment.ts';
import { JitsiDoor } from './JitsiDoor.ts';
import type { CallKit } from './kit.ts';
import { LiveLines, LiveNote } from './LiveLines.tsx';
import { ShowDoor } from './ShowDoor.ts';
import { Strip } from './Strip.tsx';
import { Talking } from './Talking.ts';
import { browserSound } from './Trial.ts';
import trialStyles from './trial.css?inline';

export { TrialBefore } from './TrialBefore.tsx';
export { trialStyles as styles };

/** Brings the page of a call's guest, which needs all of this too. */
export const guest = () => import('../../guest/main.tsx');

/** What the panel around knows. */
export interface CallProps {
  readonly name: string | undefined;
  readonly waiting: boolean;
  readonly elsewhere: string | null;
  /** The page is ours, and not a portal's. */
  readonly ownPage: boolean;
  readonly modes: readonly Mode[];
  readonly onFile: (file: File) => void;
}

/** The call of one consultation with its screens. */
export interface CallScreens {
  readonly talking: Talking;
  /** Above the conversation. */
  readonly Part: ComponentType<CallProps>;
  /** At the end of the conversation. */
  readonly Lines: ComponentType<CallProps>;
  /** What stands for the closed panel while a call is asked for or goes on. */
  readonly Strip: ComponentType<CallProps & { readonly panelOpen: boolean; readonly onOpen: () => void }>;
  /** The words in another language. */
  speak(locale: Locale): Promise<void>;
  /** May be called twice. */
  close(): void;
}

interface Given {
  readonly connection: Connection;
  readonly consultation: LiveConsultation;
  readonly prefer: Keep;
  readonly locale: Locale;
  readonly wear: (styles: string) => void;
  /** Draw again. */
  readonly changed: () => void;
}

let worn = false;

/** Begins with the call of a consultation; fails when the words cannot be loaded. */
export async function startCall({
  connection,
  consultation,
  prefer,
  locale,
  wear,
  changed,
}: Given): Promise<CallScreens> {
  let words = await loadTalkWords(locale);
  let spoken = locale;
  if (!worn) wear(styles + trialStyles);
  worn = true;
  const talking = new Talking({
    ...browserParts(),
    ...browserSound,
    ...browserEquipment(),
    connection,
    consultation,
    prefer,
    self: { kind: 'CITIZEN' },
    support: supportOf(window),
    isSeen: () => document.visibilityState === 'visible',
  });
  const show = new ShowDoor({ connection, consultation: consultation.id, talking, wear }, changed);
  const jitsi = new JitsiDoor({ talking, locale: () => spoken, wear }, changed);
  const endShare: CallKit['endShare'] = (member, what) => talking.endShare(member, what);
  const drawnWith = <Props extends CallProps>(Screen: ComponentType<Props & { readonly kit: CallKit }>) =>
    function Drawn(props: Props) {
      return (
        <Screen
          {...props}
          kit={{
            ...useKit(talking, words, props),
            endShare,
            Show: show.screens?.Part,
            Cover: show.screens?.Cover,
            Jitsi: jitsi.screen?.Part,
          }}
        />
      );
    };
  return {
    talking,
    Part: drawnWith(({ kit }) => (
      <>
        <CallPart kit={kit} />
        <LiveNote kit={kit} />
      </>
    )),
    Lines: drawnWith(LiveLines),
    Strip: drawnWith<CallProps & { readonly panelOpen: boolean; readonly onOpen: () => void }>(Strip),
    speak: async (next) => {
      words = await loadTalkWords(next);
      spoken = next;
      await jitsi.screen?.speak(next);
    },
    close: () => {
      show.close();
      jitsi.close();
      talking.close();
    },
  };
}

/** Draws again whenever the call changes. */
function useKit(talking: Talking, words: TalkWords, { name, ...props }: CallProps): CallKit {
  const [, drawAgain] = useState(talking.state);
  useEffect(() => talking.onChange(drawAgain), [talking]);
  return { ...props, words, state: talking.state, intents: talking, name: name ?? words.desk({}) };
}
